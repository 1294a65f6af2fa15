import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openEventSource } from '../worker/event-source';
import { registers } from '@ledger/registers';
import { eventStoreOf } from './testing/through-node/event-store-of';

/** What runs is what was built: `npm test` builds first. */
const MAIN = join(__dirname, '../../dist/apps/api/main.js');
const folder = mkdtempSync(join(tmpdir(), 'ledger-transit-'));
const environment = { ...process.env, LEDGER_DATA: folder, LEDGER_DEMO: 'off', LEDGER_PORT: '0', LEDGER_LOG: 'silent' };
const serverFile = join(folder, 'server.json');

const KILLS = 4;
const COMMUNES = 30;
const EACH = 1_000n;
const PASSWORD = 'ngựa ô chạy qua cầu gỗ';
const province = 'GNBV:investment:central:2024:2024:10';
const holders = Array.from({ length: COMMUNES }, (_, index) => String(2_800 + index).padStart(5, '0'));
const lineOf = (holder: string) => `GNBV:investment:central:2024:2024:${holder}`;
const paper = { legalBasis: { number: '1/QĐ-UBND', issuedOn: '2024-01-02' } };

let server: ChildProcess | undefined;
let address = '';
let operatorToken = '';
const tokens = new Map<string, string>();

async function startServer(): Promise<void> {
  rmSync(serverFile, { force: true });
  server = spawn(process.execPath, [MAIN], { env: environment, stdio: ['ignore', 'ignore', 'inherit'] });
  for (let wait = 0; !existsSync(serverFile); wait += 1) {
    if (wait > 600 || server.exitCode !== null) throw new Error('the server did not start');
    await sleep(50);
  }
  ({ address, token: operatorToken } = JSON.parse(readFileSync(serverFile, 'utf8')) as { address: string; token: string });
}

function stopServer(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  return new Promise((resolve) => {
    if (!server || server.exitCode !== null || server.signalCode !== null) return resolve();
    server.once('exit', () => resolve());
    server.kill(signal);
  });
}

async function ask<T>(path: string, { user, body, key }: { user?: string; body?: object; key?: string } = {}): Promise<T> {
  const response = await fetch(`${address}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      authorization: `Bearer ${user ? tokens.get(user) : operatorToken}`,
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...(key ? { 'idempotency-key': key } : {}),
    },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(20_000),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

const command = (name: string, body: object, user?: string, key?: string) => ask<{ position: string }>(`/api/commands/${name}`, { user, body, key });

async function addUser(username: string): Promise<void> {
  await command('OpenAccount', { username, displayName: username });
  await command('GrantRole', { username, role: username, unit: '10', from: '2024-01-01' });
  await ask(`/api/users/${username}/password`, { body: { password: PASSWORD } });
}

async function signIn(...users: readonly string[]): Promise<void> {
  for (const username of users) tokens.set(username, (await ask<{ token: string }>('/api/sign-in', { body: { username, password: PASSWORD } })).token);
}

async function prepareProvince(): Promise<void> {
  await command('EstablishUnit', { code: '10', name: 'Tỉnh Lào Cai', kind: 'province', effectiveOn: '2004-01-01', ...paper });
  await command('EstablishUnit', { code: '080', name: 'Thành phố Lào Cai', kind: 'city', parent: '10', effectiveOn: '2004-01-01', ...paper });
  for (const code of holders) await command('EstablishUnit', { code, name: `Xã ${code}`, kind: 'commune', parent: '080', effectiveOn: '2004-01-01', ...paper });
  await command('OpenProgram', { code: 'GNBV', name: 'Giảm nghèo bền vững', nameEn: 'Poverty reduction', opensOn: '2021-01-01', closesOn: '2025-12-31', effectiveOn: '2021-01-01', ...paper });
  await addUser('finance');
  await addUser('approver');
  await signIn('finance', 'approver');
  await command('AssignCapitalPlan', { line: province, decision: 'QD-1', amount: '1000000', effectiveOn: '2024-01-02', ...paper }, 'finance');
  await command('ApproveCapitalPlan', { line: province, decision: 'QD-1', effectiveOn: '2024-01-02' }, 'approver');
}

/** Sends funds to every commune; the same round may be asked for again. */
const sendRound = (round: number) =>
  command('AllocateFunds', { line: province, allocation: `PB-${round}`, parts: holders.map((holder) => ({ to: lineOf(holder), amount: EACH.toString() })), effectiveOn: '2024-02-01', ...paper }, 'finance', `round-${round}`);

/** How often each type of event stands in the store. */
async function countEvents(): Promise<ReadonlyMap<string, number>> {
  const store = await openEventSource({ data: folder, eventStore: eventStoreOf(folder).LEDGER_EVENT_STORE ?? 'embedded' }, registers);
  const counts = new Map<string, number>();
  for await (const batch of store.readAll()) for (const { type } of batch) counts.set(type, (counts.get(type) ?? 0) + 1);
  await store.close();
  return counts;
}

interface LineRow {
  readonly line: string;
  readonly funded: string;
  readonly assigned: string;
  readonly inTransit: string;
  readonly allocated: string;
}

async function settledLines(): Promise<readonly LineRow[]> {
  for (let wait = 0; wait < 300; wait += 1) {
    const { rows } = await ask<{ rows: readonly LineRow[] }>('/api/funds/lines?limit=1000', { user: 'finance' });
    const confirmed = (await countEvents()).get('FundsArrivalConfirmed') ?? 0;
    if (confirmed === KILLS * COMMUNES && rows.every(({ inTransit }) => inTransit === '0')) return rows;
    await sleep(100);
  }
  throw new Error('funds are still in transit after 30 s');
}

afterAll(async () => {
  await stopServer('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

it('loses and doubles nothing when the server is killed while funds are in transit', async () => {
  await startServer();
  await prepareProvince();
  let underWayWhenKilled = 0;
  for (let round = 0; round < KILLS; round += 1) {
    await sendRound(round);
    await sleep(round * 12);
    await stopServer('SIGKILL');
    const counts = await countEvents();
    underWayWhenKilled += (counts.get('FundsSent') ?? 0) - (counts.get('FundsArrivalConfirmed') ?? 0);
    await startServer();
    await signIn('finance');
    // The sender cannot know whether it was heard: it asks again, under the same key.
    await sendRound(round);
  }

  const lines = await settledLines();
  const counts = await countEvents();
  expect(underWayWhenKilled).toBeGreaterThan(0);
  expect([counts.get('FundsSent'), counts.get('FundsReceived'), counts.get('FundsReturned')]).toEqual([KILLS * COMMUNES, KILLS * COMMUNES, undefined]);
  expect(lines.find(({ line }) => line === province)).toMatchObject({ funded: '1000000', assigned: (1_000_000n - EACH * BigInt(KILLS * COMMUNES)).toString(), allocated: '0' });
  const received = lines.filter(({ line }) => line !== province).map(({ allocated }) => allocated);
  expect(received).toEqual(holders.map(() => (EACH * BigInt(KILLS)).toString()));
}, 120_000);
