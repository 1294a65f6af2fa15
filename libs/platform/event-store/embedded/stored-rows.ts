import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { isUpgraded, openForReading, unavailable } from './database';
import { RawPages, type RawEvent } from './raw-pages';

/** Reads the file of an embedded store for whoever verifies it, with nothing believed. */
export class StoredRows {
  private readonly db: DatabaseSyncInstance;
  private readonly pages: RawPages;

  /** Throws `EventStoreUnavailable`. */
  constructor(private readonly folder: string) {
    this.db = openForReading(folder);
    this.pages = this.asking(() => new RawPages(this.db));
  }

  head(): number {
    return this.asking(() => (this.db.prepare('SELECT max(position) AS head FROM events').get() as { head: number | null }).head ?? 0);
  }

  /** The first `limit` events after a position. Throws `EventStoreUnavailable` where the file cannot be read. */
  after(position: number, limit: number): RawEvent[] {
    return this.asking(() => this.pages.after(position, limit));
  }

  /** How many entries of the index of streams are missing, surplus or wrong: by it an event could be hidden from those who read a stream. */
  misplaced(): number {
    return this.atOnce(() => {
      if (!isUpgraded(this.db)) return 0;
      const count = (sql: string): number => (this.db.prepare(sql).get() as { n: number }).n;
      const right = count('SELECT count(*) AS n FROM places p JOIN events e ON e.position = p.position AND e.stream = p.stream AND e.revision = p.revision WHERE p.position <= (SELECT max(position) FROM placed)');
      const [listed, placed] = [count('SELECT count(*) AS n FROM places'), count('SELECT count(*) AS n FROM events WHERE position <= (SELECT max(position) FROM placed)')];
      return Math.max(listed, placed) - right;
    });
  }

  close(): void {
    this.db.close();
  }

  /** In one state of the file, which a running server goes on to change. */
  private atOnce<T>(ask: () => T): T {
    return this.asking(() => {
      this.db.exec('BEGIN');
      try {
        return ask();
      } finally {
        this.db.exec('COMMIT');
      }
    });
  }

  private asking<T>(ask: () => T): T {
    try {
      return ask();
    } catch (error) {
      throw unavailable(`cannot read the event store in ${this.folder}`, error);
    }
  }
}
