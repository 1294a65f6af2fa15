import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite';
import { isUpgraded, openForReading, unavailable } from './database';
import { dashed } from './event-rows';

/** A row of the events as it lies on disk, to the byte. Text stands for its UTF-8 bytes; bytes are given where no text has them. */
export interface StoredRow {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly created: number;
  readonly data: string | Uint8Array;
  readonly metadata: string | Uint8Array;
  /** Not the ledger's own but sent by a client, which the ledger's own reading steps over. */
  readonly isSent: boolean;
}

type Row = [position: number, stream: number, revision: number, id: string, type: string, created: number, data: string, metadata: string, lengths: number, isSent: number];

const NAMES_MAX = 100_000;
const REPLACEMENT = '\ufffd';
const sqlOf = (sent: string): string => `
  SELECT position, stream, revision, lower(hex(id)), type, created, data, metadata, octet_length(type) + octet_length(data) + octet_length(metadata), ${sent}
  FROM events WHERE position > ? ORDER BY position LIMIT ?`;

/**
 * Reads the file of an embedded store for whoever verifies it, with nothing believed. A driver ends a text at a zero byte and
 * replaces what is not UTF-8: where the length on disk says that this has happened, the bytes themselves are given.
 */
export class StoredRows {
  private readonly db: DatabaseSyncInstance;
  private readonly page: StatementSyncInstance;
  private readonly findName: StatementSyncInstance;
  private readonly names = new Map<number, string>();

  /** Throws `EventStoreUnavailable`. */
  constructor(private readonly folder: string) {
    this.db = openForReading(folder);
    this.page = this.asking(() => this.db.prepare(sqlOf(isUpgraded(this.db) ? 'sent IS NOT NULL' : '0'), { returnArrays: true }));
    this.findName = this.asking(() => this.db.prepare('SELECT CAST(name AS BLOB) AS name FROM streams WHERE id = ?'));
  }

  head(): number {
    return this.asking(() => (this.db.prepare('SELECT max(position) AS head FROM events').get() as { head: number | null }).head ?? 0);
  }

  /** The first `limit` rows after a position. Throws `EventStoreUnavailable` where the file cannot be read. */
  after(position: number, limit: number): StoredRow[] {
    return this.asking(() => (this.page.all(position, limit) as unknown as Row[]).map((row) => this.row(row)));
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

  private row([position, stream, revision, id, type, created, data, metadata, lengths, isSent]: Row): StoredRow {
    const name = this.name(stream);
    const row = { position, stream: name, revision, id: dashed(id), type, created, data, metadata, isSent: isSent === 1 };
    const isWhole = typeof type === 'string' && typeof data === 'string' && typeof metadata === 'string' && Buffer.byteLength(type) + Buffer.byteLength(data) + Buffer.byteLength(metadata) === lengths;
    return isWhole && !data.includes(REPLACEMENT) && !metadata.includes(REPLACEMENT) ? row : { ...row, ...this.bytes(position) };
  }

  private bytes(position: number): Pick<StoredRow, 'type' | 'data' | 'metadata'> {
    const sql = 'SELECT CAST(type AS BLOB) AS type, CAST(data AS BLOB) AS data, CAST(metadata AS BLOB) AS metadata FROM events WHERE position = ?';
    const { type, data, metadata } = this.db.prepare(sql).get(position) as { type: Uint8Array; data: Uint8Array; metadata: Uint8Array };
    return { type: Buffer.from(type).toString(), data, metadata };
  }

  private name(stream: number): string {
    const known = this.names.get(stream);
    if (known !== undefined) return known;
    const row = this.findName.get(stream) as { name: Uint8Array } | undefined;
    if (row === undefined) throw new Error(`stream number ${stream} has lost its name`);
    if (this.names.size >= NAMES_MAX) this.names.clear();
    const name = Buffer.from(row.name).toString();
    this.names.set(stream, name);
    return name;
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
