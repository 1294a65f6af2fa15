import type { Catalogue, Row, TableDescription } from '@ledger/ui/api/catalogue';
import { textOf } from '@ledger/ui/api/problem';
import type { Words } from '@ledger/kit';
import type { Moment } from '@ledger/ui/moment/moment';
import type { LedgerSource } from './ledger-source';

/** A row that two sources give differently, or only one of them gives. */
export interface RowDifference {
  readonly key: string;
  readonly one?: Row;
  readonly other?: Row;
  /** Columns that differ. */
  readonly columns: readonly string[];
}

/** What comparing one table came to. */
export interface TableComparison {
  readonly table: TableDescription;
  readonly one: number;
  readonly other: number;
  /** The first of the rows that differ, and how many there are. */
  readonly differences: readonly RowDifference[];
  readonly differing: number;
  /** Why the table could not be compared. */
  readonly refused?: Words;
}

export interface ComparedSource {
  readonly source: LedgerSource;
  readonly moment: Moment;
}

const ROWS_PER_PAGE = 1_000;
const KEPT = 50;

/** Every row of a table by its key, all at one moment: as the first page's answer tells it. */
export interface RowsAt {
  readonly rows: ReadonlyMap<string, Row>;
  readonly position: string;
  /** Of a dated table. */
  readonly asOf?: string;
}

export async function allRows({ source, moment }: ComparedSource, table: TableDescription, signal?: AbortSignal): Promise<RowsAt> {
  const rows = new Map<string, Row>();
  let at: Moment = { knownAt: moment.knownAt, asOf: table.kind === 'dated' ? moment.asOf : undefined };
  for (let offset = 0; ; offset += ROWS_PER_PAGE) {
    const page = await source.list(table.path, { limit: ROWS_PER_PAGE, offset: offset || undefined }, at, signal);
    for (const row of page.rows) rows.set(keyOf(table, row), row);
    if (page.next === undefined) return { rows, position: page.position, ...(page.asOf !== undefined && { asOf: page.asOf }) };
    // What is recorded in the meantime would shift the rows between two pages.
    at = { knownAt: page.position, asOf: page.asOf };
  }
}

export const keyOf = (table: TableDescription, row: Row): string => table.key.map((column) => String(row[column])).join(' · ');

/** Rows that are not the same in both, in the order of the first, those that only the other has at the end. Personal data are no part of a row. */
export function differencesOf(table: TableDescription, one: ReadonlyMap<string, Row>, other: ReadonlyMap<string, Row>): readonly RowDifference[] {
  const columns = [...table.columns.map(({ key }) => key), 'basis'];
  const found: RowDifference[] = [];
  for (const [key, row] of one) {
    const twin = other.get(key);
    const differing = twin ? columns.filter((column) => !isSame(row[column], twin[column])) : [];
    if (!twin) found.push({ key, one: row, columns: [] });
    else if (differing.length > 0) found.push({ key, one: row, other: twin, columns: differing });
  }
  for (const [key, row] of other) if (!one.has(key)) found.push({ key, other: row, columns: [] });
  return found;
}

const isSame = (one: unknown, other: unknown): boolean => one === other || JSON.stringify(one) === JSON.stringify(other);

/** Compares table after table, each with every row that it has. */
export async function* compareTables(catalogue: Catalogue, one: ComparedSource, other: ComparedSource, signal?: AbortSignal): AsyncGenerator<TableComparison> {
  for (const table of catalogue.registers.flatMap(({ tables }) => tables)) yield await compareTable(table, one, other, signal);
}

async function compareTable(table: TableDescription, one: ComparedSource, other: ComparedSource, signal: AbortSignal | undefined): Promise<TableComparison> {
  try {
    const [here, there] = [await allRows(one, table, signal), await allRows(other, table, signal)];
    const differences = differencesOf(table, here.rows, there.rows);
    return { table, one: here.rows.size, other: there.rows.size, differences: differences.slice(0, KEPT), differing: differences.length };
  } catch (error) {
    if (signal?.aborted) throw error;
    return { table, one: 0, other: 0, differences: [], differing: 0, refused: textOf(error) };
  }
}
