import type { FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { EvidenceRefused } from './evidence-refused';

/** How many bytes may be lost when the program ends without warning. */
const SYNC_EVERY_BYTES = 4 * 1024 * 1024;

interface Receiving {
  /** Where the first byte goes. */
  readonly from: number;
  /** Largest size of the file. */
  readonly bytesMax: number;
  /** Told how many bytes of the file are on disk. */
  readonly onDisk?: (received: number) => void;
}

/** Writes what arrives and returns how long the file then is, all of it on disk. When the connection breaks, what arrived is on disk too. */
export async function receive(file: FileHandle, bytes: Readable, { from, bytesMax, onDisk }: Receiving): Promise<number> {
  let at = from;
  let synced = from;
  const sync = async (): Promise<void> => {
    await file.datasync();
    synced = at;
    onDisk?.(at);
  };
  try {
    // A request that is refused is still answered, so its stream must outlive this loop.
    for await (const chunk of bytes.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      if (at + chunk.length > bytesMax) throw new EvidenceRefused('too-large', { max: bytesMax });
      for (let done = 0; done < chunk.length; ) done += (await file.write(chunk, done, chunk.length - done, at + done)).bytesWritten;
      at += chunk.length;
      if (at - synced >= SYNC_EVERY_BYTES) await sync();
    }
  } catch (error) {
    if (!(error instanceof EvidenceRefused) && at > synced) await sync();
    throw error;
  }
  await sync();
  return at;
}
