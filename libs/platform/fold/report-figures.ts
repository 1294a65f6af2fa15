import type { Json, ReportBody, ReportRow } from '@ledger/kit';

/** What is known of a report's columns: all that is needed to compare them. */
export interface ComparedColumn {
  readonly key: string;
  /** `VND`, `percent`, `text` … */
  readonly unit: string;
}

/** The key of a report's totals among its rows. */
export const TOTALS = '';

/** A value of a row, or of the totals, that differs. */
export interface FigureChange {
  /** The key of its row; `TOTALS`. */
  readonly row: string;
  readonly column: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
  /** After less before, in whole units; absent where it is no such figure: a rate, a text. */
  readonly change?: bigint;
}

type Row = Readonly<Record<string, Json>>;
export type RowsByKey = ReadonlyMap<string, Row>;

const WHOLE = /^-?\d+$/;

/** A row's key; a column that the row has not counts as empty. */
export const rowKeyOf = (key: readonly string[], row: Row): string => JSON.stringify(key.map((column) => row[column] ?? null));

/** Rows by their key, the totals among them. */
export function rowsByKey({ rows, totals }: Pick<ReportBody, 'rows' | 'totals'> | { readonly rows: readonly Row[]; readonly totals: Row }, key: readonly string[]): RowsByKey {
  const byKey = new Map<string, Row>((rows as readonly ReportRow[]).map((row) => [rowKeyOf(key, row), row]));
  return byKey.set(TOTALS, totals as Row);
}

/** Whether a column holds a rate: what follows from other figures and adds up to nothing. */
export const isRate = ({ unit }: ComparedColumn): boolean => unit === 'percent';

/** Every value that differs, the rows of `after` first, in their order, and the totals last of each. */
export function changesBetween(before: RowsByKey, after: RowsByKey, columns: readonly ComparedColumn[]): readonly FigureChange[] {
  const changes: FigureChange[] = [];
  const keys = [...after.keys(), ...[...before.keys()].filter((key) => !after.has(key))];
  for (const row of keys) {
    const [one, other] = [before.get(row), after.get(row)];
    if (one === other) continue;
    for (const column of columns) {
      const [from, to] = [one?.[column.key], other?.[column.key]];
      if (from === to || (from ?? null) === (to ?? null)) continue;
      const change = wholeChange(column, from, to);
      if (change !== undefined ? change !== 0n : one && other) changes.push({ row, column: column.key, before: from, after: to, ...(change !== undefined && { change }) });
    }
  }
  return changes;
}

function wholeChange(column: ComparedColumn, before: Json | undefined, after: Json | undefined): bigint | undefined {
  if (isRate(column)) return undefined;
  const [from, to] = [wholeIn(column, before), wholeIn(column, after)];
  return from === undefined || to === undefined ? undefined : to - from;
}

/** Nothing counts as 0 beside a figure. */
function wholeIn({ unit }: ComparedColumn, value: Json | undefined): bigint | undefined {
  if (value === undefined || value === null) return 0n;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : undefined;
  return unit !== 'text' && typeof value === 'string' && WHOLE.test(value) ? BigInt(value) : undefined;
}
