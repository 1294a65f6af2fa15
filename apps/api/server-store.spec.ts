import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfiguration } from '@ledger/platform/configuration';
import { startNode } from '@ledger/platform/event-node';
import { openEmbeddedStore } from '@ledger/platform/event-store/embedded';
import { registers } from '@ledger/registers';
import { followProjections } from '../worker/projections';
import { explained } from './start-failure';
import { openStores, type Stores } from './stores';

describe('a data folder whose events are on a server', () => {
  const root = mkdtempSync(join(tmpdir(), 'ledger-server-store-'));
  const closings: (() => Promise<void>)[] = [];
  afterAll(async () => {
    for (const close of closings.reverse()) await close();
    rmSync(root, { recursive: true, force: true });
  });

  async function newServer(): Promise<string> {
    const store = await openEmbeddedStore({ folder: mkdtempSync(join(root, 'node-')) });
    const node = await startNode({ store, port: 0, role: 'store', registers: registers.map(({ name }) => name) });
    closings.push(async () => {
      await node.close();
      await store.close();
    });
    return `esdb://127.0.0.1:${node.port}?tls=false`;
  }
  const configured = (folder: string, address: string) => readConfiguration({ LEDGER_DATA: join(root, folder), LEDGER_DEMO: 'off', LEDGER_EVENT_STORE: address }).configuration;
  const failureOf = (folder: string, address: string): Promise<string | undefined> =>
    openStores(configured(folder, address), registers).then(
      async (stores) => stores.close().then(() => undefined),
      (error: unknown) => explained(error),
    );
  const record = (stores: Stores, username: string) =>
    stores.events.append(`access.account-${username}`, [{
      id: randomUUID(), type: 'AccountOpened', data: { username, displayName: username },
      metadata: { actor: { role: 'operator', unit: '10', user: 'token:operator' }, causationId: randomUUID(), commandHash: '0'.repeat(64), commandId: randomUUID(), correlationId: randomUUID(), effectiveOn: '2024-01-01', recordedAt: new Date().toISOString(), schemaVersion: 1 },
    }], 'no-stream');

  it('has one writer, keeps its tables from the server, and knows its own events again', async () => {
    const address = await newServer();
    const configuration = configured('one', address);
    const stores = await openStores(configuration, registers);
    try {
      expect(await failureOf('one', address)).toBe(`another process keeps the ledger of ${configuration.data}`);
      const { position } = await record(stores, 'lan');
      const projections = await followProjections(configuration, registers, {});
      expect(await stores.reads.waitFor(position, 15_000)).toBe(true);
      await projections.stop();
      expect(await stores.ledgerEvents.head()).toBe(position);
    } finally {
      await stores.close();
    }
    expect(await failureOf('one', address)).toBeUndefined();
    // The same folder before servers that hold other events, or none.
    expect(await failureOf('one', await newServer())).toMatch(/ends at position 0, but the tables have read up to \d+: events are missing/);
    const other = await newServer();
    const elsewhere = await openStores(configured('other', other), registers);
    await record(elsewhere, 'minh');
    await record(elsewhere, 'nga');
    await elsewhere.close();
    expect(await failureOf('one', other)).toMatch(/were filled from another event store/);
  }, 120_000);

  it('is not opened when the server is away, in one line that shows no password', async () => {
    const failure = await failureOf('away', 'esdb://ledger:geheim@127.0.0.1:1?tls=false');
    expect(failure).toMatch(/^cannot read at esdb:\/\/ledger:\*\*\*@127\.0\.0\.1:1/);
    expect(failure).not.toContain('\n');
  }, 60_000);
});
