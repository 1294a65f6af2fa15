import { EventStoreUnavailable, type EventBatch, type EventStore, type ReadAllOptions, type RecordedEvent, type SubscribeOptions } from '@ledger/platform/event-store';

/** An event store as it was when the event at `last` was its newest: later ones are not there, and none can be added. */
export class EventsUntil implements EventStore {
  constructor(
    private readonly store: EventStore,
    private readonly last: bigint,
    /** Told of the position of each event that was read. */
    private readonly onRead: (position: bigint) => void = () => undefined,
  ) {}

  append(): Promise<never> {
    return Promise.reject(new EventStoreUnavailable('what was recorded once is only read here'));
  }

  async *readStream(...asked: Parameters<EventStore['readStream']>): AsyncGenerator<readonly RecordedEvent[]> {
    for await (const events of this.store.readStream(...asked)) yield this.known(events);
  }

  async *readAll(options: ReadAllOptions = {}): AsyncGenerator<readonly RecordedEvent[]> {
    for await (const events of this.store.readAll(options)) {
      const known = this.known(events);
      if (known.length > 0) {
        yield known;
        this.onRead(known.at(-1)!.position);
      }
      if (known.length < events.length && options.direction !== 'backwards') return;
    }
  }

  async *subscribe({ from, filter }: SubscribeOptions = {}): AsyncGenerator<EventBatch> {
    for await (const events of this.readAll({ from, filter })) yield { events, position: events.at(-1)!.position, live: false };
  }

  async head(): Promise<bigint> {
    const head = await this.store.head();
    return head < this.last ? head : this.last;
  }

  /** The store stays whoever's it is. */
  async close(): Promise<void> {}

  private known(events: readonly RecordedEvent[]): readonly RecordedEvent[] {
    return events.filter(({ position }) => position <= this.last);
  }
}
