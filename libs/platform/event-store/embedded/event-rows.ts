import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite';
import { EventStoreUnavailable, type EventFilter, type RecordedEvent } from '../port';
import { isUpgraded } from './database';
import { Choosing, type EventChoice, type Looked } from './event-choice';
import { dashed, RawPages, type RawEvent } from './raw-pages';
import { StreamIndex, type Place } from './stream-index';
import { StreamNames } from './stream-names';

/** An event as the file keeps it. Packed bytes, if there are any, hold data and metadata; the texts are then empty. */
export interface StoredEvent extends Omit<RawEvent, 'data' | 'metadata'> {
  readonly dataText: string;
  readonly metadataText: string;
  readonly packed?: Uint8Array;
}

type Row = [position: number, stream: number, revision: number, id: string, type: string, created: number, data: string, metadata: string, sent: null | number | Uint8Array];

const COLUMNS = 'e.position, e.stream, e.revision, lower(hex(e.id)), e.type, e.created, e.data, e.metadata, e.sent';
/** The same of a file that no writer of this version has opened yet. */
const COLUMNS_WITHOUT_SENT = COLUMNS.replace('e.sent', 'NULL');
const STATEMENTS_MAX = 100;

/** The statements that read events, and the way from a row to an event. */
export class EventRows {
  private readonly statements = new Map<string, StatementSyncInstance>();
  private readonly names: StreamNames;
  private readonly findStream: StatementSyncInstance;
  private readonly findHead: StatementSyncInstance;
  private readonly index: StreamIndex;
  private readonly choosing: Choosing;
  private readonly rawPages: RawPages;
  private withSent = false;

  constructor(private readonly db: DatabaseSyncInstance) {
    this.names = new StreamNames(db);
    this.rawPages = new RawPages(db, this.names);
    this.findStream = db.prepare('SELECT id FROM streams WHERE name = ?');
    this.findHead = db.prepare('SELECT max(position) AS head FROM events');
    this.index = new StreamIndex(db);
    this.choosing = new Choosing((sql, values) => this.rows(sql, values) as unknown as Looked[], (stream) => this.names.of(stream));
  }

  /** Every stream's name, a page at a time. */
  *streamNames(pageSize: number): Generator<readonly string[]> {
    const page = this.db.prepare('SELECT id, name FROM streams WHERE id > ? ORDER BY id LIMIT ?');
    for (let after = 0; ; ) {
      const found = page.all(after, pageSize) as { id: number; name: string }[];
      if (found.length === 0) return;
      after = found.at(-1)!.id;
      yield found.map(({ name }) => name);
    }
  }

  head(): number {
    return (this.findHead.get() as { head: number | null }).head ?? 0;
  }

  /** The ledger's own events with `first ≤ position ≤ last` that pass the filter, in the direction's order. */
  between(first: number, last: number, backwards: boolean, limit: number, filter?: EventFilter): RecordedEvent[] {
    const { join, where, values } = condition(filter);
    const sql = `SELECT ${this.columns()} FROM events e ${join} WHERE e.position BETWEEN ? AND ? ${this.own()} ${where}
                 ORDER BY e.position ${order(backwards)} LIMIT ?`;
    return this.rows(sql, [first, last, ...values, limit]).map((row) => this.event(row));
  }

  /** The ledger's own events of one stream with `first ≤ revision ≤ last`; none when it does not exist. */
  ofStream(stream: string, first: number, last: number, backwards: boolean, limit: number): RecordedEvent[] {
    const found: RecordedEvent[] = [];
    for (const rows of this.pages(stream, first, last, backwards, limit)) {
      for (const row of rows) if (row[8] === null && found.length < limit) found.push(this.event(row));
      if (found.length === limit) break;
    }
    return found;
  }

  /** The first `limit` events after a position, whoever wrote them, as bytes. */
  raw(after: number, limit: number): RawEvent[] {
    return this.rawPages.after(after, limit);
  }

  /** Every event with `first ≤ position ≤ last`, whoever wrote it, unparsed. */
  storedBetween(first: number, last: number, backwards: boolean, limit: number): StoredEvent[] {
    const sql = `SELECT ${this.columns()} FROM events e WHERE e.position BETWEEN ? AND ? ORDER BY e.position ${order(backwards)} LIMIT ?`;
    return this.rows(sql, [first, last, limit]).map((row) => this.stored(row));
  }

  /** The same of a choice, at most `limit`, and how far it looked. */
  storedChosen(choice: EventChoice, first: number, last: number, backwards: boolean, limit: number): { readonly events: StoredEvent[]; readonly reached: number } {
    const { places, reached } = this.choosing.look(choice, first, last, backwards, limit);
    return { events: places.length === 0 ? [] : this.rowsAt(places).map((row) => this.stored(row)), reached };
  }

  /** Every event of one stream with `first ≤ revision ≤ last`, unparsed. */
  storedOfStream(stream: string, first: number, last: number, backwards: boolean, limit: number): StoredEvent[] {
    for (const rows of this.pages(stream, first, last, backwards, limit)) return rows.map((row) => this.stored(row));
    return [];
  }

  /** Highest revision of a stream; undefined when it was never written. */
  lastRevision(stream: string): number | undefined {
    const id = this.streamId(stream);
    return id === undefined ? undefined : this.index.last(id)?.revision;
  }

  /** Positions from `first` to `last` of events whose stream's name lies in [from, to) or, without it, that have this type. */
  positions(first: number, last: number, wanted: { readonly from: string; readonly to: string } | { readonly type: string }): number[] {
    const [join, where, values] = 'type' in wanted
      ? ['', "e.type = ? AND substr((SELECT name FROM streams s WHERE s.id = e.stream), 1, 1) <> '$'", [wanted.type]]
      : ['CROSS JOIN streams s ON s.id = e.stream', 's.name >= ? AND s.name < ?', [wanted.from, wanted.to]];
    const sql = `SELECT e.position FROM events e ${join} WHERE e.position BETWEEN ? AND ? AND ${where} ORDER BY e.position`;
    return this.rows(sql, [first, last, ...values]).map((row) => row[0]);
  }

  /** The rows of a stream's events, `limit` at a time. */
  private *pages(stream: string, first: number, last: number, backwards: boolean, limit: number): Generator<Row[]> {
    const id = this.streamId(stream);
    if (id === undefined) return;
    for (let [low, high] = [first, last]; low <= high; ) {
      const places = this.index.places(id, low, high, backwards, limit);
      if (places.length > 0) yield this.rowsAt(places);
      if (places.length < limit) return;
      const { revision } = places.at(-1)!;
      if (backwards) high = revision - 1;
      else low = revision + 1;
    }
  }

  /** The number of a stream, after which its places are up to date; undefined when it does not exist. */
  private streamId(stream: string): number | undefined {
    this.index.refresh();
    return (this.findStream.get(stream) as { id: number } | undefined)?.id;
  }

  private rowsAt(places: readonly Pick<Place, 'position'>[]): Row[] {
    const sql = `SELECT ${this.columns()} FROM json_each(?) place CROSS JOIN events e ON e.position = place.value ORDER BY place.id`;
    return this.rows(sql, [JSON.stringify(places.map(({ position }) => position))]);
  }

  private stored(row: Row): StoredEvent {
    const sent = row[8];
    return {
      position: row[0],
      stream: this.names.of(row[1]),
      revision: row[2],
      id: dashed(row[3]),
      type: row[4],
      created: row[5],
      dataText: row[6],
      metadataText: row[7],
      ...(sent === null ? undefined : sent instanceof Uint8Array ? { isSent: true, packed: sent } : { isSent: true }),
    };
  }

  private columns(): string {
    this.withSent ||= isUpgraded(this.db);
    return this.withSent ? COLUMNS : COLUMNS_WITHOUT_SENT;
  }

  private own(): string {
    return this.withSent ? 'AND e.sent IS NULL' : '';
  }

  private rows(sql: string, values: readonly (number | string)[]): Row[] {
    let statement = this.statements.get(sql);
    if (statement === undefined) {
      if (this.statements.size >= STATEMENTS_MAX) this.statements.clear();
      statement = this.db.prepare(sql, { returnArrays: true });
      this.statements.set(sql, statement);
    }
    return statement.all(...values) as unknown as Row[];
  }

  private event(row: Row): RecordedEvent {
    try {
      return {
        id: dashed(row[3]),
        type: row[4],
        data: JSON.parse(row[6]),
        metadata: JSON.parse(row[7]),
        stream: this.names.of(row[1]),
        revision: BigInt(row[2]),
        position: BigInt(row[0]),
        created: row[5],
      };
    } catch (error) {
      throw new EventStoreUnavailable(`the event at position ${row[0]} is damaged: ${(error as Error).message}`, { cause: error });
    }
  }
}

/** The filter as SQL. Events stay the outer loop, so rows come in order and a page costs what it spans. */
function condition(filter: EventFilter | undefined): { join: string; where: string; values: string[] } {
  const prefixes = filter?.streamPrefixes;
  const types = filter?.types;
  const parts: string[] = [];
  const values: string[] = [];
  if (prefixes !== undefined) {
    parts.push(prefixes.length === 0 ? 'AND FALSE' : `AND (${prefixes.map(() => 'substr(s.name, 1, length(?)) = ?').join(' OR ')})`);
    for (const prefix of prefixes) values.push(prefix, prefix);
  }
  if (types !== undefined) {
    parts.push(types.length === 0 ? 'AND FALSE' : `AND e.type IN (${types.map(() => '?').join(', ')})`);
    values.push(...types);
  }
  return { join: prefixes === undefined ? '' : 'CROSS JOIN streams s ON s.id = e.stream', where: parts.join(' '), values };
}

const order = (backwards: boolean): string => (backwards ? 'DESC' : 'ASC');
