import fc from 'fast-check';
import type { NodeEvent } from '../node-store';
import type { Consumer } from './consumer';
import { Group, type Outlet } from './group';
import { resolved, type Message } from './message';
import type { GroupSettings, Strategy } from './settings';

const SETTINGS: GroupSettings = {
  resolveLinks: false,
  extraStatistics: false,
  messageTimeoutMs: 1_000,
  maxRetryCount: 2,
  checkpointAfterMs: 100,
  minCheckpointCount: 2,
  maxCheckpointCount: 5,
  maxSubscriberCount: 0,
  liveBufferSize: 10,
  readBatchSize: 4,
  historyBufferSize: 10,
  strategy: 'RoundRobin',
};

function eventAt(place: number, stream = 'a'): NodeEvent {
  return {
    id: `id-${place}`,
    type: 'T',
    contentType: 'application/json',
    data: Buffer.from('{}'),
    metadata: Buffer.alloc(0),
    stream,
    revision: BigInt(place),
    position: BigInt(place + 1),
    created: 0,
  };
}

/** A group over an endless source, and everything it has asked for. */
function running(settings: Partial<GroupSettings> = {}, streamOf: (place: number) => string = () => 'a') {
  const delivered: { consumer: Consumer; message: Message }[] = [];
  const parked: { message: Message; reason: string }[] = [];
  const checkpoints: bigint[] = [];
  const replayed: bigint[] = [];
  const outlet: Outlet = {
    deliver: (consumer, message) => delivered.push({ consumer, message }),
    park: (message, reason) => parked.push({ message, reason }),
    checkpoint: (place) => checkpoints.push(place),
    replayed: (before) => replayed.push(before),
  };
  const group = new Group({ ...SETTINGS, ...settings }, -1n, outlet, 0);
  let next = 0;
  const read = (count: number, now = 0): void => {
    const messages = Array.from({ length: count }, (_, i) => {
      const event = eventAt(next + i, streamOf(next + i));
      return { ...resolved(event), previous: BigInt(next + i - 1), rank: i + 1 };
    });
    next += count;
    group.offer({ messages, through: BigInt(next - 1), count }, now);
  };
  const join = (slots: number): Consumer => group.join({ slots, connectionName: 'c', username: 'u', from: 'f' });
  const heldBy = (consumer: Consumer): string[] => consumer.ids;
  return { group, delivered, parked, checkpoints, replayed, read, join, heldBy };
}

const idsOf = (delivered: readonly { message: Message }[]): string[] => delivered.map(({ message }) => message.id);
const first = (count: number, from = 0): string[] => Array.from({ length: count }, (_, i) => `id-${from + i}`);

it('hands out in order, never more than a consumer has room for', () => {
  const { group, delivered, read, join } = running();
  join(3);
  read(8);
  expect(idsOf(delivered)).toEqual(first(3));
  group.ack(['id-1'], 1);
  expect(idsOf(delivered)).toEqual(first(4));
  expect(group.counts).toEqual({ waiting: 4, retries: 0, inFlight: 3, outstanding: 3 });
});

it('moves the checkpoint only over what is finished without a gap', () => {
  const { group, checkpoints, read, join } = running();
  join(10);
  read(10);
  group.ack(first(5, 1), 1);
  expect(checkpoints).toEqual([]);
  group.ack(['id-0'], 1);
  expect(checkpoints).toEqual([5n]);
  group.ack(['id-6'], 2);
  group.tick(50);
  group.ack(['id-7'], 60);
  group.tick(100);
  expect(checkpoints).toEqual([5n]);
  group.tick(102);
  expect(checkpoints).toEqual([5n, 7n]);
  group.ack(['id-8'], 110);
  group.flush(111);
  expect(checkpoints).toEqual([5n, 7n, 8n]);
});

it('retries what was refused or took too long, ahead of what is new, and parks what was retried often enough', () => {
  const { group, delivered, parked, read, join } = running();
  const consumer = join(1);
  read(2);
  group.nack(consumer, ['id-0'], 'retry', 'not now', 10);
  group.tick(1_009);
  expect(idsOf(delivered)).toEqual(['id-0', 'id-0']);
  group.tick(1_010);
  expect(delivered.map(({ message }) => [message.id, message.retries])).toEqual([
    ['id-0', 0],
    ['id-0', 1],
    ['id-0', 2],
  ]);
  group.tick(2_010);
  expect(parked).toEqual([{ message: expect.objectContaining({ id: 'id-0' }), reason: 'Reached retry count of 2' }]);
  expect(idsOf(delivered).at(-1)).toBe('id-1');
});

it('parks, skips and stops as asked; what is being parked is not finished until it is on disk', () => {
  const { group, parked, checkpoints, read, join } = running({ maxCheckpointCount: 1 });
  const consumer = join(3);
  read(3);
  group.nack(consumer, ['id-0'], 'park', 'bad data', 1);
  group.nack(consumer, ['id-1'], 'skip', '', 1);
  group.nack(consumer, ['id-2'], 'stop', '', 1);
  expect(parked.map(({ reason }) => reason)).toEqual(["Client explicitly NAK'ed message.\nbad data"]);
  expect(checkpoints).toEqual([]);
  group.parked(parked[0]?.message as Message, 2);
  expect(checkpoints).toEqual([2n]);
});

it('gives what a consumer held to the others in order, and never parks it for that', () => {
  const { group, delivered, parked, read, join } = running({ maxRetryCount: 0 });
  const gone = join(4);
  read(4);
  const stays = join(10);
  group.leave(gone, 1);
  expect(delivered.slice(4).map(({ consumer, message }) => [consumer, message.id])).toEqual(first(4).map((id) => [stays, id]));
  expect(parked).toEqual([]);
});

it('takes an acknowledgement that comes after the timeout', () => {
  const { group, delivered, checkpoints, read, join } = running({ maxCheckpointCount: 1 });
  const consumer = join(1);
  read(1);
  consumer.blocked = true;
  group.tick(1_000);
  group.ack(['id-0'], 1_001);
  consumer.blocked = false;
  group.tick(1_002);
  expect(idsOf(delivered)).toEqual(['id-0']);
  expect(checkpoints).toEqual([0n]);
});

it('replays parked messages ahead of new ones and counts them as finished only when they are acknowledged', () => {
  const { group, delivered, replayed, checkpoints, read, join } = running({ maxCheckpointCount: 1 });
  const consumer = join(1);
  read(2);
  const parked = [7, 8].map((at) => ({ ...resolved(eventAt(at)), id: `parked-${at}`, parkedAt: BigInt(at) }));
  group.replay(parked, 9n, 1);
  group.ack(['id-0'], 2);
  expect(idsOf(delivered)).toEqual(['id-0', 'parked-7']);
  group.nack(consumer, ['parked-7'], 'retry', '', 3);
  expect(replayed).toEqual([]);
  group.ack(['parked-8'], 4);
  expect(replayed).toEqual([7n]);
  group.ack(['parked-7'], 5);
  expect(replayed).toEqual([7n, 9n]);
  expect(checkpoints).toEqual([0n]);
});

it('holds back a message whose id is in flight already', () => {
  const { group, delivered, join } = running();
  join(5);
  const twins = [eventAt(0, 'a'), { ...eventAt(0, 'b'), revision: 1n }];
  group.offer({ messages: twins.map((event, i) => ({ ...resolved(event), previous: BigInt(i - 1), rank: i + 1 })), through: 1n, count: 2 }, 0);
  expect(delivered).toHaveLength(1);
  group.ack(['id-0'], 1);
  expect(delivered.map(({ message }) => message.event?.stream)).toEqual(['a', 'b']);
});

describe('strategies', () => {
  const streams = (place: number): string => `s-${place % 7}`;

  it('round robin takes turns', () => {
    const { delivered, read, join } = running();
    const consumers = [join(5), join(5)];
    read(4);
    expect(delivered.map(({ consumer }) => consumers.indexOf(consumer))).toEqual([0, 1, 0, 1]);
  });

  it('dispatch to single fills the first before the next', () => {
    const { delivered, read, join } = running({ strategy: 'DispatchToSingle' });
    const consumers = [join(3), join(5)];
    read(5);
    expect(delivered.map(({ consumer }) => consumers.indexOf(consumer))).toEqual([0, 0, 0, 1, 1]);
  });

  it('pinned keeps a stream with its consumer, also while others come', () => {
    const { group, delivered, read, join } = running({ strategy: 'Pinned', historyBufferSize: 1_000 }, streams);
    join(1_000);
    read(70);
    join(1_000);
    read(70);
    const byStream = new Map<string, Set<Consumer>>();
    for (const { consumer, message } of delivered) {
      const stream = message.event?.stream ?? '';
      byStream.set(stream, (byStream.get(stream) ?? new Set()).add(consumer));
    }
    expect([...byStream.values()].map((consumers) => consumers.size)).toEqual(Array(7).fill(1));
    group.ack(delivered.map(({ message }) => message.id), 1);
    read(70);
    expect(new Set(delivered.slice(140).map(({ consumer }) => consumer)).size).toBe(2);
  });

  it('pinned by correlation keeps a correlation with its consumer', () => {
    const { group, delivered, join } = running({ strategy: 'PinnedByCorrelation' });
    join(100);
    join(100);
    const events = Array.from({ length: 40 }, (_, i) => ({
      ...eventAt(i, `s-${i}`),
      metadata: Buffer.from(JSON.stringify({ $correlationId: `case-${i % 4}` })),
    }));
    group.offer({ messages: events.map((event, i) => ({ ...resolved(event), previous: BigInt(i - 1), rank: i + 1 })), through: 39n, count: 40 }, 0);
    for (let c = 0; c < 4; c++) {
      expect(new Set(delivered.filter((_, i) => i % 4 === c).map(({ consumer }) => consumer)).size).toBe(1);
    }
  });
});

it('loses nothing, finishes nothing twice, and holds no more than it may, whatever its consumers do', () => {
  const strategy = fc.constantFrom<Strategy>('RoundRobin', 'DispatchToSingle', 'Pinned', 'PinnedByCorrelation');
  const step = fc.oneof(
    fc.record({ do: fc.constant('read' as const), count: fc.integer({ min: 1, max: 6 }) }),
    fc.record({ do: fc.constant('join' as const), slots: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ do: fc.constant('leave' as const), who: fc.nat(3) }),
    fc.record({ do: fc.constant('ack' as const), which: fc.nat(9) }),
    fc.record({ do: fc.constantFrom('retry' as const, 'park' as const, 'skip' as const), which: fc.nat(9) }),
    fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 1_500 }) }),
  );
  fc.assert(
    fc.property(strategy, fc.array(step, { maxLength: 60 }), (chosen, steps) => {
      const { group, delivered, parked, checkpoints, read, join, heldBy } = running({ strategy: chosen }, (place) => `s-${place % 3}`);
      const finished = new Set<string>();
      const consumers: Consumer[] = [];
      let now = 0;
      let total = 0;
      let parkedSeen = 0;
      const settle = (): void => {
        for (; parkedSeen < parked.length; parkedSeen++) {
          const { message } = parked[parkedSeen] as { message: Message };
          finished.add(message.id);
          group.parked(message, now);
        }
      };
      const held = (): { consumer: Consumer; id: string }[] => consumers.flatMap((consumer) => heldBy(consumer).map((id) => ({ consumer, id })));
      for (const one of steps) {
        now += 1;
        if (one.do === 'read') {
          const count = Math.min(one.count, group.room);
          if (count > 0) read(count, now);
          total += count;
        } else if (one.do === 'join') {
          consumers.push(join(one.slots));
          group.dispatch(now);
        } else if (one.do === 'leave') {
          const [gone] = consumers.splice(one.who, 1);
          if (gone !== undefined) group.leave(gone, now);
        } else if (one.do === 'wait') {
          now += one.ms;
          group.tick(now);
        } else {
          const target = held()[one.which];
          if (target === undefined) continue;
          if (one.do === 'ack' || one.do === 'skip') finished.add(target.id);
          if (one.do === 'ack') group.ack([target.id], now);
          else group.nack(target.consumer, [target.id], one.do, '', now);
        }
        settle();
        for (const consumer of consumers) expect(heldBy(consumer).length).toBeLessThanOrEqual(consumer.options.slots);
        const reached = Number(checkpoints.at(-1) ?? -1n);
        for (let place = 0; place <= reached; place++) expect(finished).toContain(`id-${place}`);
        const { waiting, retries, inFlight } = group.counts;
        expect(waiting + retries + inFlight + finished.size).toBe(total);
        expect(waiting).toBeLessThanOrEqual(SETTINGS.historyBufferSize);
        expect(inFlight).toBe(held().length);
      }
      // Whoever acknowledges everything in the end gets everything that is left.
      const last = join(1_000);
      consumers.push(last);
      for (let round = 0; round < 200 && finished.size < total; round++) {
        now += 2_000;
        group.tick(now);
        for (const { id } of held()) {
          finished.add(id);
          group.ack([id], now);
        }
        settle();
      }
      expect(finished.size).toBe(total);
      group.flush(now);
      expect(checkpoints.at(-1) ?? -1n).toBe(BigInt(total - 1));
      expect(delivered.length).toBeGreaterThanOrEqual(total);
    }),
    { numRuns: 400 },
  );
});
