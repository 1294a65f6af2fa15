import { setTimeout as wait } from 'node:timers/promises';
import {
  END,
  eventTypeFilter,
  excludeSystemEvents,
  PersistentSubscriptionDoesNotExistError,
  PersistentSubscriptionDroppedError,
  PersistentSubscriptionExistsError,
  PersistentSubscriptionFailedError,
  PersistentSubscriptionMaximumSubscribersReachedError,
  persistentSubscriptionToAllSettingsFromDefaults as toAll,
  persistentSubscriptionToStreamSettingsFromDefaults as toStream,
  START,
  streamNameFilter,
  UnavailableError,
  type PersistentSubscriptionToAll,
  type PersistentSubscriptionToStream,
} from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import { parkedStream } from './settings';
import { MemoryNodeStore } from './testing/memory-node-store';
import { served, type Served } from './testing/served';

let store: MemoryNodeStore;
let node: Served;
beforeEach(async () => {
  store = new MemoryNodeStore();
  node = await served(store);
});
afterEach(() => node.close());

const append = (stream: string, count: number, type = 'Happened'): Promise<unknown> =>
  store.append(
    stream,
    Array.from({ length: count }, (_, i) => ({
      id: randomUUID(),
      type,
      contentType: 'application/json',
      data: Buffer.from(JSON.stringify({ i })),
      metadata: Buffer.from('{"by":"ế"}'),
    })),
    'any',
  );

type Consumer = PersistentSubscriptionToStream<any> | PersistentSubscriptionToAll;
type Resolved = { event?: any; link?: any; retryCount: number };

/** The next messages of a consumer, each treated as it comes. */
async function taken(consumer: Consumer, count: number, treat: (resolved: Resolved, nth: number) => unknown): Promise<Resolved[]> {
  const found: Resolved[] = [];
  for await (const resolved of consumer as AsyncIterable<Resolved>) {
    await treat(resolved, found.length);
    found.push(resolved);
    if (found.length === count) break;
  }
  // Leaving the loop does not end the call; and what was acknowledged last is to arrive first.
  await wait(30);
  await consumer.unsubscribe();
  return found;
}

async function until(condition: () => unknown): Promise<void> {
  for (let i = 0; i < 500; i++) {
    if (await condition()) return;
    await wait(10);
  }
  throw new Error('it did not come to pass within 5 s');
}

const failure = (consumer: Consumer): Promise<Error> =>
  new Promise((resolve) => consumer.on('error', resolve).on('data', () => undefined));
const numbers = (found: readonly Resolved[]): number[] => found.map(({ event }) => event.data.i);
const range = (count: number, from = 0): number[] => Array.from({ length: count }, (_, i) => from + i);

describe('groups', () => {
  it('echoes every setting, of streams and of $all', async () => {
    const odd = {
      resolveLinkTos: true,
      extraStatistics: true,
      messageTimeout: 12_345,
      maxRetryCount: 3,
      checkPointAfter: 4_321,
      checkPointLowerBound: 7,
      checkPointUpperBound: 77,
      maxSubscriberCount: 9,
      liveBufferSize: 111,
      readBatchSize: 11,
      historyBufferSize: 222,
      consumerStrategyName: 'Pinned' as const,
    };
    for (const startFrom of [START, END, 42n] as const) {
      const wanted = toStream({ ...odd, startFrom });
      await node.client.createPersistentSubscriptionToStream('sổ-1', `g-${startFrom}`, wanted);
      const info = await node.client.getPersistentSubscriptionToStreamInfo('sổ-1', `g-${startFrom}`);
      expect(info).toMatchObject({ eventSource: 'sổ-1', groupName: `g-${startFrom}`, connections: [], settings: wanted });
    }
    for (const startFrom of [START, END, { commit: 5n, prepare: 5n }] as const) {
      const wanted = toAll({ startFrom });
      await node.client.createPersistentSubscriptionToAll('g', wanted);
      expect(await node.client.getPersistentSubscriptionToAllInfo('g')).toMatchObject({ eventSource: '$all', settings: wanted });
      await node.client.updatePersistentSubscriptionToAll('g', { ...wanted, maxRetryCount: 1, consumerStrategyName: 'DispatchToSingle' });
      const { settings } = await node.client.getPersistentSubscriptionToAllInfo('g');
      expect(settings).toEqual({ ...wanted, maxRetryCount: 1, consumerStrategyName: 'DispatchToSingle' });
      await node.client.deletePersistentSubscriptionToAll('g');
    }
  });

  it('lists the groups of a stream, of $all, and all of them', async () => {
    expect(await node.client.listAllPersistentSubscriptions()).toEqual([]);
    await node.client.createPersistentSubscriptionToStream('a', 'one', toStream());
    await node.client.createPersistentSubscriptionToStream('a', 'two', toStream());
    await node.client.createPersistentSubscriptionToAll('three', toAll());
    const names = (list: { groupName: string }[]): string[] => list.map(({ groupName }) => groupName);
    expect(names(await node.client.listAllPersistentSubscriptions())).toEqual(['one', 'two', 'three']);
    expect(names(await node.client.listPersistentSubscriptionsToStream('a'))).toEqual(['one', 'two']);
    expect(names(await node.client.listPersistentSubscriptionsToAll())).toEqual(['three']);
    await expect(node.client.listPersistentSubscriptionsToStream('b')).rejects.toMatchObject({ streamName: 'b' });
  });

  it('refuses what the official server refuses, with errors the client knows, whatever the alphabet', async () => {
    await node.client.createPersistentSubscriptionToStream('sổ', 'nhóm', toStream());
    const missing = { streamName: 'sổ', groupName: 'không' };
    await expect(node.client.createPersistentSubscriptionToStream('sổ', 'nhóm', toStream())).rejects.toThrow(PersistentSubscriptionExistsError);
    for (const attempt of [
      node.client.updatePersistentSubscriptionToStream('sổ', 'không', toStream()),
      node.client.deletePersistentSubscriptionToStream('sổ', 'không'),
      node.client.getPersistentSubscriptionToStreamInfo('sổ', 'không'),
      node.client.replayParkedMessagesToStream('sổ', 'không'),
    ]) {
      const error = await attempt.then(
        () => undefined,
        (thrown: PersistentSubscriptionDoesNotExistError) => thrown,
      );
      expect(error).toBeInstanceOf(PersistentSubscriptionDoesNotExistError);
      expect({ streamName: decodeURIComponent(error?.streamName ?? ''), groupName: decodeURIComponent(error?.groupName ?? '') }).toEqual(missing);
    }
    await expect(
      node.client.createPersistentSubscriptionToStream('a', 'g', toStream({ readBatchSize: 20, historyBufferSize: 20 })),
    ).rejects.toThrow(PersistentSubscriptionFailedError);
    await expect(
      node.client.createPersistentSubscriptionToAll('g', toAll(), { filter: eventTypeFilter({ regex: '(' }) }),
    ).rejects.toThrow(PersistentSubscriptionFailedError);
    await expect(node.client.createPersistentSubscriptionToAll('g', toAll(), { filter: eventTypeFilter({ regex: '^(a+)+\\1$' }) })).rejects.toThrow(PersistentSubscriptionFailedError);
    expect(await failure(node.client.subscribeToPersistentSubscriptionToStream('sổ', 'không'))).toBeInstanceOf(PersistentSubscriptionDoesNotExistError);
  });
});

describe('consuming', () => {
  it('gives events with their bytes, position and time, from the start, from a revision and from the end', async () => {
    await append('a', 4);
    for (const [startFrom, wanted] of [[START, range(5)], [2n, [2, 3, 0]], [END, [0]]] as const) {
      await node.client.createPersistentSubscriptionToStream('a', `from-${startFrom}`, toStream({ startFrom }));
      const consumer = node.client.subscribeToPersistentSubscriptionToStream('a', `from-${startFrom}`);
      const finding = taken(consumer, wanted.length, (resolved) => consumer.ack(resolved as never));
      if (startFrom === START) await append('a', 1);
      const found = await (startFrom === START ? finding : append('a', 1).then(() => finding));
      expect(found.map(({ event }) => event.data.i).slice(0, 2)).toEqual((startFrom === START ? [0, 1] : startFrom === END ? [0] : [2, 3]).slice(0, 2));
      expect(found[0]?.event).toMatchObject({ metadata: { by: 'ế' }, type: 'Happened', isJson: true, streamId: 'a', created: new Date(1_700_000_000_000) });
    }
  });

  it('takes no harm from events of somebody else in its configuration', async () => {
    await node.client.createPersistentSubscriptionToStream('a', 'g', toStream());
    await append('$persistentSubscriptionConfig', 1);
    await node.close();
    node = await served(store);
    expect(await node.client.listAllPersistentSubscriptions()).toHaveLength(1);
  });

  it('goes on after what was acknowledged when it is opened again', async () => {
    await append('a', 20);
    await node.client.createPersistentSubscriptionToStream('a', 'g', toStream({ startFrom: START }));
    const consumer = node.client.subscribeToPersistentSubscriptionToStream('a', 'g');
    expect(numbers(await taken(consumer, 12, (resolved, nth) => nth !== 7 && consumer.ack(resolved as never)))).toEqual(range(12));
    await until(async () => (await node.client.getPersistentSubscriptionToStreamInfo('a', 'g')).connections.length === 0);
    await node.close();
    node = await served(store);
    const info = await node.client.getPersistentSubscriptionToStreamInfo('a', 'g');
    expect(info.stats).toMatchObject({ lastCheckpointedEventRevision: 6n, lastKnownEventRevision: 19n });
    const again = node.client.subscribeToPersistentSubscriptionToStream('a', 'g');
    expect(numbers(await taken(again, 13, (resolved) => again.ack(resolved as never)))).toEqual(range(13, 7));
  });

  it('remembers where the end was when nothing has been consumed yet', async () => {
    await append('a', 3);
    await node.client.createPersistentSubscriptionToStream('a', 'g', toStream({ startFrom: END }));
    await node.client.createPersistentSubscriptionToAll('g', toAll({ startFrom: END }));
    await append('a', 1, 'After');
    await node.close();
    node = await served(store);
    const consumer = node.client.subscribeToPersistentSubscriptionToStream('a', 'g');
    const all = node.client.subscribeToPersistentSubscriptionToAll('g');
    expect((await taken(consumer, 1, (resolved) => consumer.ack(resolved as never)))[0]?.event.type).toBe('After');
    expect((await taken(all, 2, (resolved) => all.ack(resolved as never))).map(({ event }) => event.type)).toContain('After');
  });

  it('filters $all and never shows it its own bookkeeping', async () => {
    await append('b-1', 3, 'Kept');
    await append('c-1', 3, 'Dropped');
    await node.client.createPersistentSubscriptionToAll('types', toAll({ startFrom: START }), { filter: eventTypeFilter({ prefixes: ['Ke'] }) });
    await node.client.createPersistentSubscriptionToAll('streams', toAll({ startFrom: START }), { filter: streamNameFilter({ regex: '^b-' }) });
    await node.client.createPersistentSubscriptionToAll('users', toAll({ startFrom: START }), { filter: excludeSystemEvents() });
    await node.client.createPersistentSubscriptionToAll('all', toAll({ startFrom: START, checkPointUpperBound: 1 }));
    const consumed = async (group: string, count: number): Promise<string[]> => {
      const consumer = node.client.subscribeToPersistentSubscriptionToAll(group);
      return (await taken(consumer, count, (resolved) => consumer.ack(resolved as never))).map(({ event }) => event.streamId);
    };
    expect(await consumed('types', 3)).toEqual(Array(3).fill('b-1'));
    expect(await consumed('streams', 3)).toEqual(Array(3).fill('b-1'));
    expect(await consumed('users', 6)).toEqual([...Array(3).fill('b-1'), ...Array(3).fill('c-1')]);
    expect(await consumed('all', 10)).toEqual([...Array(3).fill('b-1'), ...Array(3).fill('c-1'), ...Array(4).fill('$persistentSubscriptionConfig')]);
    await wait(300);
    const before = store.head();
    await wait(300);
    expect(store.head()).toBe(before);
  });

  it('resolves links and is acknowledged by the id of the link', async () => {
    await append('a', 2);
    const link = { id: randomUUID(), type: '$>', contentType: 'application/octet-stream' as const, metadata: Buffer.alloc(0) };
    await store.append('links', [{ ...link, data: Buffer.from('1@a') }, { ...link, id: randomUUID(), data: Buffer.from('9@a') }], 'any');
    await node.client.createPersistentSubscriptionToStream('links', 'g', toStream({ startFrom: START, resolveLinkTos: true }));
    const consumer = node.client.subscribeToPersistentSubscriptionToStream('links', 'g', { bufferSize: 1 });
    const found = await taken(consumer, 2, (resolved) => consumer.ack(resolved as never));
    expect(found[0]).toMatchObject({ event: { streamId: 'a', revision: 1n }, link: { streamId: 'links', id: link.id } });
    expect(found[1]?.event).toBeUndefined();
    expect(found[1]?.link).toMatchObject({ revision: 1n });
  });

  it('shares a stream among consumers, none of them ever holding more than its buffer', async () => {
    await append('a', 200);
    await node.client.createPersistentSubscriptionToStream('a', 'g', toStream({ startFrom: START }));
    const seen = new Map<number, number>();
    const consumers = [3, 5].map((bufferSize) => {
      const consumer = node.client.subscribeToPersistentSubscriptionToStream('a', 'g', { bufferSize });
      let open = 0;
      consumer.on('data', (resolved: Resolved) => {
        open += 1;
        expect(open).toBeLessThanOrEqual(bufferSize);
        seen.set(resolved.event.data.i, (seen.get(resolved.event.data.i) ?? 0) + 1);
        setTimeout(() => {
          open -= 1;
          void consumer.ack(resolved as never);
        }, 1);
      });
      return consumer;
    });
    await until(() => seen.size === 200);
    const info = await node.client.getPersistentSubscriptionToStreamInfo('a', 'g');
    expect(info.connections.map(({ connectionName, username }) => [connectionName, username])).toEqual(Array(2).fill([node.client.connectionName, 'tester']));
    expect([...seen.values()].every((times) => times === 1)).toBe(true);
    await Promise.all(consumers.map((consumer) => consumer.unsubscribe()));
  });

  it('measures when asked to', async () => {
    await append('a', 5);
    await node.client.createPersistentSubscriptionToStream('a', 'g', toStream({ startFrom: START, extraStatistics: true }));
    const consumer = node.client.subscribeToPersistentSubscriptionToStream('a', 'g');
    consumer.on('data', (resolved) => void consumer.ack(resolved));
    await until(async () => (await node.client.getPersistentSubscriptionToStreamInfo('a', 'g')).stats.totalInFlightMessages === 0);
    await wait(50);
    const { connections, stats } = await node.client.getPersistentSubscriptionToStreamInfo('a', 'g');
    expect([...(connections[0]?.extraStatistics?.keys() ?? [])]).toEqual(
      ['Mean', 'Median', 'Fastest', 'Quintile 1', 'Quintile 2', 'Quintile 3', 'Quintile 4', 'Quintile 5', '90%', '95%', '99%', '99.5%', '99.9%', 'Highest'].map((key) => key.toLowerCase()),
    );
    expect(stats.totalItems).toBe(5n);
    await consumer.unsubscribe();
  });
});

describe('retrying and parking', () => {
  it('delivers again what is refused or forgotten, counting, and parks it in the end', async () => {
    await append('a', 2);
    await node.client.createPersistentSubscriptionToStream('a', 'g', toStream({ startFrom: START, messageTimeout: 150, maxRetryCount: 2 }));
    const consumer = node.client.subscribeToPersistentSubscriptionToStream('a', 'g', { bufferSize: 1 });
    const found = await taken(consumer, 4, (resolved, nth) => {
      if (nth === 0) return consumer.nack('retry', 'later', resolved as never);
      return nth === 3 ? consumer.ack(resolved as never) : undefined;
    });
    expect(found.map(({ event, retryCount }) => [event.data.i, retryCount])).toEqual([
      [0, 0],
      [0, 1],
      [0, 2],
      [1, 0],
    ]);
    const parked = store.events.filter(({ stream }) => stream === parkedStream('a::g'));
    expect(parked.map(({ data }) => Buffer.from(data).toString())).toEqual(['0@a']);
    expect(JSON.parse(Buffer.from(parked[0]?.metadata ?? '').toString())).toMatchObject({ reason: 'Reached retry count of 2', subscriptionEventNumber: 0 });
  });

  it('replays parked messages up to where it is told, and forgets them only when they are acknowledged', async () => {
    await append('a', 5);
    await node.client.createPersistentSubscriptionToStream('a', 'g', toStream({ startFrom: START }));
    const parker = node.client.subscribeToPersistentSubscriptionToStream('a', 'g');
    await taken(parker, 5, (resolved) => parker.nack('park', 'hỏng', resolved as never));
    const parkedCount = async (): Promise<bigint> => (await node.client.getPersistentSubscriptionToStreamInfo('a', 'g')).stats.parkedMessageCount;
    await until(async () => (await parkedCount()) === 5n);

    const deaf = node.client.subscribeToPersistentSubscriptionToStream('a', 'g');
    await node.client.replayParkedMessagesToStream('a', 'g', { stopAt: 3 });
    expect(numbers(await taken(deaf, 3, () => undefined))).toEqual([0, 1, 2]);
    expect(await parkedCount()).toBe(5n);
    expect(store.events.filter(({ stream }) => stream.startsWith('$$'))).toEqual([]);
    await node.close();
    node = await served(store);
    expect(await parkedCount()).toBe(5n);

    const consumer = node.client.subscribeToPersistentSubscriptionToStream('a', 'g');
    await node.client.replayParkedMessagesToStream('a', 'g');
    const found = await taken(consumer, 5, (resolved) => consumer.ack(resolved as never));
    expect(found.map(({ event, link, retryCount }) => [event.data.i, link.streamId, retryCount])).toEqual(range(5).map((i) => [i, parkedStream('a::g'), 0]));
    await until(async () => (await parkedCount()) === 0n);
    await node.close();
    node = await served(store);
    expect(await parkedCount()).toBe(0n);
  });

  it('gives what a consumer leaves behind to the next', async () => {
    await append('a', 3);
    await node.client.createPersistentSubscriptionToStream('a', 'g', toStream({ startFrom: START }));
    await taken(node.client.subscribeToPersistentSubscriptionToStream('a', 'g'), 3, () => undefined);
    const next = node.client.subscribeToPersistentSubscriptionToStream('a', 'g');
    const found = await taken(next, 3, (resolved) => next.ack(resolved as never));
    expect(found.map(({ event, retryCount }) => [event.data.i, retryCount])).toEqual(range(3).map((i) => [i, 1]));
  });

  it('parks later what the store does not take now', async () => {
    await append('a', 2);
    await node.client.createPersistentSubscriptionToStream('a', 'g', toStream({ startFrom: START }));
    store.refusing = new Error('the disk is full');
    const consumer = node.client.subscribeToPersistentSubscriptionToStream('a', 'g');
    await taken(consumer, 2, (resolved) => consumer.nack('park', '', resolved as never));
    await wait(150);
    expect(store.events.filter(({ type }) => type === '$>')).toEqual([]);
    store.refusing = undefined;
    await until(() => store.events.filter(({ type }) => type === '$>').length === 2);
  });
});

describe('ending', () => {
  it('drops consumers when their group is updated or deleted, and a deleted group leaves nothing behind', async () => {
    await append('a', 3);
    const settings = toStream({ startFrom: START, checkPointUpperBound: 1 });
    await node.client.createPersistentSubscriptionToStream('a', 'g', settings);
    const first = node.client.subscribeToPersistentSubscriptionToStream('a', 'g');
    first.on('data', (resolved) => void first.ack(resolved));
    await until(() => store.events.some(({ stream }) => stream.endsWith('-checkpoint')));
    const updated = failure(first);
    await node.client.updatePersistentSubscriptionToStream('a', 'g', settings);
    expect(await updated).toBeInstanceOf(PersistentSubscriptionDroppedError);
    const second = node.client.subscribeToPersistentSubscriptionToStream('a', 'g');
    await new Promise((resolve) => second.on('confirmation', () => resolve(undefined)).on('data', () => undefined));
    const deleted = failure(second);
    await node.client.deletePersistentSubscriptionToStream('a', 'g');
    expect(await deleted).toBeInstanceOf(PersistentSubscriptionDroppedError);
    await node.client.createPersistentSubscriptionToStream('a', 'g', settings);
    const third = node.client.subscribeToPersistentSubscriptionToStream('a', 'g');
    expect(numbers(await taken(third, 3, (resolved) => third.ack(resolved as never)))).toEqual(range(3));
  });

  it('takes no more consumers than a group allows', async () => {
    await node.client.createPersistentSubscriptionToStream('a', 'g', toStream({ maxSubscriberCount: 1 }));
    const first = node.client.subscribeToPersistentSubscriptionToStream('a', 'g');
    await new Promise((resolve) => first.on('confirmation', () => resolve(undefined)).on('data', () => undefined));
    expect(await failure(node.client.subscribeToPersistentSubscriptionToStream('a', 'g'))).toBeInstanceOf(PersistentSubscriptionMaximumSubscribersReachedError);
    await first.unsubscribe();
    await until(async () => (await node.client.getPersistentSubscriptionToStreamInfo('a', 'g')).connections.length === 0);
  });

  it('restarts the subsystem: consumers are dropped, groups stay', async () => {
    await append('a', 1);
    await node.client.createPersistentSubscriptionToStream('a', 'g', toStream({ startFrom: START }));
    const consumer = node.client.subscribeToPersistentSubscriptionToStream('a', 'g');
    const dropped = failure(consumer);
    await until(async () => (await node.client.getPersistentSubscriptionToStreamInfo('a', 'g')).connections.length === 1);
    await node.client.restartPersistentSubscriptionSubsystem();
    expect(await dropped).toBeInstanceOf(PersistentSubscriptionDroppedError);
    const again = node.client.subscribeToPersistentSubscriptionToStream('a', 'g');
    expect(await taken(again, 1, (resolved) => again.ack(resolved as never))).toHaveLength(1);
  });

  it('tells consumers of a node that goes away that it is unavailable', async () => {
    await node.client.createPersistentSubscriptionToStream('a', 'g', toStream());
    const consumer = node.client.subscribeToPersistentSubscriptionToStream('a', 'g');
    const ended = failure(consumer);
    await until(async () => (await node.client.getPersistentSubscriptionToStreamInfo('a', 'g')).connections.length === 1);
    await node.subscriptions.close();
    expect(await ended).toBeInstanceOf(UnavailableError);
  });
});
