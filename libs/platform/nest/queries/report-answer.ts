import { decodeShape, InvalidFields, type JsonObject, type Report, type Shape } from '@ledger/kit';
import { outputHashOf, outputOf, runReport, type ReportRun } from '@ledger/platform/reports/report-run';
import type { ReadStore } from '@ledger/platform/read-store';
import { Problem } from '../problems/problem';
import { dayParameter, knownAtParameter, positionParameter, single, type Query } from './position-parameters';

const RESERVED = new Set(['asOf', 'knownAt', 'minPosition', 'format', 'lang']);

/** Reads the parameters, asks the read store at one position and lets the report's pure function build its rows. */
export async function answerReport(report: Report, query: Query, reads: Pick<ReadStore, 'query' | 'positionAt'>, today: string): Promise<ReportRun> {
  return runReport(report, reads, {
    params: reportParameters(report, query),
    asOf: dayParameter(query, 'asOf'),
    today,
    knownAt: await knownAtParameter(query, reads),
    minPosition: positionParameter(query, 'minPosition'),
  });
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

/** Everything needed to ask for the same figures again, and the hash of what they are then. */
export interface Provenance {
  /** Version of the program. */
  readonly program: string;
  /** Of the code that the report runs through. */
  readonly code: string;
}

/** A report as it is answered: the same bytes for whoever asks the same code with the same dates. */
export const reportJson = (run: ReportRun, versions: Provenance): JsonObject => ({
  ...(outputOf(run) as unknown as JsonObject),
  knownAt: run.position.toString(),
  position: run.position.toString(),
  versions: { ...versions, projections: run.projections },
  output: outputHashOf(run),
});
