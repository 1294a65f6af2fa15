import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';

export const MANIFEST_FILE = 'manifest.json';

export interface BackedUpFile {
  /** In the backup's folder, with forward slashes. */
  readonly path: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** What a backup holds. */
export interface Manifest {
  readonly format: 1;
  /** The id under which the ledger knows the backup. */
  readonly id: string;
  /** ISO 8601 UTC. */
  readonly made: string;
  readonly program: string;
  /** Position of its last event; absent where an EventStoreDB server keeps the events, and their backups. */
  readonly position?: string;
  /** Whether it holds persons' keys and what is readable of persons. */
  readonly personal: boolean;
  /** Whether it holds the ledger's private keys. */
  readonly privateKeys: boolean;
  readonly files: readonly BackedUpFile[];
}

/** Every file in a folder but its manifest, by path. */
export async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => path !== MANIFEST_FILE)
    .sort();
}

export async function describeFile(folder: string, path: string): Promise<BackedUpFile> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(join(folder, path)), hash);
  return { path, bytes: (await stat(join(folder, path))).size, sha256: hash.digest('hex') };
}

/** SHA-256 (hex) of the manifest's own bytes, which the ledger remembers. */
export const manifestHash = async (folder: string): Promise<string> => createHash('sha256').update(await readFile(join(folder, MANIFEST_FILE))).digest('hex');
