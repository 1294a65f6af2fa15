import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSyncInstance } from '@photostructure/sqlite';
import { paramsOf, Superseded, type Database, type Statement, type StoredRow } from './database';
import { sqliteDialect } from './sqlite-dialect';

const STATEMENTS_MAX = 1_000;
/** Reports read a table whole, again and again, and a rebuild comes to pages in no order: a quarter of this made it a fifth slower with a million events. */
const CACHE_KIB = 65_536;

/**
 * One connection to `<folder>/read-store.sqlite`. Several threads and processes may open it: one writes, all read (WAL).
 * `synchronous=NORMAL`: a power cut may lose the last batches, never consistency; their events are read again.
 */
export class SqliteDatabase implements Database {
  readonly dialect = sqliteDialect;
  private readonly connection: InstanceType<typeof DatabaseSync>;
  private readonly prepared = new Map<string, StatementSyncInstance>();

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.connection = new DatabaseSync(join(folder, 'read-store.sqlite'), { timeout: 10_000 });
    this.connection.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -${CACHE_KIB}; PRAGMA wal_autocheckpoint = 4000; PRAGMA temp_store = MEMORY`);
  }

  async read(statement: Statement): Promise<readonly StoredRow[]> {
    return this.all(statement);
  }

  async snapshot(first: Statement, next: (rows: readonly StoredRow[]) => readonly Statement[]): Promise<readonly (readonly StoredRow[])[]> {
    return this.transaction('BEGIN', () => next(this.all(first)).map((statement) => this.all(statement)));
  }

  async write(statements: readonly Statement[]): Promise<void> {
    this.transaction('BEGIN IMMEDIATE', () => {
      for (const statement of statements) {
        const { sql, expect } = statement;
        const { changes } = namingDropped(() => this.statement(sql).run(...paramsOf(statement)));
        if (expect !== undefined && Number(changes) !== expect) throw new Superseded(`${changes} rows changed instead of ${expect}: ${sql}`);
      }
    });
  }

  async close(): Promise<void> {
    this.prepared.clear();
    this.connection.close();
  }

  private all(statement: Statement): readonly StoredRow[] {
    return namingDropped(() => this.statement(statement.sql).all(...paramsOf(statement)) as StoredRow[]);
  }

  /** Nothing may be awaited between BEGIN and COMMIT: the connection serves every caller of this thread. */
  private transaction<T>(begin: string, work: () => T): T {
    this.statement(begin).run();
    try {
      const result = work();
      this.statement('COMMIT').run();
      return result;
    } catch (error) {
      if (this.connection.isTransaction) this.connection.exec('ROLLBACK');
      throw error;
    }
  }

  private statement(sql: string): StatementSyncInstance {
    const known = this.prepared.get(sql);
    if (known) return known;
    if (this.prepared.size >= STATEMENTS_MAX) this.prepared.delete(this.prepared.keys().next().value!);
    const statement = this.connection.prepare(sql);
    statement.setReadBigInts(true);
    statement.setReturnArrays(true);
    this.prepared.set(sql, statement);
    return statement;
  }
}

/** A table that somebody's swap has dropped is missed when a statement is prepared, and when one prepared before runs again. */
function namingDropped<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { message } = error as Error;
    throw message.startsWith('no such table') ? new Superseded(message) : error;
  }
}
