import { quotient } from '@ledger/fields';
import file from './data/published-figures.json';

/** A report's body, built here or read over HTTP. */
export interface ReportedBody {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly totals: Readonly<Record<string, unknown>>;
}

/** A printed figure and the place in a report where it must come out. */
export interface PublishedFigure {
  readonly id: string;
  /** As printed, with as many digits. */
  readonly value: string;
  readonly unit: string;
  /** `nearly`: the exact amount lies just below the printed one. */
  readonly qualifier: string;
  readonly report: string;
  readonly params: Readonly<Record<string, string>>;
  readonly asOf: string;
  readonly row: Readonly<Record<string, string>>;
  readonly column?: string;
  readonly divisor?: string;
  readonly part?: string;
  readonly whole?: string;
}

export const publishedFigures: readonly PublishedFigure[] = file.figures as unknown as readonly PublishedFigure[];

/** What the report answers for the figure, rounded once from the exact amounts to the printed digits; throws when it has no such row. */
export function figureIn(body: ReportedBody, figure: PublishedFigure): string {
  const { part, whole, column, divisor } = figure;
  const row = rowOf(body, figure);
  const digits = figure.value.split('.')[1]?.length ?? 0;
  if (part !== undefined && whole !== undefined) return quotient(amount(row, part) * 100n, amount(row, whole), digits);
  if (divisor !== undefined) return quotient(amount(row, column!), BigInt(divisor), digits);
  return Number(row[column!]).toFixed(digits);
}

/** Whether a figure said to be nearly reached is not reached exactly. */
export function liesJustBelow(body: ReportedBody, figure: PublishedFigure): boolean {
  const [units, fraction = ''] = figure.value.split('.') as [string, string?];
  const scale = 10n ** BigInt(fraction.length);
  return amount(rowOf(body, figure), figure.column!) * scale < BigInt(units + fraction) * BigInt(figure.divisor!);
}

function rowOf({ rows, totals }: ReportedBody, { id, row: wanted }: PublishedFigure): Readonly<Record<string, unknown>> {
  if (wanted['level'] === undefined || wanted['level'] === 'total') return totals;
  const found = rows.find((row) => Object.entries(wanted).every(([column, value]) => row[column] === value));
  if (!found) throw new Error(`${id}: the report has no row with ${JSON.stringify(wanted)}`);
  return found;
}

const amount = (row: Readonly<Record<string, unknown>>, column: string): bigint => BigInt(row[column] as string | number);
