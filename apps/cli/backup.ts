import { resolve } from 'node:path';
import { readConfiguration } from '@ledger/platform/configuration';
import { BackupRefused, checkBackup, claimFolder, makeBackup, manifestHash, type Manifest } from '@ledger/platform/backup';
import { programVersion } from '../api/program-version';
import { Complaint, demand, type Door, type Language } from './door';
import { within } from './environment';
import { Progress } from './progress';
import { saidBy } from './system-error';

export interface BackupCommand {
  readonly data: string | undefined;
  readonly out: string;
  readonly personal: boolean;
  readonly privateKeys: boolean;
}

/** Makes a backup of the data folder, of a running ledger too. The ledger knows of it before the first byte is copied. */
export async function backup(door: Door, language: Language, { data, out, personal, privateKeys }: BackupCommand): Promise<Manifest> {
  const { configuration } = readConfiguration(within(process.env, data));
  const folder = resolve(out);
  return complaining(async () => {
    claimFolder(configuration.data, folder);
    const { id } = JSON.parse((await demand(door, language, 'POST', '/api/operations/backups', { folder, personal })).body.toString('utf8')) as { readonly id: string };
    const progress = new Progress(language === 'vi' ? 'Sao lưu' : 'Backup');
    const manifest = await makeBackup({
      data: configuration.data, out: folder, id, program: programVersion(), personal, privateKeys,
      progress: (done, total) => progress.show(done, total),
    });
    progress.end();
    await demand(door, language, 'POST', `/api/operations/backups/${id}/finished`, { manifest: await manifestHash(folder) });
    return manifest;
  }, language);
}

/** Compares a backup with its manifest; complains, with exit code 1, of everything that is not as it was written. */
export async function checkedBackup(folder: string, language: Language): Promise<Manifest> {
  const { manifest, faults } = await complaining(() => checkBackup(folder), language);
  if (faults.length > 0) throw new Complaint(`${folder}: ${faults.slice(0, 20).join('; ')}${faults.length > 20 ? ` … (${faults.length})` : ''}`);
  return manifest;
}

async function complaining<T>(work: () => Promise<T>, language: Language): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BackupRefused || (error as NodeJS.ErrnoException).code) throw new Complaint(saidBy(error, language));
    throw error;
  }
}
