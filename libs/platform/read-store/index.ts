import type { Projection } from '@ledger/kit';
import { LedgerReadStore } from './ledger-read-store';
import type { ReadStore } from './port';
import { PostgresDatabase } from './postgres-database';
import { SqliteDatabase } from './sqlite-database';

export * from './port';
export type { RecordedCommand } from './journal';
export type { Poison } from './participant';
export { Superseded } from './database';

/**
 * For the thread that a runner lives in (`resourceLimits`): what a batch makes then dies young, which rebuilds a fifth faster
 * than with V8's default of 16 MB.
 */
export const RUNNER_THREAD_LIMITS = { maxYoungGenerationSizeMb: 96 } as const;

/** The read store of one machine: `read-store.sqlite` in the folder. May be opened by several threads and processes at once. */
export const openSqliteReadStore = (folder: string, projections: readonly Projection[]): Promise<ReadStore> =>
  LedgerReadStore.open(new SqliteDatabase(folder), projections);

/** The read store on a PostgreSQL server, `postgres://user:password@host:port/database`. */
export const openPostgresReadStore = (url: string, projections: readonly Projection[]): Promise<ReadStore> =>
  LedgerReadStore.open(new PostgresDatabase(url), projections);
