import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, binaryEvent, jsonEvent } from '@eventstore/db-client';
import { ownStreams } from '../own-streams';
import type { RecordedEvent } from '../port';
import { openEsdbStore, type EsdbStore } from './store';
import { openNode, type RunningNode } from '@ledger/platform/event-node/testing/adapter/nodes';

const event = (amount: string) => ({ id: randomUUID(), type: 'ContractChecked', data: { amount }, metadata: { actor: { user: 'ours' } } });

describe('events that other programs wrote', () => {
  let node: RunningNode;
  let store: EsdbStore;
  let other: EventStoreDBClient;
  beforeAll(async () => {
    node = await openNode();
    store = await openEsdbStore({ address: node.address });
    other = EventStoreDBClient.connectionString(node.address);
    await store.append('contract.book-1', [event('1')], 'no-stream');
    await other.appendToStream('other-1', [
      binaryEvent({ type: 'Bytes', data: Buffer.from([0, 255, 7]), metadata: Buffer.from([1, 2]) }),
      jsonEvent({ type: 'List', data: [1, 2] as never }),
      jsonEvent({ type: 'ContractChecked', data: { amount: '9' } }),
    ]);
    await other.setStreamMetadata('other-1', { maxCount: 100 });
    await store.append('contract.book-1', [event('2')], 0n);
    await other.appendToStream('other-1', [jsonEvent({ type: 'Last', data: { z: 1, a: 2 } })]);
  });
  afterAll(async () => {
    await store.close();
    await other.dispose();
    await node.close();
  });

  const gathered = async (batches: AsyncIterable<readonly RecordedEvent[]>): Promise<RecordedEvent[]> => {
    const found: RecordedEvent[] = [];
    for await (const batch of batches) found.push(...batch);
    return found;
  };

  it('are read whole: bytes as base64, and JSON that is no object under a key of its own', async () => {
    const found = await gathered(store.readStream('other-1'));
    expect(found.map(({ type, data, metadata }) => [type, data, metadata])).toEqual([
      ['Bytes', { $binary: 'AP8H' }, { $binary: 'AQI=' }],
      ['List', { $json: [1, 2] }, {}],
      ['ContractChecked', { amount: '9' }, {}],
      ['Last', { z: 1, a: 2 }, {}],
    ]);
    const all = await gathered(store.readAll());
    expect(all.map(({ stream }) => stream)).toEqual(['contract.book-1', 'other-1', 'other-1', 'other-1', '$$other-1', 'contract.book-1', 'other-1']);
  });

  it('are none of the ledger’s: it reads, follows and waits for its own alone', async () => {
    const own = ownStreams(store, ['contract']);
    const mine = await gathered(own.readAll());
    expect(mine.map(({ data }) => data)).toEqual([{ amount: '1' }, { amount: '2' }]);
    expect(await own.head()).toBe(mine[1]!.position);
    expect(await store.head()).toBeGreaterThan(mine[1]!.position);
    const stop = new AbortController();
    const followed: RecordedEvent[] = [];
    for await (const { events, position } of own.subscribe({ filter: { types: ['ContractChecked'] }, signal: stop.signal })) {
      followed.push(...events);
      if (position >= mine[1]!.position) stop.abort();
    }
    expect(followed).toEqual(mine);
  });

  it('do not keep a filtered follower from the head that somebody asked for', async () => {
    const stop = new AbortController();
    const reached: bigint[] = [];
    const asked: { head?: bigint } = {};
    const following = (async () => {
      for await (const { position } of store.subscribe({ filter: { types: ['NeverWritten'] }, signal: stop.signal })) {
        reached.push(position);
        if (asked.head !== undefined && position >= asked.head) stop.abort();
      }
    })();
    await other.appendToStream('other-1', [jsonEvent({ type: 'Last', data: {} })]);
    asked.head = await store.head();
    await following;
    expect(reached.at(-1)).toBe(asked.head);
  });

  it('see what the ledger wrote as canonical JSON, byte for byte', async () => {
    await store.append('contract.bytes-1', [{ id: randomUUID(), type: 'ContractChecked', data: { b: 1, a: { d: 'ế', c: [1.5, null] } }, metadata: { z: 1, y: '\u20ac' } }], 'no-stream');
    const stored = node.store.readRaw(0n, 100);
    const last = stored.at(-1)!;
    expect([String(last.data), String(last.metadata)]).toEqual(['{"a":{"c":[1.5,null],"d":"ế"},"b":1}', '{"y":"€","z":1}']);
  });
});
