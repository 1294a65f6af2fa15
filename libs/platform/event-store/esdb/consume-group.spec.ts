import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { ParkEvent } from './consume-group';
import { openEsdbStore, type EsdbStore } from './store';
import { openNode, type RunningNode } from '@ledger/platform/event-node/testing/adapter/nodes';

const events = (count: number) => Array.from({ length: count }, (_, n) => ({ id: randomUUID(), type: 'ContractChecked', data: { n }, metadata: {} }));

describe('a group of consumers', () => {
  let node: RunningNode;
  let store: EsdbStore;
  beforeAll(async () => {
    node = await openNode();
    store = await openEsdbStore({ address: node.address });
  });
  afterAll(async () => {
    await store.close();
    await node.close();
  });

  const until = async (holds: () => boolean): Promise<void> => {
    for (const end = Date.now() + 15_000; !holds(); await pause(10)) if (Date.now() > end) throw new Error('it did not come to that');
  };

  it('is made when there is none, shares the events of a stream, and hands over each once they are acknowledged', async () => {
    const stream = `contract.shared-${randomUUID()}`;
    const sent = events(60);
    await store.append(stream, sent, 'no-stream');
    const stop = new AbortController();
    const handled: string[][] = [[], []];
    const consumers = handled.map((mine) => store.consumeGroup({ group: 'shared', stream, signal: stop.signal }, async ({ id }) => {
      await pause(1);
      mine.push(id);
    }));
    await until(() => handled.flat().length >= 60);
    stop.abort();
    await Promise.all(consumers);
    expect(handled.flat().sort()).toEqual(sent.map(({ id }) => id).sort());
    expect(handled.every((mine) => mine.length > 0)).toBe(true);
  });

  it('delivers again what failed, and puts aside what the consumer parks', async () => {
    const stream = `contract.failing-${randomUUID()}`;
    await store.append(stream, events(3), 'no-stream');
    const stop = new AbortController();
    const seen: [unknown, number][] = [];
    const consuming = store.consumeGroup({ group: 'failing', stream, signal: stop.signal }, ({ data }, { retries }) => {
      seen.push([data['n'], retries]);
      if (data['n'] === 0 && retries === 0) throw new Error('not yet');
      if (data['n'] === 1) throw new ParkEvent('no use');
    });
    await until(() => seen.length >= 4);
    await pause(100);
    stop.abort();
    await consuming;
    expect(seen.filter(([n]) => n === 0)).toEqual([[0, 0], [0, 1]]);
    expect(seen.filter(([n]) => n === 1)).toEqual([[1, 0]]);
    expect(seen.filter(([n]) => n === 2)).toEqual([[2, 0]]);
  });

  it('of everything takes the streams it was made for', async () => {
    const kind = `contract.all-${randomUUID()}`;
    const stop = new AbortController();
    const seen: string[] = [];
    await store.append(`${kind}-1`, events(2), 'no-stream');
    await store.append(`contract.else-${randomUUID()}`, events(2), 'no-stream');
    const consuming = store.consumeGroup({ group: randomUUID(), streamPrefixes: [kind], signal: stop.signal }, ({ stream }) => void seen.push(stream));
    await until(() => seen.length >= 2);
    await store.append(`${kind}-2`, events(1), 'no-stream');
    await until(() => seen.length >= 3);
    stop.abort();
    await consuming;
    expect(seen).toEqual([`${kind}-1`, `${kind}-1`, `${kind}-2`]);
  });
});
