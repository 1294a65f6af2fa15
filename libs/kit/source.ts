import type { Basis } from './act';
import type { RowOf, Table } from './table';

/** A column's value, a list of values, or a range (either end may be left out, both are included). */
export type Condition<V> = V | { readonly in: readonly V[] } | { readonly from?: V; readonly to?: V };
export type Where<T> = { readonly [C in keyof RowOf<T>]?: Condition<RowOf<T>[C]> };

/** The weakest basis among the facts behind a row; absent when all were recorded for real. */
export interface WithBasis {
  readonly basis?: Basis;
}

/** What a query asks of one table: one SQL statement, at any position and, for dated tables, on any day. */
export interface Source<R = any> {
  readonly kind: 'list' | 'latest' | 'sum';
  readonly table: Table<any, any>;
  readonly where: { readonly [column: string]: Condition<any> };
  /** `latest`: one row per these columns. `sum`: grouped by them. */
  readonly by: readonly string[];
  /** `sum`: the integer columns added up, exactly. */
  readonly of: readonly string[];
  /** `sum`: the name under which the number of facts is returned. */
  readonly count?: string;
  /** Another day than the query's `asOf`, or facts after a day (`after` excluded). */
  readonly asOf?: string;
  readonly after?: string;
  readonly order: readonly { readonly column: string; readonly descending: boolean }[];
  readonly limit?: number;
  readonly offset?: number;
  /** Carries the row type; never present. */
  readonly row?: R;
}

type Column<T> = keyof RowOf<T> & string;
const ordered = (columns: readonly string[]) => columns.map((column) => ({ column: column.replace(/^-/, ''), descending: column.startsWith('-') }));

interface Page<T> {
  readonly where?: Where<T>;
  /** Columns, `-` before one for descending; the key always breaks ties. */
  readonly order?: readonly (Column<T> | `-${Column<T>}`)[];
  readonly limit?: number;
  readonly offset?: number;
}

/** Rows of a current table, as they were known; of a dated table, every fact in force on the day. */
export const list = <T extends Table<any, any>>(table: T, options: Page<T> = {}): Source<RowOf<T> & WithBasis> => ({
  kind: 'list', table, where: options.where ?? {}, by: [], of: [], order: ordered(options.order ?? []), limit: options.limit, offset: options.offset,
});

/** Of a dated table, the latest fact per `by` on the day (ties: the later position). `where` may only name `by` columns. */
export const latest = <T extends Table<any, any>, B extends Column<T>>(
  table: T,
  options: { readonly by: readonly B[]; readonly where?: { readonly [C in B]?: Condition<RowOf<T>[C]> }; readonly asOf?: string },
): Source<RowOf<T> & WithBasis> => ({
  kind: 'latest', table, where: options.where ?? {}, by: options.by, of: [], asOf: options.asOf, order: [],
});

/** Of a dated table, integer columns added up per `by`, ordered by `by`. */
export const sum = <T extends Table<any, any>, B extends Column<T>, V extends Column<T>>(
  table: T,
  options: {
    readonly by: readonly B[];
    readonly of: readonly V[];
    readonly where?: Where<T>;
    readonly count?: string;
    readonly asOf?: string;
    readonly after?: string;
  },
): Source<Pick<RowOf<T>, B> & { readonly [C in V]: bigint } & WithBasis> => ({
  kind: 'sum', table, where: options.where ?? {}, by: options.by, of: options.of, count: options.count, asOf: options.asOf, after: options.after, order: [],
});
