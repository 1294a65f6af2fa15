import { writeSync } from 'node:fs';
import type { ZipSink } from '@ledger/platform/audit-log/node';

/** A bundle's sink into a file that is open for writing. */
export function fileSink(file: number): ZipSink {
  let at = 0;
  const put = (bytes: Uint8Array, offset: number): void => {
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done, bytes.length - done, offset + done);
  };
  return {
    write(bytes) {
      put(bytes, at);
      at += bytes.length;
    },
    patch: (offset, bytes) => put(bytes, offset),
  };
}
