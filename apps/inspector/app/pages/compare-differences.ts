import type { Json } from '@ledger/kit';
import { isDisbursed, isPlanned, type Account } from '@ledger/registers/funds/domain';
import type { ReportAnswer, ReportColumnDescription, Row } from '@ledger/ui/api/catalogue';

/** A figure that differs between A and B. */
export interface FigureDifference {
  readonly column: ReportColumnDescription;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
  /** After less before, in whole đồng or whole units; undefined where the column holds no such figure. */
  readonly change?: bigint;
}

/** A row of a report that differs, with the texts that name it. */
export interface ReportDifference {
  readonly key: string;
  readonly row: Row;
  readonly only?: 'A' | 'B';
  readonly figures: readonly FigureDifference[];
}

const isFigure = ({ unit }: ReportColumnDescription): boolean => unit !== 'text';
const WHOLE = /^-?\d+$/;
const amountIn = (value: Json | undefined): bigint | undefined => {
  if (value === undefined || value === null) return 0n;
  return WHOLE.test(String(value)) ? BigInt(String(value)) : undefined;
};

/** Rows of a report are the same where every text that is no figure is, names aside: a unit may have been renamed in between. */
const keyOf = (columns: readonly ReportColumnDescription[], row: Row): string =>
  columns.filter((column) => !isFigure(column) && !/^name/.test(column.key)).map(({ key }) => String(row[key] ?? '')).join('|');

/** What differs between a report at A and at B, rows and totals. */
export function reportDifferences(a: ReportAnswer, b: ReportAnswer): { readonly rows: readonly ReportDifference[]; readonly totals: ReportDifference } {
  const { columns } = b;
  const before = new Map(a.rows.map((row) => [keyOf(columns, row), row]));
  const after = new Map(b.rows.map((row) => [keyOf(columns, row), row]));
  const keys = [...after.keys(), ...[...before.keys()].filter((key) => !after.has(key))];
  const rows = keys.map((key) => differenceOf(columns, key, before.get(key), after.get(key))).filter(({ figures, only }) => figures.length > 0 || only !== undefined);
  return { rows, totals: differenceOf(columns, 'total', a.totals, b.totals) };
}

function differenceOf(columns: readonly ReportColumnDescription[], key: string, before: Row | undefined, after: Row | undefined): ReportDifference {
  const figures = columns.filter(isFigure).flatMap((column): FigureDifference[] => {
    const [one, other] = [before?.[column.key], after?.[column.key]];
    if (JSON.stringify(one ?? null) === JSON.stringify(other ?? null)) return [];
    const [from, to] = [amountIn(one), amountIn(other)];
    const isWhole = column.unit !== 'percent' && from !== undefined && to !== undefined;
    return [{ column, before: one, after: other, ...(isWhole && { change: to - from }) }];
  });
  return { key, row: (after ?? before)!, ...(!before ? { only: 'B' as const } : !after ? { only: 'A' as const } : {}), figures };
}

/** One posting that is there at B and not at A, or the other way round. */
export interface ExplainingPosting {
  readonly entry: string;
  readonly type: string;
  readonly line: string;
  readonly account: string;
  readonly change: bigint;
  readonly row: Row;
}

/** Which postings make a figure of the capital plan. */
const MAKES: { readonly [figure: string]: (row: Row) => boolean } = {
  plan: ({ account }) => isPlanned(account as Account),
  disbursed: ({ account }) => isPlanned(account as Account) && isDisbursed(account as Account),
  carriedForward: ({ account }) => account === 'CFO',
  left: ({ account }) => isPlanned(account as Account) && !isDisbursed(account as Account),
};

export const isExplained = (report: string, figure: string): boolean => report === 'capital-plan' && figure in MAKES;

/** The postings that differ between A and B, those that vanished with the other sign. */
export function explainingPostings(before: ReadonlyMap<string, Row>, after: ReadonlyMap<string, Row>): readonly ExplainingPosting[] {
  const posting = (row: Row, sign: bigint): ExplainingPosting => ({ entry: String(row['entry']), type: String(row['type']), line: String(row['line']), account: String(row['account']), change: sign * BigInt(String(row['change'])), row });
  const gone = [...before].filter(([key]) => !after.has(key)).map(([, row]) => posting(row, -1n));
  return [...[...after].filter(([key]) => !before.has(key)).map(([, row]) => posting(row, 1n)), ...gone];
}

const DIMENSIONS = ['program', 'component', 'holder', 'source', 'capitalType'];

/** Those of the postings that make up one figure of one row: of the same program, holder or whatever the row is about. */
export const postingsBehind = (postings: readonly ExplainingPosting[], row: Row, figure: string): readonly ExplainingPosting[] =>
  postings.filter((posting) => MAKES[figure]!(posting.row) && DIMENSIONS.every((dimension) => typeof row[dimension] !== 'string' || row[dimension] === posting.row[dimension]));

export const sumOf = (postings: readonly ExplainingPosting[]): bigint => postings.reduce((total, { change }) => total + change, 0n);
