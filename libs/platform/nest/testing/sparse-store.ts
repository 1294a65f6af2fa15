import type { EventStore, RecordedEvent } from '@ledger/platform/event-store';

const APART = 1_009n;
const FIRST = 77n;
const sparse = (position: bigint): bigint => (position === 0n ? 0n : position * APART + FIRST);
const dense = (position: bigint): bigint => (position < FIRST ? 0n : (position - FIRST) / APART);
const moved = (events: readonly RecordedEvent[]): readonly RecordedEvent[] => events.map((event) => ({ ...event, position: sparse(event.position) }));

/** The same events far apart from each other, as a server's are. */
export function sparseStore(store: EventStore): EventStore {
  return {
    append: async (stream, events, expected) => {
      const { position, ...rest } = await store.append(stream, events, expected);
      return { ...rest, position: sparse(position) };
    },
    readStream: async function* (stream, options) {
      for await (const events of store.readStream(stream, options)) yield moved(events);
    },
    readAll: async function* (options = {}) {
      // Backwards from between two events is before the later one.
      const between = options.direction === 'backwards' && options.from !== undefined && sparse(dense(options.from)) !== options.from ? 1n : 0n;
      for await (const events of store.readAll({ ...options, from: options.from === undefined ? undefined : dense(options.from) + between })) yield moved(events);
    },
    subscribe: async function* (options = {}) {
      for await (const { events, position, live } of store.subscribe({ ...options, from: dense(options.from ?? 0n) })) yield { events: moved(events), position: sparse(position), live };
    },
    head: async () => sparse(await store.head()),
    close: () => store.close(),
  };
}
