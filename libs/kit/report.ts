import type { Basis } from './act';
import type { Shape, Values } from './field';
import type { Json } from './json';
import type { Readable } from './readable';
import type { Source } from './source';
import type { Table } from './table';
import type { Words } from './words';

export interface ReportColumn {
  readonly key: string;
  readonly label: Words;
  /** `VND`, `percent`, `houses`, `criteria`, `text` … */
  readonly unit: string;
  /** What coded values say, for whoever reads the report on paper. */
  readonly choices?: { readonly [value: string]: Words };
}

export type ReportRow = Readonly<Record<string, Json>> & { readonly basis?: Basis };

export interface ReportBody {
  readonly rows: readonly ReportRow[];
  readonly totals: ReportRow;
  readonly notes: readonly Words[];
}

/** How a report is compared with itself at another moment, and which events explain the difference. */
export interface ReportComparison {
  /** The columns that tell a row from the others; of a column that a question leaves out, nothing. */
  readonly key: readonly string[];
  /**
   * Over what its figures add up: facts of these tables that agree in the columns `by` make one part, and every figure that is no
   * rate is the sum of what the report says of each part alone. So what an event moves is seen on its own part.
   */
  readonly parts: {
    readonly of: readonly Table<any, any>[];
    readonly by: readonly string[];
    /** Of what is looked up, by the source's name, the column that must agree with one of `by` for a part to need the row; default: it needs every row. */
    readonly lookedUp?: { readonly [source: string]: { readonly column: string; readonly is: string } };
  };
}

type SourceRows<Q> = { readonly [N in keyof Q]: Q[N] extends Source<infer R> ? readonly R[] : never };

/** A report: parameters, the statements it asks, and a pure function from their rows to its own. */
export interface Report<P extends Shape = any, Q extends { readonly [name: string]: Source } = any> {
  readonly name: string;
  /** Raised whenever the same rows would give other bytes. */
  readonly version: number;
  readonly title: Words;
  readonly params: P;
  readonly roles?: readonly string[];
  /** Personal data shown beside the rows, for those who may read it. What is hashed and reproduced is the report without it. */
  readonly readable?: Readable;
  /** Without it the differences of two moments are shown, and not explained. */
  readonly comparison?: ReportComparison;
  sources(params: Values<P>, asOf: string): Q;
  columns(params: Values<P>): readonly ReportColumn[];
  build(rows: SourceRows<Q>, params: Values<P>, asOf: string): ReportBody;
}

export const defineReport = <const P extends Shape, Q extends { readonly [name: string]: Source }>(
  name: string,
  definition: Omit<Report<P, Q>, 'name'>,
): Report<P, Q> => ({ name, ...definition });
