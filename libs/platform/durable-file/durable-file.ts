import { randomBytes } from 'node:crypto';
import { closeSync, fsync, fsyncSync, mkdirSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { isMainThread } from 'node:worker_threads';

// A thread of its own has nobody who waits for its turn: it waits for the disk itself, which saves handing the file to another thread and back.
const flushed: (file: number) => Promise<void> | void = isMainThread ? promisify(fsync) : fsyncSync;

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

/**
 * Writes a file beside its place, making the folder where it is missing; `putInPlace` makes it durable there. What only goes to
 * the system's memory is done at once: handing it to another thread and back costs several times the write itself.
 */
export function writeBeside(path: string, bytes: Uint8Array): WrittenFile {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    writeFileSync(temporary, bytes, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(temporary, bytes, { flag: 'wx' });
  }
  return { temporary, path };
}

/**
 * Puts files in their places, in the order given, each whole. Made durable one after the other, most of them share one
 * commit of the file system's journal, which appends to the event store would otherwise wait for again and again.
 */
export async function putInPlace(files: readonly WrittenFile[]): Promise<void> {
  for (const { temporary } of files) await sync(temporary);
  for (const { temporary, path } of files) renameSync(temporary, path);
}

/** Makes a file's bytes durable, or the names in a folder: those of files that were put there or taken away. */
export async function sync(path: string): Promise<void> {
  const file = openSync(path, 'r');
  try {
    await flushed(file);
  } finally {
    closeSync(file);
  }
}
