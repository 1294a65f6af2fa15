import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { EventStoreUnavailable, type EventBatch, type EventFilter, type ReadAllOptions, type ReadStreamOptions, type RecordedEvent, type SubscribeOptions } from '../port';
import { openForReading, unavailable } from './database';
import type { Doorbell } from './doorbell';
import type { EventChoice } from './event-choice';
import { EventRows, type StoredEvent } from './event-rows';
import type { RawEvent } from './raw-pages';
import type { RecentAppends } from './recent-appends';

const PAGE_EVENTS = 1_000;
/** Positions looked at in one go, since most of them may be dropped: by a filter, or as events of others; so that the thread is never held for long. */
const SPAN = 20_000;
/** How long a subscriber whom the latest events did not concern lets further ones gather, in milliseconds. */
const UNCONCERNED_MS = 20;
const LAST = Number.MAX_SAFE_INTEGER;

/** What one look at the order of everything gave: events, how far it looked, and the head it knew. */
interface Page {
  readonly events: RecordedEvent[];
  readonly reached: number;
  readonly atEnd: boolean;
}

/** Reads events on the calling thread, over a read-only connection of its own; every page is its own short transaction. */
export class Reader {
  private readonly db: DatabaseSyncInstance;
  private readonly eventRows: EventRows;

  constructor(
    private readonly folder: string,
    private readonly doorbell: Doorbell,
    /** Of whoever also writes. */
    private readonly recent?: RecentAppends,
  ) {
    this.db = openForReading(folder);
    try {
      this.eventRows = new EventRows(this.db);
    } catch (error) {
      this.db.close();
      throw unavailable(`cannot read the event store in ${folder}`, error);
    }
  }

  head(): number {
    return this.looking((rows) => rows.head());
  }

  raw(after: bigint, limit: number): RawEvent[] {
    return this.looking((rows) => rows.raw(asNumber(after), limit));
  }

  /** Every event of one stream, whoever wrote it, as the file keeps it. */
  storedOfStream(stream: string, first: number, last: number, backwards: boolean, limit: number): StoredEvent[] {
    return this.looking((rows) => rows.storedOfStream(stream, first, last, backwards, limit));
  }

  /** Every event between two positions, both included. */
  storedBetween(first: number, last: number, backwards: boolean, limit: number): StoredEvent[] {
    return this.looking((rows) => rows.storedBetween(first, last, backwards, limit));
  }

  /** Those of them that a choice takes, at most `limit`, and how far it looked. */
  storedChosen(choice: EventChoice, first: number, last: number, backwards: boolean, limit: number): ReturnType<EventRows['storedChosen']> {
    return this.looking((rows) => rows.storedChosen(choice, first, last, backwards, limit));
  }

  lastRevision(stream: string): number | undefined {
    return this.looking((rows) => rows.lastRevision(stream));
  }

  positions(first: number, last: number, wanted: Parameters<EventRows['positions']>[2]): number[] {
    return this.looking((rows) => rows.positions(first, last, wanted));
  }

  /** Every stream's name, a page at a time. */
  streamNames(): Iterable<readonly string[]> {
    return this.looking((rows) => rows.streamNames(PAGE_EVENTS));
  }

  async *stream(stream: string, options: ReadStreamOptions): AsyncGenerator<readonly RecordedEvent[]> {
    const backwards = options.direction === 'backwards';
    let left = limitOf(options.limit);
    let from = options.from === undefined ? (backwards ? LAST : 0) : asNumber(options.from);
    while (left > 0 && from >= 0) {
      const wanted = Math.min(PAGE_EVENTS, left);
      const [first, last] = backwards ? [0, from] : [from, LAST];
      const events = this.looking((rows) => rows.ofStream(stream, first, last, backwards, wanted));
      if (events.length > 0) yield events;
      if (events.length < wanted) return;
      left -= events.length;
      from = Number((events.at(-1) as RecordedEvent).revision) + (backwards ? -1 : 1);
      await nextTurn();
    }
  }

  async *all(options: ReadAllOptions): AsyncGenerator<readonly RecordedEvent[]> {
    const backwards = options.direction === 'backwards';
    const start = backwards ? this.head() + 1 : 0;
    let left = limitOf(options.limit);
    let from = options.from === undefined ? start : backwards ? Math.min(asNumber(options.from), start) : asNumber(options.from);
    while (left > 0) {
      const page = this.page(from, backwards, Math.min(PAGE_EVENTS, left), options.filter);
      if (page.events.length > 0) yield page.events;
      if (page.atEnd) return;
      left -= page.events.length;
      from = page.reached;
      await nextTurn();
    }
  }

  async *subscribe(options: SubscribeOptions): AsyncGenerator<EventBatch> {
    const { signal, filter } = options;
    const batch = options.batch ?? PAGE_EVENTS;
    let from = asNumber(options.from ?? 0n);
    while (!signal?.aborted) {
      const seen = this.doorbell.rings;
      const page = this.page(from, false, batch, filter);
      if (page.reached > from) {
        from = page.reached;
        yield { events: page.events, position: BigInt(from), live: page.atEnd };
      }
      if (!page.atEnd) await nextTurn();
      else {
        // Whom a commit did not concern looks at several of the next ones together.
        if (page.events.length === 0) await wait(UNCONCERNED_MS, undefined, { signal }).catch(() => undefined);
        await this.doorbell.after(seen, signal);
      }
    }
  }

  close(): void {
    if (this.db.isOpen) this.db.close();
    this.doorbell.ring();
  }

  private page(from: number, backwards: boolean, limit: number, filter: EventFilter | undefined): Page {
    const passed = filter && !backwards ? (this.recent?.passedBy(from, filter) ?? from) : from;
    if (passed > from) return { events: [], reached: passed, atEnd: passed === this.recent!.head };
    return this.looking((rows) => {
      const end = backwards ? 1 : rows.head();
      const span = Math.max(limit, SPAN);
      const edge = backwards ? Math.max(end, from - span) : Math.min(end, from + span);
      const [first, last] = backwards ? [edge, from - 1] : [from + 1, edge];
      if (first > last) return { events: [], reached: from, atEnd: true };
      const events = rows.between(first, last, backwards, limit, filter);
      const reached = events.length === limit ? Number((events.at(-1) as RecordedEvent).position) : edge;
      return { events, reached, atEnd: reached === end };
    });
  }

  private looking<T>(look: (rows: EventRows) => T): T {
    if (!this.db.isOpen) throw new EventStoreUnavailable(`the event store in ${this.folder} is closed`);
    try {
      return look(this.eventRows);
    } catch (error) {
      throw unavailable(`cannot read the event store in ${this.folder}`, error);
    }
  }
}

const limitOf = (limit: number | undefined): number => limit ?? LAST;

/** Positions and revisions here never reach 2^53; beyond it there is nothing. */
const asNumber = (value: bigint): number => (value > BigInt(LAST) ? LAST : value < 0n ? -1 : Number(value));
