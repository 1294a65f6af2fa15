import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import type { BuiltServer } from './built-server';
import { COMMUNE, makeSmallProvince } from './small-province';

const CLI = join(__dirname, '../../../dist/apps/cli/main.js');
const CLI_MS_MAX = 60_000;

export const NAMED = { household: 'H0286900017', person: 'P4tq9m2kx7', name: 'Sùng Thị Pàng Dơ', phone: '0976543210' };
export const OTHER = { household: 'H0286900018', person: 'P8vz3c6hn1', name: 'Lù A Sẻng' };

/** The small province, with two houses whose contact persons nobody has named yet. */
export async function proposeHouses(server: BuiltServer): Promise<void> {
  await makeSmallProvince(server);
  for (const { household } of [NAMED, OTHER]) await server.done('ProposeHouse', { household, commune: COMMUNE, effectiveOn: '2024-04-01' }, 'officer');
}

interface Contact {
  readonly person: string;
  readonly name: unknown;
  readonly phone: unknown;
}

/** The contact persons as a role sees them; `''` is the operator's token. */
export const contactsFor = async (server: BuiltServer, as: string): Promise<readonly Contact[]> =>
  ((await server.send(`/api/housing/contacts?minPosition=${await server.head()}&order=household`, { as })).json as { readonly rows: readonly Contact[] }).rows;

export const namesFor = async (server: BuiltServer, as: string): Promise<readonly unknown[]> => (await contactsFor(server, as)).map(({ name }) => name);

/** A person's key as it lies in the office store of a folder; null once destroyed. */
export function keyIn(folder: string, person: string): Uint8Array | null {
  const db = new DatabaseSync(join(folder, 'office.db'), { readOnly: true });
  try {
    return (db.prepare('SELECT key FROM personal_keys WHERE person = ?').get(person) as { readonly key: Uint8Array | null }).key;
  } finally {
    db.close();
  }
}

/** The built command line tool, on a data folder. The test goes on turning meanwhile, so that its connections are seen to close. */
export async function runCli(folder: string, ...args: readonly string[]): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }> {
  const env = { ...process.env, LEDGER_DEMO: 'off', LEDGER_LANG: 'en', LEDGER_LOG: 'silent' };
  const child = spawn(process.execPath, [CLI, '--data', folder, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'], timeout: CLI_MS_MAX });
  let [out, err] = ['', ''];
  child.stdout.on('data', (text: Buffer) => (out += text.toString('utf8')));
  child.stderr.on('data', (text: Buffer) => (err += text.toString('utf8')));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}
