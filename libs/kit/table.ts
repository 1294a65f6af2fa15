import type { Shape, Values } from './field';
import { hasPersonal } from './personal';
import type { Readable } from './readable';
import type { Words } from './words';

/**
 * A disposable table of a projection. *Current* tables hold a row's state with its validity in positions:
 * they answer `knownAt`. *Dated* tables hold one row per fact with its effective day as well: they answer
 * `asOf` and `knownAt`. Either way the interpreter keeps every row version.
 */
export interface Table<S extends Shape = Shape, K extends keyof S & string = keyof S & string> {
  /** `<register>_<noun>`, snake case, unique in the read store. */
  readonly name: string;
  readonly kind: 'current' | 'dated';
  readonly label: Words;
  readonly columns: S;
  /** What identifies a row: of a dated table, what identifies the fact. */
  readonly key: readonly K[];
  /** Further column lists worth an index. */
  readonly indexes: readonly (readonly (keyof S & string)[])[];
  /** Personal data shown beside the rows. */
  readonly readable?: Readable;
}

interface TableOptions<S extends Shape, K extends keyof S & string> {
  readonly label: Words;
  readonly columns: S;
  readonly key: readonly K[];
  readonly indexes?: readonly (readonly (keyof S & string)[])[];
  readonly readable?: Readable;
}

/** Rows keep every version for ever, so that nothing in them could be forgotten. */
function withoutPersonal<S extends Shape, K extends keyof S & string>(table: Table<S, K>): Table<S, K> {
  if (hasPersonal(table.columns)) throw new Error(`${table.name}: personal data are no columns of a table; list them under “readable”`);
  return table;
}

export const currentTable = <const S extends Shape, const K extends keyof S & string>(
  name: string,
  options: TableOptions<S, K>,
): Table<S, K> => withoutPersonal({ indexes: [], ...options, name, kind: 'current' });

export const datedTable = <const S extends Shape, const K extends keyof S & string>(
  name: string,
  options: TableOptions<S, K>,
): Table<S, K> => withoutPersonal({ indexes: [], ...options, name, kind: 'dated' });

export type RowOf<T> = T extends Table<infer S, any> ? Values<S> : never;
export type KeyOf<T> = T extends Table<infer S, infer K> ? Pick<Values<S>, K & keyof Values<S>> : never;

/**
 * What an event does to a table. `put` sets a whole row (of a dated table: records a fact, on `effectiveOn`),
 * `patch` changes columns of a row that exists, `add` adds to integer columns of a row that exists,
 * `drop` ends a row. Nothing is lost: the row as it was before stays readable at earlier positions.
 */
export type Change =
  | { readonly op: 'put'; readonly table: Table<any, any>; readonly row: Readonly<Record<string, unknown>>; readonly effectiveOn?: string }
  | { readonly op: 'patch'; readonly table: Table<any, any>; readonly key: Readonly<Record<string, unknown>>; readonly set: Readonly<Record<string, unknown>> }
  | { readonly op: 'add'; readonly table: Table<any, any>; readonly key: Readonly<Record<string, unknown>>; readonly by: Readonly<Record<string, bigint>> }
  | { readonly op: 'drop'; readonly table: Table<any, any>; readonly key: Readonly<Record<string, unknown>> };

/** `effectiveOn` is for dated tables; default: the event's. */
export const put = <T extends Table<any, any>>(table: T, row: RowOf<T>, effectiveOn?: string): Change => ({ op: 'put', table, row: row as Record<string, unknown>, effectiveOn });

export const patch = <T extends Table<any, any>>(table: T, key: KeyOf<T>, set: Partial<RowOf<T>>): Change => ({
  op: 'patch', table, key: key as Record<string, unknown>, set: set as Record<string, unknown>,
});

export const add = <T extends Table<any, any>>(
  table: T,
  key: KeyOf<T>,
  by: { readonly [C in keyof RowOf<T>]?: RowOf<T>[C] extends bigint ? bigint : never },
): Change => ({ op: 'add', table, key: key as Record<string, unknown>, by: by as Record<string, bigint> });

export const drop = <T extends Table<any, any>>(table: T, key: KeyOf<T>): Change => ({ op: 'drop', table, key: key as Record<string, unknown> });
