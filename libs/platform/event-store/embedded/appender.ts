import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite';
import { ANY, APPENDED, NO_STREAM, REPEATED, STREAM_EXISTS, WRONG_REVISION, type Group, type Outcomes } from './group';
import { RECENT_EVENTS, StreamHeads, type StreamHead } from './stream-heads';

const TEXTS_PER_EVENT = 4;

/** One append inside a group: `at` is where its events begin among the group's texts. */
interface Append {
  readonly stream: string;
  readonly expected: number;
  readonly count: number;
  readonly at: number;
}

/**
 * Writes groups of appends, each group in one transaction. An append is checked before it writes anything, so a refused
 * one leaves no trace and disturbs no other; a failing disk undoes the whole group.
 */
export class Appender {
  private readonly heads: StreamHeads;
  private readonly insert: StatementSyncInstance;
  private readonly findPosition: StatementSyncInstance;
  private readonly findIds: StatementSyncInstance;
  private readonly findLast: StatementSyncInstance;
  private position: number;
  /** True when a failed group could not be undone either: the connection is of no more use. */
  broken = false;

  constructor(private readonly db: DatabaseSyncInstance) {
    this.heads = new StreamHeads(db);
    this.insert = db.prepare(
      `INSERT INTO events (position, stream, revision, id, type, created, data, metadata)
       VALUES (?, ?, ?, unhex(?, '-'), ?, ?, ?, ?)`,
    );
    this.findPosition = db.prepare('SELECT position FROM events WHERE stream = ? AND revision = ?');
    this.findIds = db.prepare(
      'SELECT lower(hex(id)) AS id FROM events WHERE stream = ? AND revision BETWEEN ? AND ? ORDER BY revision',
    );
    this.findLast = db.prepare('SELECT max(position) AS position FROM events');
    this.position = this.lastPosition();
  }

  /** Throws when the disk refused; then nothing of the group was recorded. */
  write(group: Group): Outcomes {
    const outcomes: Outcomes = [];
    const created = Date.now();
    this.db.exec('BEGIN IMMEDIATE');
    try {
      let at = 0;
      for (let i = 0; i < group.numbers.length; i += 2) {
        const append = {
          stream: group.texts[at] as string,
          expected: group.numbers[i] as number,
          count: group.numbers[i + 1] as number,
          at: at + 1,
        };
        this.decide(append, group.texts, created, outcomes);
        at += 1 + append.count * TEXTS_PER_EVENT;
      }
      this.db.exec('COMMIT');
      return outcomes;
    } catch (error) {
      this.undo();
      throw error;
    }
  }

  private decide(append: Append, texts: readonly string[], created: number, outcomes: Outcomes): void {
    const stream = this.heads.find(append.stream);
    const head = stream?.head ?? NO_STREAM;
    if (append.expected === ANY || append.expected === STREAM_EXISTS) {
      if (append.expected === STREAM_EXISTS && head < 0) return refuse(outcomes, head);
      const first = stream === undefined ? undefined : this.heads.recent(stream).get(bareId(texts[append.at] as string));
      if (stream !== undefined && first !== undefined) return this.repeat(append, texts, stream, first, outcomes);
    } else if (append.expected < head) {
      return this.repeat(append, texts, stream as StreamHead, append.expected + 1, outcomes);
    } else if (append.expected > head) {
      return refuse(outcomes, head);
    }
    this.record(append, texts, stream ?? this.heads.create(append.stream), created, outcomes);
  }

  /** The same events at the same place were appended before; anything else at that place is a conflict. */
  private repeat(append: Append, texts: readonly string[], stream: StreamHead, from: number, outcomes: Outcomes): void {
    const last = from + append.count - 1;
    if (last > stream.head) return refuse(outcomes, stream.head);
    const recorded = this.findIds.all(stream.id, from, last) as { id: string }[];
    const same = recorded.every(({ id }, i) => id === bareId(texts[append.at + i * TEXTS_PER_EVENT] as string));
    if (!same) return refuse(outcomes, stream.head);
    const { position } = this.findPosition.get(stream.id, last) as { position: number };
    outcomes.push(REPEATED, last, position);
  }

  private record(append: Append, texts: readonly string[], stream: StreamHead, created: number, outcomes: Outcomes): void {
    let at = append.at;
    for (let i = 0; i < append.count; i++, at += TEXTS_PER_EVENT) {
      this.position += 1;
      stream.head += 1;
      this.insert.run(this.position, stream.id, stream.head, texts[at], texts[at + 1], created, texts[at + 2], texts[at + 3]);
      if (stream.recent !== undefined) remember(stream.recent, bareId(texts[at] as string), stream.head);
    }
    outcomes.push(APPENDED, stream.head, this.position);
  }

  private undo(): void {
    this.broken = true;
    this.heads.clear();
    // A full disk may have rolled back already.
    if (this.db.isTransaction) this.db.exec('ROLLBACK');
    this.position = this.lastPosition();
    this.broken = false;
  }

  private lastPosition(): number {
    return (this.findLast.get() as { position: number | null }).position ?? 0;
  }
}

function refuse(outcomes: Outcomes, head: number): void {
  outcomes.push(WRONG_REVISION, head, 0);
}

function remember(recent: Map<string, number>, id: string, revision: number): void {
  recent.set(id, revision);
  if (recent.size <= 2 * RECENT_EVENTS) return;
  for (const [old, at] of recent) if (at <= revision - RECENT_EVENTS) recent.delete(old);
}

const bareId = (id: string): string => id.replaceAll('-', '');
