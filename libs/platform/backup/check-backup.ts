import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { BackupRefused } from './make-backup';
import { describeFile, filesIn, MANIFEST_FILE, type Manifest } from './manifest';

export interface BackupCheck {
  readonly manifest: Manifest;
  /** One line each; none: every file is as it was written, and the databases are whole. */
  readonly faults: readonly string[];
}

/** Compares a backup with its manifest, byte by byte, and has SQLite check its databases. Throws `BackupRefused` when there is no manifest. */
export async function checkBackup(folder: string): Promise<BackupCheck> {
  const manifest = await readManifest(folder);
  const faults: string[] = [];
  const expected = new Map(manifest.files.map((file) => [file.path, file]));
  for (const path of await filesIn(folder)) {
    const file = expected.get(path);
    expected.delete(path);
    if (file === undefined) faults.push(`${path} is not in the manifest`);
    else if ((await describeFile(folder, path)).sha256 !== file.sha256) faults.push(`${path} is not what was written`);
  }
  faults.push(...[...expected.keys()].map((path) => `${path} is missing`));
  // SQLite leaves files beside a database that it opens: only what is as it was written is looked into.
  if (faults.length === 0) faults.push(...['events.db', 'office.db'].flatMap((name) => databaseFaults(folder, name)));
  return { manifest, faults };
}

async function readManifest(folder: string): Promise<Manifest> {
  let manifest: Manifest | undefined;
  try {
    manifest = JSON.parse(await readFile(join(folder, MANIFEST_FILE), 'utf8')) as Manifest;
  } catch {
    manifest = undefined;
  }
  if (manifest?.format === 1 && Array.isArray(manifest.files)) return manifest;
  throw new BackupRefused(`${folder} is no backup of this program: it has no ${MANIFEST_FILE} that can be read`);
}

function databaseFaults(folder: string, name: string): readonly string[] {
  if (!existsSync(join(folder, name))) return [];
  try {
    const db = new DatabaseSync(join(folder, name), { readOnly: true });
    try {
      const { integrity_check: verdict } = db.prepare('PRAGMA integrity_check(1)').get() as { readonly integrity_check: string };
      return verdict === 'ok' ? [] : [`${name}: ${verdict}`];
    } finally {
      db.close();
    }
  } catch (error) {
    return [`${name}: ${(error as Error).message}`];
  }
}
