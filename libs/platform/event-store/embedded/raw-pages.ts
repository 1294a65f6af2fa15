import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite';
import { EventStoreUnavailable } from '../port';
import { isUpgraded } from './database';
import { unpack } from './raw-events';
import { StreamNames } from './stream-names';

/** An event as its bytes lie on disk, for whoever hashes them. */
export interface RawEvent {
  readonly position: number;
  readonly stream: string;
  /** `TOMBSTONED` for the end of a stream. */
  readonly revision: number;
  /** UUID in lower case. */
  readonly id: string;
  readonly type: string;
  /** Milliseconds since 1970 UTC. */
  readonly created: number;
  /** These two are views of the bytes of many events: who keeps one keeps them all. */
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
  /** Not the ledger's own but sent by a client, which the ledger's own reading steps over. */
  readonly isSent?: true;
}

/** Many events as one row: how many there are, a line of numbers for each, and their bytes one behind the other. */
type Page = [events: number, lines: string | null, bytes: Uint8Array | null];

/** In place of how many packed bytes an event has: it is the ledger's own, or a client sent it as text. */
const [OWN, AS_TEXT] = [-1, 0];
/** Bounds what a page of the largest events takes: a tile's worth, well below what SQLite can put into one value. */
const PAGE_EVENTS_MAX = 256;

// What stands in an event's line: lengths are of bytes, whatever these are. A field that is NULL would leave out the whole line, which is then missed.
const line = (sent: string): string => `position || ' ' || stream || ' ' || revision || ' ' || created || ' ' || lower(hex(id)) || ' ' || octet_length(type) || ' ' || octet_length(data) || ' ' || octet_length(metadata) || ' ' || ${sent}`;
const SENT = `CASE WHEN sent IS NULL THEN ${OWN} WHEN typeof(sent) = 'blob' THEN octet_length(sent) ELSE ${AS_TEXT} END`;
const PACKED = `CASE WHEN typeof(sent) = 'blob' THEN CAST(sent AS TEXT) ELSE '' END`;
const sqlOf = (hasSent: boolean): string => `
  SELECT count(*), group_concat(line, char(10)), CAST(group_concat(bytes, '') AS BLOB)
  FROM (SELECT ${line(hasSent ? SENT : String(OWN))} AS line, type || data || metadata${hasSent ? ` || ${PACKED}` : ''} AS bytes FROM events WHERE position > ? ORDER BY position LIMIT ?)`;

/** Reads events as bytes, to the byte: by row and column a driver takes longer to hand them over than SQLite to read them, ends texts at a zero byte and replaces what is not UTF-8. */
export class RawPages {
  private statement: StatementSyncInstance | undefined;
  private isWhole = false;

  constructor(
    private readonly db: DatabaseSyncInstance,
    private readonly names = new StreamNames(db),
  ) {}

  /** The first `limit` events after a position, in order. Throws `EventStoreUnavailable` where they are damaged. */
  after(position: number, limit: number): RawEvent[] {
    const events: RawEvent[] = [];
    for (let from = position; events.length < limit; from = events.at(-1)!.position) {
      const wanted = Math.min(limit - events.length, PAGE_EVENTS_MAX);
      const page = this.page(from, wanted);
      for (const event of page) events.push(event);
      if (page.length < wanted) break;
    }
    return events;
  }

  private page(after: number, limit: number): RawEvent[] {
    const [count, lines, bytes] = this.prepared().get(after, limit) as unknown as Page;
    if (count === 0) return [];
    const found = lines === null || bytes === null ? [] : this.eventsOf(lines.split('\n'), Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    const isInOrder = found.every((event, i) => event.position > (found[i - 1]?.position ?? after));
    if (found.length !== count || !isInOrder) throw new EventStoreUnavailable(`one of the ${count} events after position ${after} is damaged`);
    return found;
  }

  private eventsOf(lines: readonly string[], bytes: Buffer): RawEvent[] {
    let at = 0;
    const take = (length: string | undefined): Buffer => bytes.subarray(at, (at += Number(length)));
    return lines.map((numbers) => {
      const [position, stream, revision, created, id, type, data, metadata, sent] = numbers.split(' ');
      const event = { position: Number(position), stream: this.names.of(Number(stream)), revision: Number(revision), id: dashed(id!), type: take(type).toString(), created: Number(created), data: take(data), metadata: take(metadata) };
      if (Number(sent) === OWN) return event;
      if (Number(sent) === AS_TEXT) return { ...event, isSent: true };
      const { data: packedData, metadata: packedMetadata } = unpack(take(sent));
      return { ...event, data: packedData, metadata: packedMetadata, isSent: true };
    });
  }

  /** A writer may upgrade the file at any time. */
  private prepared(): StatementSyncInstance {
    if (this.statement === undefined || !this.isWhole) {
      this.isWhole = isUpgraded(this.db);
      this.statement = this.db.prepare(sqlOf(this.isWhole), { returnArrays: true });
    }
    return this.statement;
  }
}

/** A UUID of its 32 hexadecimal digits. */
export const dashed = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
