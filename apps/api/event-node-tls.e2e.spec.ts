import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccessDeniedError, EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { makeCertificate } from '@ledger/platform/event-node/testing/certificate';
import { BuiltServer } from './testing/built-server';

const PASSWORD = 'ngựa ô: chạy qua/cầu @gỗ';
const UNAUTHENTICATED = 16;
const PERMISSION_DENIED = 7;
const files = mkdtempSync(join(tmpdir(), 'ledger-tls-'));
const tls = { certificate: join(files, 'node.crt'), key: join(files, 'node.key') };
const paper = { legalBasis: { number: '1/QĐ-UBND', issuedOn: '2024-01-02' }, effectiveOn: '2024-01-02' };

let server: BuiltServer;
let port: number;
const clients: EventStoreDBClient[] = [];

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port: free } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return free;
}

async function addAccount(username: string, grant?: { readonly role: string; readonly unit: string }): Promise<void> {
  await server.done('OpenAccount', { username, displayName: username });
  if (grant) await server.done('GrantRole', { username, from: '2024-01-01', ...grant });
  const { status } = await server.send(`/api/users/${username}/password`, { method: 'POST', body: { password: PASSWORD } });
  if (status >= 300) throw new Error(`no password for ${username}: ${status}`);
}

/** The official client, as its user would connect it: by a connection string. */
function clientOf(account?: string, password = PASSWORD): EventStoreDBClient {
  const credentials = account === undefined ? '' : `${account}:${encodeURIComponent(password)}@`;
  const client = EventStoreDBClient.connectionString(`esdb://${credentials}localhost:${port}?tls=true&tlsCAFile=${tls.certificate}`);
  clients.push(client);
  return client;
}

/** The status of gRPC that a read ends with; 0 when it is answered. */
async function statusOf(client: EventStoreDBClient): Promise<number> {
  try {
    for await (const _ of client.readAll({ maxCount: 1 }));
    return 0;
  } catch (error) {
    return (error as { readonly _raw?: { readonly code: number } })._raw?.code ?? -1;
  }
}

beforeAll(async () => {
  await makeCertificate(tls);
  port = await freePort();
  server = await BuiltServer.start(undefined, { LEDGER_NODE_PORT: String(port), LEDGER_NODE_CERTIFICATE: tls.certificate, LEDGER_NODE_KEY: tls.key });
  await server.done('EstablishUnit', { code: '10', name: 'Tỉnh Lào Cai', kind: 'province', ...paper });
  await server.done('EstablishUnit', { code: '02869', name: 'Xã Bản Lầu', kind: 'commune', parent: '10', ...paper });
  await addAccount('report-reader', { role: 'consumer', unit: '10' });
  await addAccount('xa-officer', { role: 'officer', unit: '02869' });
  await addAccount('no-role');
}, 120_000);
afterAll(async () => {
  for (const client of clients) await client.dispose();
  expect(await server.stop()).toBe(0);
  rmSync(files, { recursive: true });
}, 60_000);

describe('the event node with TLS and the accounts of the ledger', () => {
  it('gives an account that may read everything its events, live', async () => {
    const client = clientOf('report-reader');
    const subscription = client.subscribeToStream('territory.unit-02869');
    const renamed = new Promise((resolve) => subscription.on('data', ({ event }) => event?.type === 'UnitRenamed' && resolve(event.data)));
    await server.done('RenameUnit', { code: '02869', name: 'Bản Lầu mới', ...paper });
    expect(await renamed).toMatchObject({ name: 'Bản Lầu mới' });
    await subscription.unsubscribe();
  });

  it('lets it write streams of its own, and none of the ledger’s', async () => {
    const client = clientOf('report-reader');
    await client.appendToStream('report-reader-bookmark', jsonEvent({ type: 'Read', data: { upTo: '3' } }));
    await expect(client.appendToStream('territory.unit-10', jsonEvent({ type: 'UnitRenamed', data: {} }))).rejects.toThrow(AccessDeniedError);
  });

  it.each<[string, string | undefined, string, number]>([
    ['a wrong password', 'report-reader', 'sai', UNAUTHENTICATED],
    ['an account there is not', 'nobody', PASSWORD, UNAUTHENTICATED],
    ['no account', undefined, PASSWORD, UNAUTHENTICATED],
    ['an account of one commune', 'xa-officer', PASSWORD, PERMISSION_DENIED],
    ['an account without a role', 'no-role', PASSWORD, PERMISSION_DENIED],
  ])('tells %s by its status', async (_, account, password, status) => {
    expect(await statusOf(clientOf(account, password))).toBe(status);
  });

  it('forgets an account that was disabled within seconds', async () => {
    const client = clientOf('report-reader');
    expect(await statusOf(client)).toBe(0);
    await server.done('DisableAccount', { username: 'report-reader', reason: 'chuyển công tác' });
    let status = 0;
    for (const end = Date.now() + 20_000; status === 0 && Date.now() < end; ) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      status = await statusOf(client);
    }
    expect([UNAUTHENTICATED, PERMISSION_DENIED]).toContain(status);
  }, 40_000);
});
