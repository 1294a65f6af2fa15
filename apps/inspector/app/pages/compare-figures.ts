import { changesBetween, isRate, rowKeyOf, rowsByKey, TOTALS, type FigureChange } from '@ledger/platform/fold/report-figures';
import type { ReportAnswer, ReportColumnDescription, Row } from '@ledger/ui/api/catalogue';

/** A value that differs between A and B, with its column. */
export interface FigureDifference extends FigureChange {
  readonly described: ReportColumnDescription;
}

/** A row of a report that differs, with the texts that name it. */
export interface ReportDifference {
  readonly key: string;
  readonly row: Row;
  readonly only?: 'A' | 'B';
  readonly figures: readonly FigureDifference[];
}

/** Rows of a report that does not say what tells them apart: every text that is no name, since a unit may have been renamed in between. */
const textsOf = (columns: readonly ReportColumnDescription[]): readonly string[] => columns.filter(({ unit, key }) => unit === 'text' && !/^name/.test(key)).map(({ key }) => key);

/** What differs between a report at A and at B: rows in the order of B, those that are gone last, and the totals. */
export function reportDifferences(a: ReportAnswer, b: ReportAnswer, rowKey: readonly string[] = textsOf(b.columns)): { readonly rows: readonly ReportDifference[]; readonly totals: ReportDifference } {
  const [before, after] = [rowsByKey(a, rowKey), rowsByKey(b, rowKey)];
  const columns = b.columns.filter(({ key }) => !rowKey.includes(key));
  const changes = new Map<string, FigureChange[]>();
  for (const change of changesBetween(before, after, columns)) changes.set(change.row, [...(changes.get(change.row) ?? []), change]);
  const of = (key: string): ReportDifference => {
    const [one, other] = [before.get(key), after.get(key)];
    const figures = (changes.get(key) ?? []).map((change) => ({ ...change, described: columns.find((column) => column.key === change.column)! }));
    return { key, row: (other ?? one)!, ...(!one ? { only: 'B' as const } : !other ? { only: 'A' as const } : {}), figures };
  };
  const keys = [...b.rows, ...a.rows].map((row) => rowKeyOf(rowKey, row));
  const rows = [...new Set(keys)].map(of).filter(({ figures, only }) => figures.length > 0 || only !== undefined);
  return { rows, totals: of(TOTALS) };
}

export { isRate };
