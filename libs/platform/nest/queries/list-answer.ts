import { encodeShape, type JsonObject, type Projection, type Shape } from '@ledger/kit';

type Table = Projection['tables'][number];

/** Rows that were read for one page of a list: one more than the page holds, where there are more. */
export interface ReadList {
  readonly table: Table;
  readonly rows: readonly object[];
  readonly position: bigint;
  readonly asOf: string | undefined;
  readonly limit: number;
  readonly offset: number;
  /** What was asked, path and query: the address of the next page is made from it. */
  readonly address: string;
}

/** A page of a list as it is answered, wherever its rows were read; without anybody's personal data. */
export function listAnswer({ table, rows, position, asOf, limit, offset, address }: ReadList): JsonObject & { readonly rows: JsonObject[] } {
  return {
    position: position.toString(),
    ...(asOf === undefined ? {} : { asOf }),
    knownAt: position.toString(),
    columns: [...columnsJson(table.columns), ...columnsJson(table.readable?.columns ?? {}).map((column) => ({ ...column, personal: true }))],
    rows: rows.slice(0, limit).map((row) => rowJson(table, row as Record<string, unknown>)),
    ...(rows.length > limit ? { next: nextPage(address, offset + limit, position, asOf) } : {}),
  };
}

const columnsJson = (columns: Shape): JsonObject[] => Object.entries(columns).map(([key, { label, word }]) => ({ key, label: { ...label }, word }));

const rowJson = (table: Table, row: Record<string, unknown>): JsonObject => ({
  ...encodeShape(table.columns, row),
  ...(row.basis === undefined || 'basis' in table.columns ? {} : { basis: row.basis as string }),
});

/** The following page of the same rows: pinned to the position and day of this one. */
function nextPage(address: string, offset: number, position: bigint, asOf: string | undefined): string {
  const url = new URL(address, 'http://ledger.invalid');
  url.searchParams.set('offset', String(offset));
  url.searchParams.set('knownAt', position.toString());
  if (asOf !== undefined) url.searchParams.set('asOf', asOf);
  url.searchParams.delete('minPosition');
  return `${url.pathname}${url.search}`;
}
