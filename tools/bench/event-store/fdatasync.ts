import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** How often a second the disk under `folder` takes 4 KiB more of a file for good, one after the other. */
export function fdatasyncsPerSecond(folder: string, seconds: number): number {
  const path = join(folder, 'fdatasync');
  const block = Buffer.alloc(4_096, 1);
  const file = openSync(path, 'w');
  const start = performance.now();
  let done = 0;
  while (performance.now() < start + seconds * 1_000) {
    writeSync(file, block);
    fdatasyncSync(file);
    done += 1;
  }
  const rate = (done * 1_000) / (performance.now() - start);
  closeSync(file);
  rmSync(path);
  return rate;
}
