import { chmodSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { onlyAnswerOf, startThread } from '@ledger/platform/thread';
import { MIGRATIONS } from './schema';
import type { FromScrubThread, ScrubThreadSettings } from './scrub-thread';

const DATABASE_FILE = 'office.db';
/** Marks the file as an office store of this ledger (SQLite's `application_id`): "LDGO". */
const APPLICATION_ID = 0x4c44474f;
const BUSY_MS = 5_000;
const PAGE_BYTES = 4_096;

/** The office store cannot take or give rows now (disk full, read-only folder, closed); what was asked for did not happen. */
export class OfficeStoreUnavailable extends Error {
  override readonly name = 'OfficeStoreUnavailable';
  constructor(
    message: string,
    readonly reason: 'disk-full' | 'read-only' | 'busy' | 'corrupt' | 'newer-format' | 'other',
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const REASONS: { readonly [errcode: number]: OfficeStoreUnavailable['reason'] } = {
  5: 'busy', 8: 'read-only', 10: 'other', 11: 'corrupt', 13: 'disk-full', 14: 'other', 26: 'corrupt',
};

const TEXTS: { readonly [reason in OfficeStoreUnavailable['reason']]: string } = {
  'disk-full': 'the disk is full',
  'read-only': 'the folder or file is read-only',
  'busy': 'another process holds it',
  'corrupt': 'the file is damaged',
  'newer-format': 'the file is of a newer program',
  'other': 'it cannot be read or written',
};

/** The error a caller sees for whatever SQLite or the file system said; errors of our own pass through. */
export function officeStoreUnavailable(error: unknown): OfficeStoreUnavailable {
  if (error instanceof OfficeStoreUnavailable) return error;
  const { errcode, code, message } = error as { errcode?: number; code?: string; message: string };
  // A prepared statement's errors come without SQLite's number.
  const known = REASONS[(errcode ?? 0) & 0xff] ?? (/malformed|not a database/.test(message) ? 'corrupt' : 'other');
  const reason = code === 'ENOSPC' ? 'disk-full' : code === 'EROFS' || code === 'EACCES' ? 'read-only' : known;
  return new OfficeStoreUnavailable(`office store: ${TEXTS[reason]} (${message})`, reason, { cause: error });
}

export type SqlValue = null | bigint | number | string | Uint8Array;
export type Row = Record<string, SqlValue>;

/** A prepared statement whose errors are `OfficeStoreUnavailable`; integers come back as bigints. */
export interface Statement {
  get(...values: readonly SqlValue[]): Row | undefined;
  all(...values: readonly SqlValue[]): Row[];
  /** Number of rows changed. */
  run(...values: readonly SqlValue[]): number;
}

/** The one file behind the office store. Several processes may have it open: each statement is its own transaction. */
export class OfficeDatabase {
  private constructor(
    private readonly db: DatabaseSyncInstance,
    private readonly path: string,
  ) {}

  /**
   * Opens `office.db` in `folder`, making both when there are none. `bytesMax` bounds the file (default: the disk).
   * @throws OfficeStoreUnavailable also when a newer program wrote the file.
   */
  static open(folder: string, bytesMax?: number): OfficeDatabase {
    let db: DatabaseSyncInstance | undefined;
    try {
      mkdirSync(folder, { recursive: true });
      const path = resolve(folder, DATABASE_FILE);
      db = new DatabaseSync(path, { timeout: BUSY_MS });
      chmodSync(path, 0o600);
      db.exec(`PRAGMA page_size = ${PAGE_BYTES}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON`);
      migrate(db, folder);
      if (bytesMax !== undefined) db.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor(bytesMax / PAGE_BYTES))}`);
      return new OfficeDatabase(db, path);
    } catch (error) {
      db?.close();
      throw officeStoreUnavailable(error);
    }
  }

  prepare(sql: string): Statement {
    return guarded(() => {
      const statement = this.db.prepare(sql);
      statement.setReadBigInts(true);
      return {
        get: (...values) => guarded(() => statement.get(...values) as Row | undefined),
        all: (...values) => guarded(() => statement.all(...values) as Row[]),
        run: (...values) => guarded(() => Number(statement.run(...values).changes)),
      };
    });
  }

  /** All of `use` or nothing of it. */
  transaction<T>(use: () => T): T {
    guarded(() => this.db.exec('BEGIN IMMEDIATE'));
    try {
      const result = use();
      guarded(() => this.db.exec('COMMIT'));
      return result;
    } catch (error) {
      if (this.db.isTransaction) this.db.exec('ROLLBACK');
      throw error;
    }
  }

  /**
   * Writes the whole file anew without what was deleted, and empties the log, in a thread of its own: no byte of it is left in
   * either when it resolves. Whoever writes meanwhile waits for it. Rejects with `OfficeStoreUnavailable` (`busy`) while somebody
   * reads an older state; then it is to be tried again.
   */
  async scrub(): Promise<void> {
    const worker = startThread(join(__dirname, 'scrub-thread'), { workerData: { path: this.path } satisfies ScrubThreadSettings });
    try {
      const answer = await onlyAnswerOf<FromScrubThread>(worker, 'scrubs the office store');
      if ('busy' in answer) throw new OfficeStoreUnavailable('office store: somebody still reads an older state', 'busy');
      if ('failed' in answer) throw Object.assign(new Error(answer.failed.message), answer.failed);
    } catch (error) {
      throw officeStoreUnavailable(error);
    }
  }

  close(): void {
    if (this.db.isOpen) this.db.close();
  }
}

function guarded<T>(use: () => T): T {
  try {
    return use();
  } catch (error) {
    throw officeStoreUnavailable(error);
  }
}

/** Brings the file to the newest format, one migration at a time, in one transaction. */
function migrate(db: DatabaseSyncInstance, folder: string): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    const application = pragma(db, 'application_id');
    const version = pragma(db, 'user_version');
    if (application !== APPLICATION_ID && pragma(db, 'schema_version') !== 0) {
      throw new OfficeStoreUnavailable(`${DATABASE_FILE} in ${folder} is not an office store`, 'corrupt');
    }
    if (version > MIGRATIONS.length) {
      const message = `the office store in ${folder} has format ${version}; this program knows format ${MIGRATIONS.length}`;
      throw new OfficeStoreUnavailable(message, 'newer-format');
    }
    for (const migration of MIGRATIONS.slice(version)) db.exec(migration);
    if (version < MIGRATIONS.length) db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${MIGRATIONS.length}`);
    db.exec('COMMIT');
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

function pragma(db: DatabaseSyncInstance, name: string): number {
  return Number((db.prepare(`PRAGMA ${name}`).get() as Row)[name]);
}
