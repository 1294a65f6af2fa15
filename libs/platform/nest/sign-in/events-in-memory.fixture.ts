import type { EventStore, EventToAppend, ReadAllOptions, RecordedEvent, SubscribeOptions } from '@ledger/platform/event-store';

/** An event store without a disk, as far as live tables read one: appending, the head, reading everything, following. */
export function eventsInMemory(): EventStore {
  const events: RecordedEvent[] = [];
  const waiting = new Set<() => void>();
  const after = ({ from = 0n, filter }: ReadAllOptions) =>
    events.filter(({ position, type }) => position > from && (filter?.types?.includes(type) ?? true));
  const ring = () => { for (const wake of waiting) wake(); waiting.clear(); };
  return {
    append: async (stream, more: readonly EventToAppend[]) => {
      for (const event of more) events.push({ ...event, stream, revision: 0n, position: BigInt(events.length + 1), created: 0 });
      ring();
      return { revision: 0n, position: BigInt(events.length), repeated: false };
    },
    async *readStream() { yield []; },
    async *readAll(options = {}) { yield after(options); },
    async *subscribe({ from = 0n, filter, signal }: SubscribeOptions = {}) {
      let at = from;
      signal?.addEventListener('abort', ring);
      while (!signal?.aborted) {
        const head = BigInt(events.length);
        if (at < head) yield { events: after({ from: at, filter }), position: head, live: true };
        else await new Promise<void>((resolve) => waiting.add(resolve));
        at = head;
      }
    },
    head: async () => BigInt(events.length),
    close: async () => undefined,
  };
}
