import type { Storage } from '@ledger/kit';

/** A value as a column holds it. Integers are read back as bigints. */
export type Stored = string | bigint | number | boolean | null;

/** One SQL statement; `expect` is how many rows it must change, for compare-and-swap. */
export interface Statement {
  readonly sql: string;
  /** Made when the statement runs, if there are many: what lives briefly costs the garbage collector nothing. */
  readonly params: readonly unknown[] | (() => readonly unknown[]);
  readonly expect?: number;
}

export const paramsOf = ({ params }: Statement): readonly unknown[] => (typeof params === 'function' ? params() : params);

/** Rows to insert: `push` appends the values of one to the parameters. */
export interface RowsToInsert {
  readonly length: number;
  push(index: number, params: unknown[]): void;
}

export const rowsToInsert = (rows: readonly StoredRow[]): RowsToInsert => ({
  length: rows.length,
  push: (index, params) => params.push(...rows[index]!),
});

/** Rows are arrays in the order of the statement's columns. */
export type StoredRow = readonly Stored[];

/** Somebody else moved a checkpoint first, or swapped a build and dropped its table; nothing of the transaction was written. */
export class Superseded extends Error {
  override readonly name = 'Superseded';
}

/** What differs between SQLite and PostgreSQL in the statements themselves. */
export interface Dialect {
  readonly name: 'sqlite' | 'postgres';
  /** Column types; text compares by bytes in both. */
  readonly types: { readonly [storage in Storage]: string };
  /** What follows a table's column list. */
  readonly tableSuffix: string;
  /** The same of a table that is nothing but its key. */
  readonly keyedTableSuffix: string;
  /** The placeholder of the n-th parameter, from 1. */
  placeholder(n: number): string;
  boolean(value: boolean): Stored;
  /** The exact sum of a column, 0 for no values. */
  sum(column: string): string;
  /** One row per `by`: the latest fact, of one day the later position, of one position the greater key. */
  latest(asked: LatestFacts): string;
  /** Inserts whole rows, in the order of `columns`. */
  insert(table: string, columns: readonly TypedColumn[], rows: RowsToInsert): Statement[];
  /** Sets one column of rows found by `where`; a row is the where values followed by the new value. Each must change one row. */
  update(table: string, where: readonly TypedColumn[], set: TypedColumn, also: string, rows: readonly StoredRow[]): Statement[];
  /** Rows whose `where` columns equal one of `keys`. */
  selectByKeys(table: string, columns: readonly string[], where: readonly TypedColumn[], also: string, keys: readonly StoredRow[]): Statement[];
}

export interface LatestFacts {
  readonly columns: string;
  /** `FROM … WHERE …` */
  readonly from: string;
  readonly by: readonly StoredColumn[];
  readonly order: string;
  /** What of the key `by` leaves open. */
  readonly tie: readonly StoredColumn[];
}

export interface StoredColumn extends TypedColumn {
  readonly field: { readonly storage: Storage };
}

export interface TypedColumn {
  readonly name: string;
  /** SQL type of the dialect, without collation. */
  readonly type: string;
}

/** A connection (SQLite) or a pool (PostgreSQL). */
export interface Database {
  readonly dialect: Dialect;
  read(statement: Statement): Promise<readonly StoredRow[]>;
  /** Runs `first`, then what `next` makes of its rows, on one snapshot; returns the rows of each of the latter. */
  snapshot(first: Statement, next: (rows: readonly StoredRow[]) => readonly Statement[]): Promise<readonly (readonly StoredRow[])[]>;
  /** All or none, in one transaction; throws `Superseded` when an `expect` is not met. */
  write(statements: readonly Statement[]): Promise<void>;
  close(): Promise<void>;
}

/** Quotes an identifier that comes from a table definition, never from a request. */
export function quote(identifier: string): string {
  const known = QUOTED.get(identifier);
  if (known) return known;
  if (!/^[A-Za-z_][A-Za-z0-9_$]*$/.test(identifier)) throw new Error(`not an identifier: ${identifier}`);
  const quoted = `"${identifier}"`;
  QUOTED.set(identifier, quoted);
  return quoted;
}

/** As many as the definitions have names. */
const QUOTED = new Map<string, string>();

/** The largest position: what an open row is valid to. */
export const OPEN = 9_223_372_036_854_775_807n;
