import { randomUUID } from 'node:crypto';
import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite';
import {
  ANY, APPENDED, DELETE, NO_STREAM, NUMBERS_PER_APPEND, OWN, REPEATED, STREAM_DELETED, STREAM_EXISTS, TEXTS_PER_EVENT, TOMBSTONE, WRONG_REVISION,
  type AppendKind, type Group, type Outcomes,
} from './group';
import { TOMBSTONED } from './raw-events';
import { StreamIndex } from './stream-index';
import { bareId, RecentIds } from './recent-ids';
import { StreamHeads, type StreamHead } from './stream-heads';
import { isMetadataName, METADATA_TYPE, undeletion } from './stream-metadata';

/** `sent` of an event whose data and metadata lie in their columns as a client sent them. */
const SENT_AS_TEXT = 1;

/** One append inside a group: `at` is where its events begin among the group's texts. */
interface Append {
  readonly stream: string;
  readonly expected: number;
  readonly count: number;
  readonly kind: AppendKind;
  readonly at: number;
}

type Texts = Group['texts'];

/**
 * Writes groups of appends, each group in one transaction. An append is checked before it writes anything, so a refused
 * one leaves no trace and disturbs no other; a failing disk undoes the whole group.
 */
export class Appender {
  private readonly heads: StreamHeads;
  private readonly index: StreamIndex;
  private readonly recent: RecentIds;
  private readonly insert: StatementSyncInstance;
  private readonly findIds: StatementSyncInstance;
  private readonly findLast: StatementSyncInstance;
  private position: number;
  /** True when a failed group could not be undone either: the connection is of no more use. */
  broken = false;

  constructor(private readonly db: DatabaseSyncInstance) {
    this.index = new StreamIndex(db);
    this.index.refresh();
    this.heads = new StreamHeads(db, this.index);
    this.recent = new RecentIds(db);
    this.insert = db.prepare(
      `INSERT INTO events (position, stream, revision, id, type, created, data, metadata, sent)
       VALUES (?, ?, ?, unhex(?, '-'), ?, ?, ?, ?, ?)`,
    );
    this.findIds = db.prepare(
      'SELECT lower(hex(e.id)) AS id FROM json_each(?) place CROSS JOIN events e ON e.position = place.value ORDER BY place.id',
    );
    this.findLast = db.prepare('SELECT max(position) AS position FROM events');
    this.position = this.lastPosition();
  }

  /** Throws when the disk refused; then nothing of the group was recorded. */
  write({ numbers, texts }: Group): Outcomes {
    const outcomes: Outcomes = [];
    const created = Date.now();
    this.db.exec('BEGIN IMMEDIATE');
    try {
      let at = 0;
      for (let i = 0; i < numbers.length; i += NUMBERS_PER_APPEND) {
        const append = {
          stream: texts[at] as string,
          expected: numbers[i] as number,
          count: numbers[i + 1] as number,
          kind: numbers[i + 2] as AppendKind,
          at: at + 1,
        };
        this.decide(append, texts, created, outcomes);
        at += 1 + append.count * TEXTS_PER_EVENT;
      }
      this.index.settle();
      this.db.exec('COMMIT');
      return outcomes;
    } catch (error) {
      this.undo();
      throw error;
    }
  }

  private decide(append: Append, texts: Texts, created: number, outcomes: Outcomes): void {
    const stream = this.heads.find(append.stream);
    const head = stream?.head ?? NO_STREAM;
    const deleted = stream === undefined ? this.heads.isDeleted(append.stream) : stream.deleted;
    if (head === TOMBSTONED) return void outcomes.push(STREAM_DELETED, head, 0);
    if (append.expected === STREAM_EXISTS) {
      if (deleted) return void outcomes.push(STREAM_DELETED, head, 0);
      if (!this.exists(append.stream, head)) return refuse(outcomes, head);
    }
    if (append.kind === DELETE || append.kind === TOMBSTONE) return this.end(append, texts, { head, deleted }, created, outcomes);
    if (append.expected === ANY || append.expected === STREAM_EXISTS) {
      const first = stream && this.findRepeated(stream, texts[append.at] as string);
      if (stream !== undefined && first !== undefined) return this.repeat(append, texts, stream, first, outcomes);
    } else if (append.expected < head) {
      const again = deleted && append.expected === NO_STREAM && !this.isRepeat(append, texts, stream as StreamHead, 0);
      if (!again) return this.repeat(append, texts, stream as StreamHead, append.expected + 1, outcomes);
    } else if (append.expected > head) {
      return refuse(outcomes, head);
    }
    if (deleted) this.undelete(append.stream, head + 1, created);
    this.record(append, texts, this.heads.find(append.stream) ?? this.heads.create(append.stream), created, outcomes);
  }

  /** With events of its own, or at least with metadata. */
  private exists(stream: string, head: number): boolean {
    return head >= 0 || this.heads.metadata(stream) !== undefined;
  }

  private findRepeated(stream: StreamHead, id: string): number | undefined {
    return this.recent.mayHold(id) ? this.heads.revisionOf(stream, bareId(id)) : undefined;
  }

  /** The same events at the same place were appended before; anything else at that place is a conflict. */
  private repeat(append: Append, texts: Texts, stream: StreamHead, from: number, outcomes: Outcomes): void {
    if (!this.isRepeat(append, texts, stream, from)) return refuse(outcomes, stream.head);
    const last = from + append.count - 1;
    const [place] = this.index.places(stream.id, last, last, false, 1);
    outcomes.push(REPEATED, last, place!.position);
  }

  private isRepeat(append: Append, texts: Texts, stream: StreamHead, from: number): boolean {
    const last = from + append.count - 1;
    if (last > stream.head) return false;
    const places = this.index.places(stream.id, from, last, false, append.count);
    const recorded = this.findIds.all(JSON.stringify(places.map(({ position }) => position))) as { id: string }[];
    return recorded.every(({ id }, i) => id === bareId(texts[append.at + i * TEXTS_PER_EVENT] as string));
  }

  /** Ends a stream: softly by its metadata, or for good by a last event. */
  private end(append: Append, texts: Texts, { head, deleted }: { head: number; deleted: boolean }, created: number, outcomes: Outcomes): void {
    const { expected, stream } = append;
    const isAsExpected = expected < NO_STREAM || expected === head || (expected === NO_STREAM && deleted);
    if (!isAsExpected || (append.kind === DELETE && !this.exists(stream, head))) return refuse(outcomes, head);
    if (append.kind === DELETE) {
      const name = `$$${stream}`;
      return this.record({ ...append, stream: name }, texts, this.heads.find(name) ?? this.heads.create(name), created, outcomes);
    }
    const ended = this.heads.find(stream) ?? this.heads.create(stream);
    ended.head = TOMBSTONED - 1;
    this.record(append, texts, ended, created, outcomes);
  }

  /** What was written before stays hidden; what follows is seen. */
  private undelete(stream: string, first: number, created: number): void {
    const name = `$$${stream}`;
    const texts = [randomUUID(), METADATA_TYPE, undeletion(this.heads.metadata(stream) ?? '', first), ''];
    const append: Append = { stream: name, expected: ANY, count: 1, kind: DELETE, at: 0 };
    this.record(append, texts, this.heads.find(name) as StreamHead, created, []);
  }

  private record(append: Append, texts: Texts, stream: StreamHead, created: number, outcomes: Outcomes): void {
    const asText = append.kind === OWN ? null : SENT_AS_TEXT;
    let at = append.at;
    for (let i = 0; i < append.count; i++, at += TEXTS_PER_EVENT) {
      const data = texts[at + 2];
      const packed = typeof data !== 'string';
      this.position += 1;
      stream.head += 1;
      this.insert.run(
        this.position, stream.id, stream.head, texts[at], texts[at + 1], created, packed ? '' : data, texts[at + 3], packed ? data : asText,
      );
      this.index.added(stream.id, { revision: stream.head, position: this.position });
      this.recent.add(texts[at] as string);
    }
    if (isMetadataName(append.stream)) this.heads.metadataWritten(append.stream);
    outcomes.push(APPENDED, stream.head, this.position);
  }

  private undo(): void {
    this.broken = true;
    this.heads.clear();
    // A full disk may have rolled back already.
    if (this.db.isTransaction) this.db.exec('ROLLBACK');
    this.position = this.lastPosition();
    this.index.forget();
    this.index.refresh();
    this.broken = false;
  }

  private lastPosition(): number {
    return (this.findLast.get() as { position: number | null }).position ?? 0;
  }
}

function refuse(outcomes: Outcomes, head: number): void {
  outcomes.push(WRONG_REVISION, head, 0);
}
