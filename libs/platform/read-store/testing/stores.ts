import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Projection } from '@ledger/kit';
import { Client } from 'pg';
import { quote, type Database, type StoredRow } from '../database';
import { layoutOf } from '../layout';
import { LedgerReadStore } from '../ledger-read-store';
import { physicalName } from '../physical';
import type { ReadStore } from '../port';
import { PostgresDatabase } from '../postgres-database';
import { SqliteDatabase } from '../sqlite-database';
import { pointerOf, pointersStatement } from '../catalogue';
import { newPostgresDatabase } from './postgres';

export interface OpenedStore {
  readonly store: ReadStore;
  readonly database: Database;
  /** Another connection to the same rows, as another thread, process or version of the code would have. */
  again(projections?: readonly Projection[]): Promise<OpenedStore>;
  close(): Promise<void>;
}

/** Opens empty read stores, one after another, over one kind of database. */
export interface Kind {
  readonly name: 'sqlite' | 'postgres';
  open(projections: readonly Projection[]): Promise<OpenedStore>;
}

async function opened(database: Database, projections: readonly Projection[], again: () => Database, remove: () => Promise<void> = async () => undefined): Promise<OpenedStore> {
  const store = await LedgerReadStore.open(database, projections);
  const close = async () => {
    await store.close();
    await remove();
  };
  return { store, database, close, again: (others = projections) => opened(again(), others, again) };
}

export const sqliteKind: Kind = {
  name: 'sqlite',
  open: (projections) => {
    const folder = mkdtempSync(join(tmpdir(), 'ledger-read-store-'));
    const connect = () => new SqliteDatabase(folder);
    return opened(connect(), projections, connect, async () => rmSync(folder, { recursive: true, force: true }));
  },
};

let url: Promise<string> | undefined;
let schemas = 0;

/** Each store is a schema of its own in one database of the test run's server. */
export const postgresKind: Kind = {
  name: 'postgres',
  open: async (projections) => {
    const base = await (url ??= newPostgresDatabase('read_store'));
    const schema = `s${(schemas += 1)}`;
    await execute(base, `CREATE SCHEMA ${schema}`);
    const connect = () => new PostgresDatabase(`${base}?options=${encodeURIComponent(`-c search_path=${schema}`)}`, 2);
    return opened(connect(), projections, connect, () => execute(base, `DROP SCHEMA ${schema} CASCADE`));
  },
};

export const kinds: readonly Kind[] = [sqliteKind, postgresKind];

async function execute(connectionString: string, sql: string): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

export interface Dump {
  readonly [table: string]: readonly (readonly string[])[];
}

/** Every row version of every table as text, in order: what two stores must have in common byte for byte. */
export async function dump({ database }: OpenedStore, projections: readonly Projection[]): Promise<Dump> {
  const pointers = new Map((await database.read(pointersStatement(database))).map(pointerOf).map((pointer) => [pointer.name, pointer]));
  const tables: { [table: string]: string[][] } = {};
  for (const { name, tables: own } of projections) {
    const { version, build } = pointers.get(name)!;
    for (const table of own) {
      const { stored, keyColumns } = layoutOf(table, database.dialect);
      const columns = stored.map((column) => quote(column.name)).join(', ');
      const order = [...keyColumns.map((column) => quote(column.name)), '"valid_from"'].join(', ');
      const rows = await database.read({ sql: `SELECT ${columns} FROM ${quote(physicalName(table.name, version, build))} ORDER BY ${order}`, params: [] });
      tables[table.name] = rows.map(asText);
    }
  }
  return tables;
}

const asText = (row: StoredRow): string[] => row.map((value) => (value === null ? 'NULL' : typeof value === 'boolean' ? String(Number(value)) : String(value)));
