import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite';
import type { StreamIndex } from './stream-index';
import { isMetadataName, isSoftDeletion } from './stream-metadata';

/** What the writer remembers of a stream. `head` is its last revision, −1 before the first event, `TOMBSTONED` after the last one ever. */
export interface StreamHead {
  readonly id: number;
  head: number;
  /** Soft-deleted: its metadata hide whatever was written so far. */
  readonly deleted: boolean;
}

/** How many of a stream's latest events are searched for a repeat when no exact revision is expected. */
const RECENT_EVENTS = 4_096;
const HEADS_MAX = 200_000;
/** Names of the streams of metadata lie from the first to the second. */
const METADATA_NAMES = ['$$', '$%'] as const;

/** Heads of the streams written to lately, so that most appends need not look anything up. */
export class StreamHeads {
  private readonly heads = new Map<string, StreamHead>();
  private readonly findId: StatementSyncInstance;
  private readonly insertStream: StatementSyncInstance;
  private readonly findRevision: StatementSyncInstance;
  private readonly findData: StatementSyncInstance;
  /** False spares the look-up: no stream has metadata. */
  private anyMetadata: boolean;

  constructor(
    db: DatabaseSyncInstance,
    private readonly index: StreamIndex,
  ) {
    this.findId = db.prepare('SELECT id FROM streams WHERE name = ?');
    this.insertStream = db.prepare('INSERT INTO streams (name) VALUES (?)');
    this.findRevision = db.prepare(
      'SELECT e.revision FROM json_each(?) place CROSS JOIN events e ON e.position = place.value WHERE e.id = unhex(?) ORDER BY place.id DESC LIMIT 1',
    );
    this.findData = db.prepare('SELECT data FROM events WHERE position = ?');
    this.anyMetadata = db.prepare('SELECT 1 FROM streams WHERE name >= ? AND name < ? LIMIT 1').get(...METADATA_NAMES) !== undefined;
  }

  /** Undefined when the stream does not exist. */
  find(name: string): StreamHead | undefined {
    const known = this.heads.get(name);
    if (known !== undefined) return known;
    const row = this.findId.get(name) as { id: number } | undefined;
    if (row === undefined) return undefined;
    return this.keep(name, { id: row.id, head: this.index.last(row.id)?.revision ?? -1, deleted: this.isDeleted(name) });
  }

  create(name: string): StreamHead {
    if (isMetadataName(name)) this.anyMetadata = true;
    return this.keep(name, { id: Number(this.insertStream.run(name).lastInsertRowid), head: -1, deleted: false });
  }

  /** The text of the metadata in force of a stream; undefined when it never had any. */
  metadata(name: string): string | undefined {
    if (!this.anyMetadata) return undefined;
    const row = this.findId.get(`$$${name}`) as { id: number } | undefined;
    const last = row && this.index.last(row.id);
    return last && (this.findData.get(last.position) as { data: string }).data;
  }

  isDeleted(name: string): boolean {
    const text = this.metadata(name);
    return text !== undefined && isSoftDeletion(text);
  }

  /** After events were written to a stream of metadata: what they say of its subject is read again when next needed. */
  metadataWritten(metadataStream: string): void {
    this.heads.delete(metadataStream.slice(2));
  }

  /** The revision of an event (32 hexadecimal digits) among the stream's latest; undefined when it is not there. */
  revisionOf(stream: StreamHead, id: string): number | undefined {
    const places = this.index.places(stream.id, stream.head - RECENT_EVENTS + 1, stream.head, false, RECENT_EVENTS);
    return (this.findRevision.get(JSON.stringify(places.map(({ position }) => position)), id) as { revision: number } | undefined)?.revision;
  }

  /** Forgets everything: what was remembered of a transaction that was rolled back is not true. */
  clear(): void {
    this.heads.clear();
  }

  private keep(name: string, head: StreamHead): StreamHead {
    if (this.heads.size >= HEADS_MAX) this.clear();
    this.heads.set(name, head);
    return head;
  }
}
