import { Pool, types, type PoolClient, type QueryConfig } from 'pg';
import { paramsOf, Superseded, type Database, type Statement, type StoredRow } from './database';
import { postgresDialect } from './postgres-dialect';

const INT8 = 20;
const INT4 = 23;
const UNDEFINED_TABLE = '42P01';
const SNAPSHOT_TRIES = 3;
/** Statements are prepared per connection under a short name; beyond this many the rest are planned each time. */
const STATEMENTS_MAX = 500;

const bigints = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => (oid === INT8 || oid === INT4 ? (text: string) => BigInt(text) : types.getTypeParser(oid, format as 'text')),
};

/** A pool on `postgres://…`; each query is a read-only snapshot, each batch one transaction. */
export class PostgresDatabase implements Database {
  readonly dialect = postgresDialect;
  private readonly pool: Pool;
  private readonly names = new Map<string, string>();

  constructor(url: string, connections = 8) {
    this.pool = new Pool({ connectionString: url, max: connections, types: bigints as never });
    // An idle connection that breaks is replaced; the next statement says so if the server is gone.
    this.pool.on('error', () => undefined);
  }

  async read(statement: Statement): Promise<readonly StoredRow[]> {
    return this.connected((client) => this.all(client, statement));
  }

  async snapshot(first: Statement, next: (rows: readonly StoredRow[]) => readonly Statement[]): Promise<readonly (readonly StoredRow[])[]> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.transaction('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', async (client) => {
          const results: (readonly StoredRow[])[] = [];
          for (const statement of next(await this.all(client, first))) results.push(await this.all(client, statement));
          return results;
        });
      } catch (error) {
        // A table may be dropped between reading the pointer and reading the table: the pointer then leads to another.
        if (!(error instanceof Superseded) || tries === SNAPSHOT_TRIES) throw error;
      }
    }
  }

  async write(statements: readonly Statement[]): Promise<void> {
    await this.transaction('BEGIN', async (client) => {
      for (const statement of statements) {
        const { rowCount } = await this.run(client, this.config(statement));
        if (statement.expect !== undefined && rowCount !== statement.expect) {
          throw new Superseded(`${rowCount} rows changed instead of ${statement.expect}: ${statement.sql}`);
        }
      }
    });
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  private async all(client: PoolClient, statement: Statement): Promise<readonly StoredRow[]> {
    return (await this.run(client, { ...this.config(statement), rowMode: 'array' })).rows;
  }

  private async run(client: PoolClient, config: QueryConfig & { rowMode?: 'array' }): Promise<{ rows: StoredRow[]; rowCount: number | null }> {
    try {
      return await client.query(config as QueryConfig);
    } catch (error) {
      throw (error as { code?: string }).code === UNDEFINED_TABLE ? new Superseded((error as Error).message) : error;
    }
  }

  private config(statement: Statement): { text: string; values: unknown[]; name?: string } {
    const { sql } = statement;
    const params = paramsOf(statement);
    let name = this.names.get(sql);
    if (!name && params.length > 0 && this.names.size < STATEMENTS_MAX) {
      name = `s${this.names.size}`;
      this.names.set(sql, name);
    }
    return { text: sql, values: [...params], name };
  }

  private async transaction<T>(begin: string, work: (client: PoolClient) => Promise<T>): Promise<T> {
    return this.connected(async (client) => {
      await client.query(begin);
      try {
        const result = await work(client);
        await client.query('COMMIT');
        return result;
      } catch (error) {
        await client.query('ROLLBACK').catch(() => undefined);
        throw error;
      }
    });
  }

  private async connected<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    const onError = (error: Error) => (broken = error);
    client.on('error', onError);
    try {
      return await work(client);
    } finally {
      client.off('error', onError);
      client.release(broken);
    }
  }
}
