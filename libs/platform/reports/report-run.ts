import { decodeShape, encodeShape, type JsonObject, type Report, type Shape, type Source, type Values } from '@ledger/kit';
import { reportOutputHash, type ReportOutput } from '@ledger/platform/audit-log';
import type { QueryOptions, ReadStore } from '@ledger/platform/read-store';

/** A report with its figures, and the position and versions they come from. */
export interface ReportRun {
  readonly report: Report;
  /** As its fields encode them. */
  readonly params: JsonObject;
  readonly asOf: string;
  readonly position: bigint;
  readonly projections: { readonly [name: string]: number };
  readonly columns: ReturnType<Report['columns']>;
  readonly body: ReturnType<Report['build']>;
}

export interface ReportQuestion extends Pick<QueryOptions, 'knownAt' | 'minPosition' | 'timeoutMs'> {
  readonly params: Readonly<Record<string, unknown>>;
  /** What is asked for; `today` where it is not. A report that reads current tables can only be asked without. */
  readonly asOf?: string;
  readonly today: string;
}

/** The statements a report asks, by name. */
export const sourcesOf = (report: Report, params: Readonly<Record<string, unknown>>, asOf: string): Readonly<Record<string, Source>> =>
  report.sources(params as Values<Shape>, asOf);

/** Asks the read store at one position and lets the report's pure function build its rows. Throws `QueryError`. */
export async function runReport(report: Report, reads: Pick<ReadStore, 'query'>, { params, asOf: asked, today, ...options }: ReportQuestion): Promise<ReportRun> {
  const asOf = asked ?? today;
  const sources = sourcesOf(report, params, asOf);
  const onlyDated = Object.values(sources).every(({ table }) => table.kind === 'dated');
  const { rows, position, versions } = await reads.query(sources, { ...options, asOf: asked ?? (onlyDated ? today : undefined) });
  return {
    report,
    params: encodeShape(report.params as Shape, params),
    asOf,
    position,
    projections: versions,
    columns: report.columns(params),
    body: report.build(rows, params, asOf),
  };
}

/** The parameters of a manifest as the report's own values; throws `InvalidFields` when they are none of its. */
export const decodeParameters = (report: Report, parameters: JsonObject): Readonly<Record<string, unknown>> => decodeShape(report.params as Shape, parameters) as Readonly<Record<string, unknown>>;

/**
 * What the report says, without where and when it was asked. Its rows come from the tables alone, in which persons stand
 * under their codes: personal values are opened after this, if at all.
 */
export const outputOf = ({ report, params, asOf, columns, body }: ReportRun): ReportOutput => ({
  name: report.name,
  version: report.version,
  title: { ...report.title },
  params,
  asOf,
  columns: columns.map(({ key, label, unit }) => ({ key, label: { ...label }, unit })),
  rows: body.rows as readonly JsonObject[],
  totals: body.totals as JsonObject,
  notes: body.notes.map((note) => ({ ...note })),
});

export const outputHashOf = (run: ReportRun): string => reportOutputHash(outputOf(run));
