import type { Recorded } from '@ledger/kit';
import type { EventStore } from '@ledger/platform/event-store/port';

/**
 * Events after `from`, up to the end or to `to`, in batches of about `size`; the next batch is read while one is being worked on.
 */
export async function* readBatches(eventStore: EventStore, from: bigint, size: number, to?: bigint): AsyncGenerator<readonly Recorded[]> {
  const iterator = eventStore.readAll({ from })[Symbol.asyncIterator]();
  let gathered: Recorded[] = [];
  let next = iterator.next();
  try {
    for (;;) {
      const { done, value } = await next;
      if (done) break;
      const events = to === undefined ? value : value.filter(({ position }) => position <= to);
      const beyond = events.length < value.length;
      gathered = gathered.length === 0 ? [...events] : gathered.concat(events);
      next = beyond ? Promise.resolve({ done: true, value: undefined }) : iterator.next();
      if (gathered.length < size) continue;
      next.catch(() => undefined);
      yield gathered;
      gathered = [];
    }
    if (gathered.length > 0) yield gathered;
  } finally {
    await iterator.return?.();
  }
}
