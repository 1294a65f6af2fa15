import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite';
import { isUpgraded } from './database';

/** Where one event of a stream lies. */
export interface Place {
  readonly revision: number;
  readonly position: number;
}

/** How many of the latest events are found by looking at them; then they move into the table of places together. */
export const TAIL_EVENTS_MAX = 8_192;

/**
 * Where the events of each stream lie. The table of places is written for some thousand events at once, in its own order:
 * written with every append it would be most of what goes to disk, a page for every event. The events after the last one
 * in the table, the tail, are kept in memory, since they are the last rows of `events` anyway.
 */
export class StreamIndex {
  private readonly tail = new Map<number, Place[]>();
  /** Events up to here are in the table. */
  private floor = 0;
  /** Events up to here are in the table or the tail. */
  private seen = 0;
  private statements: Statements | undefined;

  constructor(private readonly db: DatabaseSyncInstance) {}

  /** Takes in what another connection has written since. Ask it before `places`: what moves meanwhile is then found twice, never missed. */
  refresh(): void {
    const { findFloor, findTail } = this.prepared();
    const { floor } = findFloor.get() as { floor: number };
    if (floor > this.floor) this.forget(floor);
    const rows = findTail.all(this.seen) as { position: number; stream: number; revision: number }[];
    for (const { position, stream, revision } of rows) this.added(stream, { revision, position });
  }

  /** One more event, written through this connection. */
  added(stream: number, place: Place): void {
    const places = this.tail.get(stream);
    if (places === undefined) this.tail.set(stream, [place]);
    else places.push(place);
    this.seen = place.position;
  }

  /** Moves a long tail into the table, inside the transaction that is open. */
  settle(): void {
    if (this.seen - this.floor < TAIL_EVENTS_MAX) return;
    this.db.exec(`
      INSERT INTO places SELECT stream, revision, position FROM events WHERE position BETWEEN ${this.floor + 1} AND ${this.seen} ORDER BY stream, revision;
      UPDATE placed SET position = ${this.seen};
    `);
    this.forget(this.seen);
  }

  /** Forgets the tail: events after `floor` are looked at again by `refresh`. */
  forget(floor = 0): void {
    this.tail.clear();
    this.floor = floor;
    this.seen = floor;
  }

  /** The first `limit` events with `first ≤ revision ≤ last` in the direction's order. */
  places(stream: number, first: number, last: number, backwards: boolean, limit: number): Place[] {
    const recent = this.tail.get(stream) ?? [];
    // A stream's tail is the end of the stream.
    const below = recent[0] === undefined ? last : Math.min(last, recent[0].revision - 1);
    const inTail = recent.filter(({ revision }) => revision >= first && revision <= last);
    if (backwards) {
      const latest = inTail.reverse().slice(0, limit);
      return latest.length === limit ? latest : latest.concat(this.settled(stream, first, below, true, limit - latest.length));
    }
    const settled = this.settled(stream, first, below, false, limit);
    return settled.length === limit ? settled : settled.concat(inTail.slice(0, limit - settled.length));
  }

  /** The place of a stream's last event; undefined when it has none. */
  last(stream: number): Place | undefined {
    return this.tail.get(stream)?.at(-1) ?? this.places(stream, 0, Number.MAX_SAFE_INTEGER, true, 1)[0];
  }

  private settled(stream: number, first: number, last: number, backwards: boolean, limit: number): Place[] {
    if (first > last) return [];
    const { forwards, backwards: descending } = this.prepared();
    return (backwards ? descending : forwards).all(stream, first, last, limit) as unknown as Place[];
  }

  /** Prepared once; of a file that no writer of this version has opened yet, until one has. */
  private prepared(): Statements {
    if (this.statements?.isOld === false) return this.statements;
    const isOld = !isUpgraded(this.db);
    if (this.statements === undefined || this.statements.isOld !== isOld) this.statements = statementsOf(this.db, isOld);
    return this.statements;
  }
}

interface Statements {
  readonly isOld: boolean;
  readonly findFloor: StatementSyncInstance;
  readonly findTail: StatementSyncInstance;
  readonly forwards: StatementSyncInstance;
  readonly backwards: StatementSyncInstance;
}

/** The old format has the places in an index of the events themselves, and hence no tail. */
function statementsOf(db: DatabaseSyncInstance, isOld: boolean): Statements {
  const table = isOld ? 'events' : 'places';
  const search = (direction: string): StatementSyncInstance =>
    db.prepare(`SELECT revision, position FROM ${table} WHERE stream = ? AND revision BETWEEN ? AND ? ORDER BY revision ${direction} LIMIT ?`);
  return {
    isOld,
    findFloor: db.prepare(isOld ? 'SELECT 0 AS floor' : 'SELECT position AS floor FROM placed'),
    findTail: db.prepare(`SELECT position, stream, revision FROM events WHERE position > ? ${isOld ? 'AND FALSE' : ''} ORDER BY position`),
    forwards: search('ASC'),
    backwards: search('DESC'),
  };
}
