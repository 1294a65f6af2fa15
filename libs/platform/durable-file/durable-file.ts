import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Puts a file in its place whole: after a crash there is the old one or the new one, never a part. Its folder is made. */
export async function writeWhole(path: string, bytes: Uint8Array | string, mode = 0o644): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const file = await open(temporary, 'wx', mode);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** A file that is written, but neither durable nor under its name. */
export interface WrittenFile {
  readonly temporary: string;
  readonly path: string;
}

/** Writes a file beside its place, making the folder where it is missing; `putInPlace` makes it durable there. */
export async function writeBeside(path: string, bytes: Uint8Array): Promise<WrittenFile> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await writeFile(temporary, bytes, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(temporary, bytes, { flag: 'wx' });
  }
  return { temporary, path };
}

/**
 * Puts files in their places, in the order given, each whole. Made durable one after the other, most of them share one
 * commit of the file system's journal, which appends to the event store would otherwise wait for again and again.
 */
export async function putInPlace(files: readonly WrittenFile[]): Promise<void> {
  for (const { temporary } of files) await sync(temporary);
  for (const { temporary, path } of files) await rename(temporary, path);
}

/** Makes a file's bytes durable, or the names in a folder: those of files that were put there or taken away. */
export async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
