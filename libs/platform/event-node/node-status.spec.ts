import { setTimeout as sleep } from 'node:timers/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDBClient, persistentSubscriptionToStreamSettingsFromDefaults, START } from '@eventstore/db-client';
import { openEmbeddedStore, type EmbeddedStore } from '@ledger/platform/event-store/embedded';
import { startNode, startNodeThread, type NodeStatus, type RunningNode } from '.';

const STREAM = 'own.book-1';

describe.each([
  ['in its owner’s thread', (store: EmbeddedStore) => startNode({ store, port: 0, registers: ['own'] })],
  ['in a thread of its own', (store: EmbeddedStore, folder: string) => startNodeThread({ store, folder, port: 0, registers: ['own'] })],
])('a node %s', (_name, start) => {
  let folder: string;
  let store: EmbeddedStore;
  let node: RunningNode;
  let client: EventStoreDBClient;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'event-node-status-'));
    store = await openEmbeddedStore({ folder });
    node = await start(store, folder);
    client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${node.port}?tls=false`);
  });
  afterAll(async () => {
    await client.dispose();
    await node.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const until = async (wanted: (status: NodeStatus) => boolean): Promise<NodeStatus> => {
    for (let n = 0; n < 300; n += 1) {
      const status = await node.status();
      if (wanted(status)) return status;
      await sleep(20);
    }
    return node.status();
  };

  it('tells who follows it, how far they are and what they could not take, and delivers that again', async () => {
    await store.append(STREAM, [1, 2, 3].map((n) => ({ id: `00000000-0000-4000-8000-00000000000${n}`, type: 'Written', data: { n }, metadata: {} })), 'no-stream');
    await client.createPersistentSubscriptionToStream(STREAM, 'readers', persistentSubscriptionToStreamSettingsFromDefaults({ startFrom: START, maxRetryCount: 0 }));
    const consumer = client.subscribeToPersistentSubscriptionToStream(STREAM, 'readers');
    let count = 0;
    consumer.on('data', (resolved) => {
      count += 1;
      void (count === 2 ? consumer.nack('park', 'cannot be read', resolved) : consumer.ack(resolved));
    });
    const { groups, head } = await until(({ groups: [group] }) => group?.parkedCount === 1n);
    expect(head).toBeGreaterThanOrEqual(3n);
    expect(groups).toMatchObject([{ source: STREAM, group: 'readers', parkedCount: 1n, parked: [{ stream: STREAM, revision: 1n, type: 'Written', reason: expect.stringContaining('cannot be read'), payload: '{"n":2}' }] }]);
    expect(groups[0]!.consumers).toMatchObject([{ total: 3, from: expect.stringContaining('127.0.0.1') }]);
    await node.replayParked(STREAM, 'readers');
    expect((await until(({ groups: [group] }) => group?.parkedCount === 0n)).groups).toMatchObject([{ parkedCount: 0n, parked: [] }]);
    await consumer.unsubscribe();
    expect((await until(({ groups: [group] }) => group?.consumers.length === 0)).groups[0]!.consumers).toEqual([]);
    await expect(node.replayParked(STREAM, 'nobody')).rejects.toMatchObject({ name: 'GroupRefusal' });
  });
});
