import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite';
import { EventStoreUnavailable } from '../port';

const NAMES_MAX = 100_000;

/** Names of streams by their numbers, the ones asked for lately kept. */
export class StreamNames {
  private readonly names = new Map<number, string>();
  private readonly find: StatementSyncInstance;

  constructor(db: DatabaseSyncInstance) {
    // As bytes: a driver would end the name at a zero byte that somebody put there.
    this.find = db.prepare('SELECT CAST(name AS BLOB) AS name FROM streams WHERE id = ?');
  }

  /** Throws `EventStoreUnavailable` when the stream has none. */
  of(stream: number): string {
    const known = this.names.get(stream);
    if (known !== undefined) return known;
    const row = this.find.get(stream) as { name: Uint8Array } | undefined;
    if (row === undefined) throw new EventStoreUnavailable(`stream number ${stream} has lost its name: the file is damaged`);
    const name = Buffer.from(row.name).toString();
    if (this.names.size >= NAMES_MAX) this.names.clear();
    this.names.set(stream, name);
    return name;
  }
}
