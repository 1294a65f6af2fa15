import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite';
import { EventStoreUnavailable } from '../port';
import { isUpgraded } from './database';
import { unpack } from './raw-events';
import { StreamNames } from './stream-names';
import { TypeNames } from './type-names';

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

/** Many events as one row: how many there are, what is said of each as the inside of a JSON array, and their bytes one behind the other. */
type Page = [events: number, said: string | null, bytes: Uint8Array | null];
/** What is said of one event, in this order. Lengths are of bytes, whatever these are. */
type Said = [position: number, stream: number, revision: number, created: number, id: string, type: number, data: number, metadata: number, packed: number];
const SAID = 9;
const ID = 4;

/** In place of how many packed bytes an event has: it is the ledger's own, or a client sent it as text. */
const [OWN, AS_TEXT] = [-1, 0];
/** Bounds what a page of the largest events takes: a tile's worth, well below what SQLite can put into one value. */
const PAGE_EVENTS_MAX = 256;

// A field that is NULL would leave out everything that is said of its event, which is then missed.
const said = (packed: string): string => `position || ',' || stream || ',' || revision || ',' || created || ',"' || lower(hex(id)) || '",' || octet_length(type) || ',' || octet_length(data) || ',' || octet_length(metadata) || ',' || ${packed}`;
const PACKED_LENGTH = `CASE WHEN sent IS NULL THEN ${OWN} WHEN typeof(sent) = 'blob' THEN octet_length(sent) ELSE ${AS_TEXT} END`;
const PACKED = `CASE WHEN typeof(sent) = 'blob' THEN CAST(sent AS TEXT) ELSE '' END`;
const sqlOf = (hasSent: boolean): string => `
  SELECT count(*), group_concat(said, ','), CAST(group_concat(bytes, '') AS BLOB)
  FROM (SELECT ${said(hasSent ? PACKED_LENGTH : String(OWN))} AS said, type || data || metadata${hasSent ? ` || ${PACKED}` : ''} AS bytes FROM events WHERE position > ? ORDER BY position LIMIT ?)`;

/** Reads events as bytes, to the byte: by row and column a driver takes longer to hand them over than SQLite to read them, ends texts at a zero byte and replaces what is not UTF-8. */
export class RawPages {
  private statement: StatementSyncInstance | undefined;
  private isWhole = false;
  private readonly types = new TypeNames();

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
    const [count, said, bytes] = this.prepared().get(after, limit) as unknown as Page;
    if (count === 0) return [];
    const found = said === null || bytes === null ? [] : this.eventsOf(listed(said), Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    const isInOrder = found.every((event, i) => event.position > (found[i - 1]?.position ?? after));
    if (found.length !== count || !isInOrder) throw new EventStoreUnavailable(`one of the ${count} events after position ${after} is damaged`);
    return found;
  }

  private eventsOf(list: readonly unknown[], bytes: Buffer): RawEvent[] {
    const events: RawEvent[] = [];
    let at = 0;
    for (let i = 0; i < list.length; i += SAID) {
      const [position, stream, revision, created, id, type, data, metadata, packed] = list.slice(i, i + SAID) as Said;
      const dataAt = at + type;
      const metadataAt = dataAt + data;
      const packedAt = metadataAt + metadata;
      const event = { position, stream: this.names.of(stream), revision, id: dashed(id), type: this.types.of(bytes, at, dataAt), created, data: bytes.subarray(dataAt, metadataAt), metadata: bytes.subarray(metadataAt, packedAt) };
      at = packed === OWN ? packedAt : packedAt + packed;
      if (packed === OWN) events.push(event);
      else if (packed === AS_TEXT) events.push({ ...event, isSent: true });
      else events.push(sent(event, unpack(bytes.subarray(packedAt, at))));
    }
    return at === bytes.length ? events : [];
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

const sent = (event: RawEvent, { data, metadata }: Pick<RawEvent, 'data' | 'metadata'>): RawEvent => ({ ...event, data, metadata, isSent: true });

/** Nothing, where a hostile hand has put something else into a column of numbers. */
function listed(said: string): readonly unknown[] {
  try {
    const list = JSON.parse(`[${said}]`) as readonly unknown[];
    return list.every((value, i) => (i % SAID === ID ? typeof value === 'string' : Number.isInteger(value))) ? list : [];
  } catch {
    return [];
  }
}

/** A UUID of its 32 hexadecimal digits. */
export const dashed = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
