import { decodeShape, encodeShape, InvalidFields, type JsonObject, type Report, type Shape, type Source } from '@ledger/kit';
import type { ReadStore } from '@ledger/platform/read-store';
import { Problem } from '../problems/problem';
import { dayParameter, knownAtParameter, positionParameter, single, type Query } from './position-parameters';

const RESERVED = new Set(['asOf', 'knownAt', 'minPosition', 'format', 'lang']);

/** A report as it is answered: figures, and everything needed to ask for the same figures again. */
export interface ReportAnswer {
  readonly report: Report;
  readonly params: JsonObject;
  readonly asOf: string;
  readonly position: bigint;
  readonly projections: { readonly [name: string]: number };
  readonly columns: ReturnType<Report['columns']>;
  readonly body: ReturnType<Report['build']>;
}

/** Reads the parameters, asks the read store at one position and lets the report's pure function build its rows. */
export async function answerReport(report: Report, query: Query, reads: ReadStore, today: string): Promise<ReportAnswer> {
  const params = reportParameters(report, query);
  const asked = dayParameter(query, 'asOf');
  const asOf = asked ?? today;
  const sources = report.sources(params, asOf) as { readonly [name: string]: Source };
  const onlyDated = Object.values(sources).every(({ table }) => table.kind === 'dated');
  const { rows, position, versions } = await reads.query(sources, {
    asOf: asked ?? (onlyDated ? today : undefined),
    knownAt: await knownAtParameter(query, reads),
    minPosition: positionParameter(query, 'minPosition'),
  });
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

function reportParameters(report: Report, query: Query): Record<string, unknown> {
  const shape = report.params as Shape;
  const json: Record<string, unknown> = {};
  for (const name of Object.keys(query)) {
    const value = RESERVED.has(name) ? undefined : single(query, name);
    if (value === undefined) continue;
    const read = Object.prototype.hasOwnProperty.call(shape, name) ? shape[name]!.read : undefined;
    json[name] = read ? read(value) : value;
  }
  try {
    return decodeShape(shape, json) as Record<string, unknown>;
  } catch (error) {
    if (error instanceof InvalidFields) throw new Problem(400, 'query.malformed', {}, error.problems);
    throw error;
  }
}

export const reportJson = ({ report, params, asOf, position, projections, columns, body }: ReportAnswer, program: string): JsonObject => ({
  name: report.name,
  version: report.version,
  title: { ...report.title },
  params,
  asOf,
  knownAt: position.toString(),
  position: position.toString(),
  versions: { program, projections },
  columns: columns.map(({ key, label, unit }) => ({ key, label: { ...label }, unit })),
  rows: body.rows as readonly JsonObject[],
  totals: body.totals as JsonObject,
  notes: body.notes.map((note) => ({ ...note })),
});
