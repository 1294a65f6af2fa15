import { fork } from 'node:child_process';
import { join } from 'node:path';
import { readConfiguration } from '@ledger/platform/configuration';
import type { EventToAppend } from '@ledger/platform/event-store';
import { eventIdOf, uuidv5, LEDGER_NAMESPACE, operatorActor } from '@ledger/platform/nest';
import { GrantRole, OpenAccount } from '@ledger/registers/access/domain';
import { EstablishUnit } from '@ledger/registers/territory/domain';
import { startLedger, type RunningLedger } from '../../../apps/api/start-ledger';
import type { Load, LoadResult } from './load-generator';

const EXTENSION = __filename.endsWith('.ts') ? '.ts' : '.js';
const COMMUNE = '02869';
const APPEND_TOGETHER = 500;
const CAUGHT_UP_MS = 600_000;
const legalBasis = { number: '01/QĐ', issuedOn: '2020-01-01' };

/** Starts a ledger in a folder, as `npm start` does, without the demo. */
export const startQuietLedger = (data: string): Promise<RunningLedger> => {
  const { configuration } = readConfiguration({ LEDGER_DATA: data, LEDGER_PORT: '0', LEDGER_DEMO: 'off', LEDGER_LOG: 'silent' });
  const nothing = (): void => undefined;
  return startLedger({ configuration, log: { info: nothing, warn: nothing, error: (details, message) => process.stderr.write(`${message} ${JSON.stringify(details)}\n`) } });
};

/** A province with one commune and its officer; returns the officer's token. */
export async function signedInOfficer({ ledger, stores }: RunningLedger): Promise<string> {
  const act = { effectiveOn: '2020-01-01', legalBasis };
  const commands = [
    new EstablishUnit({ code: '10', name: 'Tỉnh Lào Cai', kind: 'province' }),
    new EstablishUnit({ code: '085', name: 'Huyện Bắc Hà', kind: 'rural-district', parent: '10' }),
    new EstablishUnit({ code: COMMUNE, name: 'Xã Bản Liền', kind: 'commune', parent: '085' }),
    new OpenAccount({ username: 'officer', displayName: 'Officer' }),
    new GrantRole({ username: 'officer', role: 'officer', unit: COMMUNE, from: '2020-01-01' }),
  ];
  for (const [index, command] of commands.entries()) await ledger.execute({ command, act, actor: operatorActor, key: `bench-${index}` });
  return stores.office.sessions.open('officer', { now: Date.now() }).token;
}

/** Puts houses into the ledger until it holds `size` events, several thousand to a commit, and waits for the tables. */
export async function fill({ stores }: RunningLedger, size: number): Promise<void> {
  const metadata = {
    actor: { role: 'officer', unit: COMMUNE, user: 'officer' }, commandHash: '0'.repeat(64), effectiveOn: '2024-01-02', recordedAt: new Date().toISOString(), schemaVersion: 1,
  };
  for (let at = Number(await stores.events.head()); at < size; ) {
    const together = Math.min(APPEND_TOGETHER, size - at);
    await Promise.all(Array.from({ length: together }, (_, n) => stores.events.append(`housing.house-F${at + n}`, [proposed(at + n, metadata)], 'no-stream')));
    at += together;
  }
  if (!(await stores.reads.waitFor(await stores.ledgerEvents.head(), CAUGHT_UP_MS))) throw new Error('the tables do not catch up');
}

function proposed(number: number, metadata: object): EventToAppend {
  const commandId = uuidv5(LEDGER_NAMESPACE, `bench-${number}`);
  const household = `F${String(number).padStart(8, '0')}`;
  return {
    id: eventIdOf(commandId, 0),
    type: 'HouseProposed',
    data: { household, commune: COMMUNE, kind: 'new' },
    metadata: { ...metadata, commandId, correlationId: commandId, causationId: commandId },
  };
}

/** Sends commands from another process for a while. */
export function underLoad(load: Omit<Load, 'commune'>): Promise<LoadResult> {
  const child = fork(join(__dirname, `load-generator${EXTENSION}`), [], { execArgv: EXTENSION === '.ts' ? ['-r', '@swc-node/register'] : [] });
  return new Promise((resolve, reject) => {
    child.once('message', (result) => resolve(result as LoadResult));
    child.once('error', reject);
    child.once('exit', (code) => code !== 0 && reject(new Error(`the load generator ended with ${code}`)));
    child.send({ ...load, commune: COMMUNE } satisfies Load);
  });
}
