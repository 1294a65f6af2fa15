import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite';
import { EventStoreUnavailable } from '../port';

/** A power of two. */
const SLOTS = 131_072;

/** Names of streams by their numbers, the ones asked for lately kept: each number has its slot, which is quicker found than an entry of a Map. */
export class StreamNames {
  private readonly numbers = new Float64Array(SLOTS);
  private readonly names = new Array<string>(SLOTS);
  private readonly find: StatementSyncInstance;

  constructor(db: DatabaseSyncInstance) {
    // As bytes: a driver would end the name at a zero byte that somebody put there.
    this.find = db.prepare('SELECT CAST(name AS BLOB) AS name FROM streams WHERE id = ?');
  }

  /** Throws `EventStoreUnavailable` when the stream has none. */
  of(stream: number): string {
    const slot = stream & (SLOTS - 1);
    const known = this.numbers[slot] === stream ? this.names[slot] : undefined;
    if (known !== undefined) return known;
    const row = this.find.get(stream) as { name: Uint8Array } | undefined;
    if (row === undefined) throw new EventStoreUnavailable(`stream number ${stream} has lost its name: the file is damaged`);
    const name = Buffer.from(row.name).toString();
    this.numbers[slot] = stream;
    this.names[slot] = name;
    return name;
  }
}
