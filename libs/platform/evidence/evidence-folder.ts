import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, type ReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { sync } from '@ledger/platform/durable-file';

const HASH = /^[0-9a-f]{64}$/;
const INCOMING = 'incoming';
/** Hashes known to be there: a file that was stored is never taken away. */
const KNOWN_MAX = 100_000;

/** Files named by their own SHA-256, `ab/cdef…`, and beside them those that are still coming in. */
export class EvidenceFolder {
  private readonly known = new Set<string>();

  /** Makes the folder when there is none. */
  constructor(private readonly folder: string) {
    mkdirSync(join(folder, INCOMING), { recursive: true, mode: 0o700 });
  }

  /** Whether a file of this hash is stored. */
  has(sha256: string): boolean {
    if (this.known.has(sha256)) return true;
    if (!HASH.test(sha256) || !existsSync(this.pathOf(sha256))) return false;
    if (this.known.size >= KNOWN_MAX) this.known.clear();
    this.known.add(sha256);
    return true;
  }

  async sizeOf(sha256: string): Promise<number> {
    return (await stat(this.pathOf(sha256))).size;
  }

  /** Bytes `from` to `to`, both included. */
  read(sha256: string, from: number, to: number): ReadStream {
    return createReadStream(this.pathOf(sha256), { start: from, end: to });
  }

  openStored(sha256: string): Promise<FileHandle> {
    return open(this.pathOf(sha256), 'r');
  }

  /** Opens a file that is coming in, making it when it is new. */
  openIncoming(id: string, isNew: boolean): Promise<FileHandle> {
    return open(this.incomingOf(id), isNew ? 'wx+' : 'r+', 0o600);
  }

  /** Gives a file that came in its place; its bytes are on disk, and after this its name is too. */
  async accept(id: string, sha256: string): Promise<void> {
    const shelf = join(this.folder, sha256.slice(0, 2));
    await mkdir(shelf, { recursive: true, mode: 0o700 });
    await rename(this.incomingOf(id), this.pathOf(sha256));
    for (const folder of [shelf, this.folder]) await sync(folder);
  }

  async discard(id: string): Promise<void> {
    await rm(this.incomingOf(id), { force: true });
  }

  hasIncoming(id: string): boolean {
    return existsSync(this.incomingOf(id));
  }

  /** Ids of the files that are coming in. */
  incoming(): Promise<readonly string[]> {
    return readdir(join(this.folder, INCOMING));
  }

  private pathOf(sha256: string): string {
    if (!HASH.test(sha256)) throw new Error('not a SHA-256');
    return join(this.folder, sha256.slice(0, 2), sha256.slice(2));
  }

  private incomingOf(id: string): string {
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new Error('not the id of an upload');
    return join(this.folder, INCOMING, id);
  }
}

/** SHA-256 of the first `size` bytes, hexadecimal. */
export async function hashOf(file: FileHandle, size: number): Promise<string> {
  const hash = createHash('sha256');
  const chunk = Buffer.alloc(1_048_576);
  for (let at = 0; at < size; ) {
    const { bytesRead } = await file.read(chunk, 0, Math.min(chunk.length, size - at), at);
    if (bytesRead === 0) break;
    hash.update(chunk.subarray(0, bytesRead));
    at += bytesRead;
  }
  return hash.digest('hex');
}
