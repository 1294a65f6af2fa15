import type { Projection } from '@ledger/kit';
import { LedgerReadStore } from './ledger-read-store';
import type { ReadStore } from './port';
import { PostgresDatabase } from './postgres-database';
import { SqliteDatabase } from './sqlite-database';

export * from './port';
export type { RecordedCommand } from './journal';
export type { Poison } from './participant';
export { Superseded } from './database';

/** The read store of one machine: `read-store.sqlite` in the folder. May be opened by several threads and processes at once. */
export const openSqliteReadStore = (folder: string, projections: readonly Projection[]): Promise<ReadStore> =>
  LedgerReadStore.open(new SqliteDatabase(folder), projections);

/** The read store on a PostgreSQL server, `postgres://user:password@host:port/database`. */
export const openPostgresReadStore = (url: string, projections: readonly Projection[]): Promise<ReadStore> =>
  LedgerReadStore.open(new PostgresDatabase(url), projections);
