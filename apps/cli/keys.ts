import { join } from 'node:path';
import { formatVerifierKey } from '@ledger/platform/audit-log/node';
import { readConfiguration, type Configuration } from '@ledger/platform/configuration';
import { createLogKeys, LogKeysError, readLogKeys, rotateLogKeys } from '@ledger/platform/sealer';
import { Complaint, demand, type Door, type Language } from './door';
import { within } from './environment';

export interface KeysSetting {
  readonly data?: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly language: Language;
}

const configurationOf = ({ data, environment }: KeysSetting): Configuration => readConfiguration(within(environment, data)).configuration;
const keyFolderOf = ({ data }: Configuration): string => join(data, 'keys');

/** Makes the key that seals the ledger, before its first start in production. Answers lines to print: the public key, never the private one. */
export async function createKeys(setting: KeysSetting, { origin, lost }: { readonly origin?: string; readonly lost?: string }): Promise<readonly string[]> {
  const configuration = configurationOf(setting);
  const name = origin ?? configuration.origin;
  if (name === '') throw new Complaint(setting.language === 'vi' ? 'Cần --origin <tên>, ví dụ so.laocai.example/chuong-trinh.' : '--origin <name> is needed, as in ledger.province.example/programs.', 2);
  if (configuration.origin !== '' && configuration.origin !== name) throw new Complaint(`LEDGER_ORIGIN=${configuration.origin} ≠ --origin ${name}`, 2);
  return [formatVerifierKey(await complaining(createLogKeys(keyFolderOf(configuration), name, { lost })))];
}

/** The public keys that sign now, the current one first. */
export async function showKeys(setting: KeysSetting): Promise<readonly string[]> {
  const folder = keyFolderOf(configurationOf(setting));
  const keys = await complaining(readLogKeys(folder, Date.now()));
  if (keys === undefined) throw new Complaint(setting.language === 'vi' ? `${folder}: chưa có khóa; hãy chạy ledger keys create.` : `${folder}: there is no key; run ledger keys create.`);
  return [...keys.signers.map(formatVerifierKey), ...(keys.rotation ? ['', keys.rotation.trimEnd()] : [])];
}

/** Puts a new key in the place of the current one. A running server signs with it from its next checkpoint on. Answers the new key and what the old one says of it. */
export async function rotateKeys(setting: KeysSetting, days: string): Promise<readonly string[]> {
  if (!/^\d{1,4}$/.test(days)) throw new Complaint(`--days ${days}: 0–9999`, 2);
  const { key, note } = await complaining(rotateLogKeys(keyFolderOf(configurationOf(setting)), { now: Date.now(), days: Number(days) }));
  return [formatVerifierKey(key), '', note.trimEnd()];
}

/** Seals what is recorded now; the checkpoint's note. */
export async function checkpoint(door: Door, language: Language): Promise<string> {
  const answer = await demand(door, language, 'POST', '/api/operations/audit/checkpoint', {});
  return (JSON.parse(answer.body.toString('utf8')) as { readonly checkpoint: string }).checkpoint.trimEnd();
}

async function complaining<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof LogKeysError || (error as Error).name === 'Malformed' ? new Complaint((error as Error).message) : error;
  }
}
