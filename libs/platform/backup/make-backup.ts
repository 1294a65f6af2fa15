import { chmodSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { sync } from '@ledger/platform/durable-file';
import { openEmbeddedReader } from '@ledger/platform/event-store/embedded';
import { describeFile, filesIn, MANIFEST_FILE, type Manifest } from './manifest';

const BUSY_MS = 30_000;
const EVENTS = 'events.db';
const OFFICE = 'office.db';

/** A backup that cannot be made; the message is one line. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused';
}

export interface BackupOptions {
  /** The data folder, of a ledger that may be running. */
  readonly data: string;
  /** A folder that is empty or does not exist. */
  readonly out: string;
  readonly id: string;
  readonly program: string;
  readonly personal: boolean;
  readonly privateKeys: boolean;
  readonly progress?: (done: number, total: number) => void;
}

/** Makes the folder of a backup, where it is not there. Throws `BackupRefused` unless one may be written there. */
export function claimFolder(data: string, out: string): void {
  if (!relative(resolve(data), resolve(out)).startsWith('..')) throw new BackupRefused(`${out} lies in the data folder: a backup belongs elsewhere, best on another machine`);
  try {
    makeFolder(resolve(out));
    if (readdirSync(out).length > 0) throw new BackupRefused(`${out} is not empty`);
  } catch (error) {
    if (error instanceof BackupRefused) throw error;
    throw new BackupRefused(`${out} cannot be a folder for a backup: ${(error as Error).message}`);
  }
}

/** One folder after the other: in a file system that makes none, such as /proc, Node's own recursive way never ends. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path, { mode: 0o700 });
}

/**
 * Copies what a ledger cannot be without, while it runs. The order makes the copies fit each other: the audit log's tiles before
 * the events, which are never behind them; the events before the office store, which has the keys of everybody they name;
 * evidence last, which is stored before an event names it. Tables are not copied: they are made again from the events.
 */
export async function makeBackup(options: BackupOptions): Promise<Manifest> {
  const { data, out, id, program, personal, privateKeys, progress } = options;
  claimFolder(data, out);
  await copyFolder(data, out, 'audit');
  if (privateKeys) await copyFolder(data, out, 'keys');
  if (existsSync(join(data, EVENTS))) copyDatabase(data, out, EVENTS);
  copyDatabase(data, out, OFFICE);
  if (!personal) withoutPersons(join(out, OFFICE));
  await copyFolder(data, out, 'evidence', (path) => !path.includes('/incoming/'));
  const position = existsSync(join(out, EVENTS)) ? await headOf(out) : undefined;
  const files = await described(out, progress);
  const manifest: Manifest = { format: 1, id, made: new Date().toISOString(), program, ...(position === undefined ? {} : { position }), personal, privateKeys, files };
  await writeFile(join(out, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true });
  await sync(out);
  return manifest;
}

/** One state of a database, whole, whoever writes to it meanwhile (SQLite's `VACUUM INTO`). */
function copyDatabase(data: string, out: string, name: string): void {
  const db = new DatabaseSync(join(data, name), { readOnly: true, timeout: BUSY_MS });
  try {
    db.prepare('VACUUM INTO ?').run(join(out, name));
  } finally {
    db.close();
  }
  chmodSync(join(out, name), 0o600);
}

/** Takes out of a copy what would let anybody be read; who was forgotten stays so. */
function withoutPersons(file: string): void {
  const db = new DatabaseSync(file);
  try {
    db.exec('PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; DELETE FROM personal_keys WHERE key IS NOT NULL; DELETE FROM personal_values; VACUUM');
  } finally {
    db.close();
  }
}

async function headOf(folder: string): Promise<string> {
  const reader = await openEmbeddedReader({ folder });
  try {
    return (await reader.head()).toString();
  } finally {
    await reader.close();
  }
}

async function copyFolder(data: string, out: string, name: string, isWanted: (path: string) => boolean = () => true): Promise<void> {
  if (!existsSync(join(data, name))) return;
  const entries = await readdir(join(data, name), { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const path = relative(data, join(entry.parentPath, entry.name));
    // Files on their way into place have not arrived.
    if (!entry.isFile() || path.endsWith('.tmp') || !isWanted(`/${path}`)) continue;
    await mkdir(dirname(join(out, path)), { recursive: true, mode: 0o700 });
    if (await copied(join(data, path), join(out, path))) chmodSync(join(out, path), 0o600);
  }
}

/** False for a file that is not there any more: a partial tile goes when its full one comes. */
async function copied(from: string, to: string): Promise<boolean> {
  try {
    await copyFile(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && !existsSync(from)) return false;
    throw error;
  }
}

/** What lies in the folder, hashed after it is on disk. */
async function described(folder: string, progress: BackupOptions['progress']): Promise<Manifest['files']> {
  const paths = await filesIn(folder);
  const files = [];
  for (const [done, path] of paths.entries()) {
    progress?.(done, paths.length);
    await sync(join(folder, path));
    files.push(await describeFile(folder, path));
  }
  progress?.(paths.length, paths.length);
  return files;
}
