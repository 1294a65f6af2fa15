import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EventStoreDBClient } from '@eventstore/db-client';
import { BuiltServer } from '../../../apps/api/testing/built-server';
import { LINE, makeSmallProvince, paper } from '../../../apps/api/testing/small-province';
import { GROUP } from './consume';
import { PaymentsTable, UnreadableEvent, type LedgerEvent, type PaidRow } from './payments-table';

const folder = mkdtempSync(join(tmpdir(), 'payments-report-'));
const file = join(folder, 'report.sqlite');
const consumers: ChildProcess[] = [];
let server: BuiltServer;
let port: number;
let client: EventStoreDBClient;

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port: found } = probe.address() as AddressInfo;
      probe.close(() => resolve(found));
    });
  });
const address = (): string => `esdb://127.0.0.1:${port}?tls=false`;

function startConsumer(): ChildProcess {
  const child = spawn(process.execPath, ['-r', '@swc-node/register', join(__dirname, 'main.ts'), address(), file], { stdio: ['ignore', 'ignore', 'pipe'] });
  consumers.push(child);
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** Four people and one payment: prepared, checked, approved, paid. */
async function pay(number: number, amount: string): Promise<void> {
  const of = { line: LINE, payment: `TT-${number}`, effectiveOn: '2024-04-01' };
  await server.done('PreparePayment', { ...of, kind: 'completed-volume', amount, ...paper }, 'finance');
  await server.done('CheckPayment', of, 'checker');
  await server.done('ApprovePayment', of, 'approver');
  await server.done('PayPayment', { ...of, treasuryReference: `KB-${number}` }, 'finance');
}

function rows(): PaidRow[] {
  const table = new PaymentsTable(file);
  try {
    return table.rows();
  } finally {
    table.close();
  }
}

async function shows(wanted: PaidRow[]): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end; await pause(50)) if (JSON.stringify(rows(), asText) === JSON.stringify(wanted, asText)) return;
  expect(rows()).toEqual(wanted);
}
const asText = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);

async function connected(consumers: number): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end; await pause(100)) {
    if ((await client.getPersistentSubscriptionToAllInfo(GROUP)).connections.length === consumers) return;
  }
  throw new Error(`there were never ${consumers} consumers`);
}

beforeAll(async () => {
  port = await freePort();
  server = await BuiltServer.start(undefined, { LEDGER_NODE_PORT: String(port) });
  await makeSmallProvince(server);
  client = EventStoreDBClient.connectionString(address());
}, 60_000);

afterAll(async () => {
  for (const child of consumers) await kill(child);
  await client.dispose();
  await server.stop('SIGKILL');
  rmSync(server.folder, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

it('follows the payments of a running ledger, also after it was killed, and counts each of them once', async () => {
  await pay(1, '1000');
  const first = startConsumer();
  await shows([{ program: 'GNBV', planYear: 2024, paid: 1_000n, payments: 1 }]);
  await pay(2, '20');
  await shows([{ program: 'GNBV', planYear: 2024, paid: 1_020n, payments: 2 }]);
  await kill(first);
  await pay(3, '3');
  startConsumer();
  // Beside it: whoever consumes the same group shares its messages.
  startConsumer();
  await connected(2);
  await pay(4, '4');
  await shows([{ program: 'GNBV', planYear: 2024, paid: 1_027n, payments: 4 }]);
  expect((await client.getPersistentSubscriptionToAllInfo(GROUP)).stats.parkedMessageCount).toBe(0n);
}, 120_000);

it('goes on when the server was killed and started again', async () => {
  const before = rows();
  await server.stop('SIGKILL');
  server = await BuiltServer.start(server.folder, { LEDGER_NODE_PORT: String(port) });
  await pay(5, '100');
  await shows(before.map((row) => ({ ...row, paid: row.paid + 100n, payments: row.payments + 1 })));
}, 120_000);

describe('the table', () => {
  const made: LedgerEvent = { id: 'e-1', type: 'PaymentMade', stream: 'funds.line-DTTS.4.1:investment:central:2023:2022:02869', position: 7n, data: { amount: '9007199254740993' } };
  const filled = (...events: readonly LedgerEvent[]): PaidRow[] => {
    const table = new PaymentsTable(':memory:');
    for (const event of events) table.record(event);
    const found = table.rows();
    table.close();
    return found;
  };

  it('counts an event once', () => expect(filled(made, made)).toEqual([{ program: 'DTTS', planYear: 2023, paid: 9_007_199_254_740_993n, payments: 1 }]));

  it('takes reversals and corrections of payments into account, in any order', () => {
    const reversed: LedgerEvent = { ...made, id: 'e-2', type: 'EntryReversed', data: { type: 'PaymentMade', amount: '9007199254740993' } };
    const corrected: LedgerEvent = { ...made, id: 'e-3', type: 'EntryCorrected', data: { type: 'AdvancePaid', before: '10', amount: '4' } };
    const other: LedgerEvent = { ...made, id: 'e-4', type: 'EntryReversed', data: { type: 'FundsAllocated', amount: '1' } };
    const wanted = [{ program: 'DTTS', planYear: 2023, paid: -6n, payments: 0 }];
    expect(filled(made, reversed, corrected, other)).toEqual(wanted);
    expect(filled(other, corrected, reversed, made)).toEqual(wanted);
  });

  it('changes nothing for an event that it cannot read', () => {
    const table = new PaymentsTable(':memory:');
    expect(() => table.record({ ...made, data: { amount: 5 } })).toThrow(UnreadableEvent);
    expect(table.record(made)).toBe(true);
    table.close();
  });
});
