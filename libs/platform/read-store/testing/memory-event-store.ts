import type { Recorded } from '@ledger/kit';
import type { EventBatch, EventStore, ReadAllOptions, RecordedEvent, SubscribeOptions } from '@ledger/platform/event-store/port';

/** An event store that holds a given history, and what is recorded into it later, in memory: for tests of what follows events. */
export class MemoryEventStore implements EventStore {
  private readonly events: RecordedEvent[] = [];
  private readonly waiting = new Set<() => void>();

  constructor(history: readonly Recorded[] = []) {
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
    for (let at = 0; at < events.length; at += 1_000) yield events.slice(at, at + 1_000);
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
