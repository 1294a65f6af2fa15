import type { EventStore, ReadAllOptions, RecordedEvent, SubscribeOptions, EventBatch } from './port';

/**
 * A store as the ledger reads it: of everything, the streams of these registers alone. What others keep in the same store,
 * its own `$` streams included, can then neither reach a table nor hold up whoever waits for the head, even if an event of
 * theirs has the name of one of ours. Streams asked for by name or prefix are given as they are.
 */
export function ownStreams(store: EventStore, registers: readonly string[]): EventStore {
  const isOwn = ownedBy(new Set(registers));
  const heads = new OwnHead(store, isOwn);
  return {
    append: (stream, events, expected) => store.append(stream, events, expected),
    readStream: (stream, options) => store.readStream(stream, options),
    readAll: (options = {}) => (options.filter?.streamPrefixes ? store.readAll(options) : readOwn(store, isOwn, options)),
    subscribe: (options = {}) => (options.filter?.streamPrefixes ? store.subscribe(options) : subscribeOwn(store, isOwn, options)),
    head: () => heads.find(),
    status: store.status && (() => store.status!()),
    close: () => store.close(),
  };
}

type IsOwn = (event: RecordedEvent) => boolean;

const ownedBy = (registers: ReadonlySet<string>): IsOwn => ({ stream }) => registers.has(stream.slice(0, stream.indexOf('.')));

const own = (events: readonly RecordedEvent[], isOwn: IsOwn): readonly RecordedEvent[] => (events.every(isOwn) ? events : events.filter(isOwn));

async function* readOwn(store: EventStore, isOwn: IsOwn, options: ReadAllOptions): AsyncGenerator<readonly RecordedEvent[]> {
  let { from, limit } = options;
  for (let asked = limit, given = 0; asked === undefined || asked > 0; asked = limit, given = 0) {
    for await (const events of store.readAll({ ...options, from, limit: asked })) {
      given += events.length;
      from = events.at(-1)!.position;
      const found = own(events, isOwn);
      if (limit !== undefined) limit -= found.length;
      if (found.length > 0) yield found;
    }
    if (asked === undefined || given < asked) return;
  }
}

async function* subscribeOwn(store: EventStore, isOwn: IsOwn, options: SubscribeOptions): AsyncGenerator<EventBatch> {
  for await (const batch of store.subscribe(options)) yield { ...batch, events: own(batch.events, isOwn) };
}

/** Looks for the last of the ledger's own events: backwards, and no further than it has looked before. */
class OwnHead {
  private lookedTo = 0n;
  private last = 0n;

  constructor(
    private readonly store: EventStore,
    private readonly isOwn: IsOwn,
  ) {}

  async find(): Promise<bigint> {
    const head = await this.store.head();
    if (head === this.lookedTo) return this.last;
    const found = await this.lookBack(head);
    if (head > this.lookedTo) this.lookedTo = head;
    if (found > this.last) this.last = found;
    return this.last;
  }

  /**
   * 0n when everything since the last look is others'. Most often the last event of all is the ledger's. What was recorded
   * meanwhile is left out: a store brings those who follow it to the head it was asked for, and nobody would get beyond.
   */
  private async lookBack(head: bigint): Promise<bigint> {
    for (const limit of [1, 100, undefined]) {
      for await (const events of this.store.readAll({ from: head + 1n, direction: 'backwards', limit })) {
        for (const event of events) {
          if (event.position <= this.lookedTo) return 0n;
          if (this.isOwn(event)) return event.position;
        }
      }
    }
    return 0n;
  }
}
