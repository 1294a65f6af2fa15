import type { Recorded } from '@ledger/kit';
import type { EventBatch, EventStore, ReadAllOptions, RecordedEvent, SubscribeOptions } from '@ledger/platform/event-store/port';

/** An event store that holds a given history, and what is recorded into it later, in memory: for tests of what follows events. */
export class MemoryEventStore implements EventStore {
  private readonly events: RecordedEvent[] = [];
  private readonly waiting = new Set<() => void>();

  /** Every batch of `readAll` is delivered `times` times, each time with some of the batch before it. */
  constructor(
    history: readonly Recorded[] = [],
    private readonly delivery: { readonly batch: number; readonly times: number } = { batch: 1_000, times: 1 },
  ) {
    this.record(...history);
  }

  record(...events: readonly Recorded[]): void {
    this.events.push(...events.map((event) => ({ created: 0, ...event })));
    for (const wake of [...this.waiting]) wake();
  }

  append(): Promise<never> {
    return Promise.reject(new Error('events are recorded as they are, by record()'));
  }

  async *readStream(stream: string): AsyncGenerator<readonly RecordedEvent[]> {
    const events = this.events.filter((event) => event.stream === stream);
    if (events.length > 0) yield events;
  }

  async *readAll({ from = 0n, limit }: ReadAllOptions = {}): AsyncGenerator<readonly RecordedEvent[]> {
    const events = this.events.filter(({ position }) => position > from).slice(0, limit);
    const { batch, times } = this.delivery;
    const overlap = times > 1 ? Math.ceil(batch / 2) : 0;
    for (let at = 0; at < events.length; at += batch) {
      for (let time = 0; time < times; time += 1) yield events.slice(Math.max(0, at - overlap), at + batch);
    }
  }

  async *subscribe({ from = 0n, batch = 1_000, signal }: SubscribeOptions = {}): AsyncGenerator<EventBatch> {
    for (let position = from; !signal?.aborted; ) {
      const events = this.events.filter((event) => event.position > position).slice(0, batch);
      if (events.length === 0) {
        await this.change(signal);
        continue;
      }
      position = events[events.length - 1]!.position;
      yield { events, position, live: position === this.last };
    }
  }

  async head(): Promise<bigint> {
    return this.last;
  }

  async close(): Promise<void> {}

  private get last(): bigint {
    return this.events[this.events.length - 1]?.position ?? 0n;
  }

  private change(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.waiting.delete(done);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      this.waiting.add(done);
      signal?.addEventListener('abort', done, { once: true });
    });
  }
}
