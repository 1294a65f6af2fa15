import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { AccessDeniedError, EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { BuiltServer, newFolder } from './testing/built-server';
import { expectFailedStart } from './testing/expect-failed-start';

/** A port that was free a moment ago. */
async function freePort(): Promise<string> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return String(port);
}

describe('the event node beside the built server', () => {
  let server: BuiltServer;
  let client: EventStoreDBClient;
  let port: string;
  beforeAll(async () => {
    port = await freePort();
    server = await BuiltServer.start(undefined, { LEDGER_NODE_PORT: port });
    client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${port}?tls=false`);
  }, 90_000);
  afterAll(async () => {
    await client.dispose();
    expect(await server.stop()).toBe(0);
  }, 60_000);

  it('gives what commands record at once, and takes nothing for the ledger’s own streams', async () => {
    const subscription = client.subscribeToStream('$ce-territory.unit', { resolveLinkTos: true });
    const delivered = new Promise((resolve) => subscription.on('data', ({ event }) => resolve(event)));
    await server.done('EstablishUnit', { code: '10', name: 'Tỉnh Lào Cai', kind: 'province', effectiveOn: '2020-01-01', legalBasis: { number: '01/QĐ', issuedOn: '2020-01-01' } });
    expect(await delivered).toMatchObject({ streamId: 'territory.unit-10', type: 'UnitEstablished', data: { code: '10' } });
    await subscription.unsubscribe();
    for (const stream of ['territory.unit-10', 'audit.checkpoints', '$$territory.unit-10']) {
      await expect(client.appendToStream(stream, jsonEvent({ type: 'UnitEstablished', data: {} }))).rejects.toThrow(AccessDeniedError);
    }
  });

  it('keeps what other programs write out of the ledger’s books', async () => {
    await client.appendToStream('report-consumer-1', jsonEvent({ type: 'UnitEstablished', data: { code: '99' } }));
    const events = await server.events();
    expect(events.some(({ stream }) => stream === 'report-consumer-1')).toBe(false);
    await server.done('RenameUnit', { code: '10', name: 'Lào Cai', effectiveOn: '2020-01-02', legalBasis: { number: '02/QĐ', issuedOn: '2020-01-02' } });
  });

  it('says in one line that its port is taken, when it was asked for', async () => {
    await expectFailedStart(newFolder(), new RegExp(`cannot listen on 127\\.0\\.0\\.1:${port}: another program has that port: set LEDGER_NODE_PORT`), { LEDGER_NODE_PORT: port });
  }, 60_000);
});
