import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvalidFields, type Projection, type Register, type Report } from '@ledger/kit';
import type { ReportManifest } from '@ledger/platform/audit-log';
import { ownStreams, type EventStore } from '@ledger/platform/event-store';
import { openSqliteReadStore } from '@ledger/platform/read-store';
import { codeVersion } from './code-version';
import { EventsUntil } from './events-until';
import { treeUpTo } from './known-tree';
import { decodeParameters, outputHashOf, runReport, sourcesOf, type ReportRun } from './report-run';

/** What reproducing a manifest came to. */
export type Reproduction =
  /** The bytes are those that the manifest has the hash of, and the events those of its tree. */
  | { readonly verdict: 'same'; readonly run: ReportRun }
  /** `output`: the events are the same, the report is not what they give. `events`: the events have another root, or are fewer, than the tree. */
  | { readonly verdict: 'different'; readonly what: 'output' | 'events'; readonly expected: string; readonly actual: string; readonly run?: ReportRun }
  /** Made by other code than runs here: `needed` and `running` say which. */
  | { readonly verdict: 'other-code'; readonly needed: string; readonly running: string };

export interface ReproductionParts {
  /** The store itself, with everything in it. */
  readonly store: EventStore;
  readonly registers: readonly Register[];
  /** Version of the program that runs, as in package.json. */
  readonly program: string;
  /** Told how far it is: leaves hashed, then events taken in. */
  readonly onProgress?: (step: 'events' | 'rows', done: number, total: number) => void;
}

/** Why a manifest cannot be reproduced at all: it is none that this ledger can have made. */
export class NotReproducible extends Error {
  override readonly name = 'NotReproducible';
}

/**
 * Makes the report of a manifest again from the events alone: hashes the leaves up to its tree size, lets the report's projections
 * take in the events up to there in a new read store in a temporary folder, asks, and compares. No table of the running ledger is read.
 */
export async function reproduce(manifest: ReportManifest, parts: ReproductionParts): Promise<Reproduction> {
  const { store, registers, program, onProgress = () => undefined } = parts;
  const found = reportOf(manifest, registers);
  const needed = codeText(manifest.code.program, manifest.code.sha256);
  const running = codeText(program, found ? codeVersion(found.register.name) : 'none');
  if (!found || manifest.code.sha256 !== codeVersion(found.register.name) || found.report.version !== manifest.reportVersion) return { verdict: 'other-code', needed, running };

  const size = BigInt(manifest.knownAt.treeSize);
  const tree = await treeUpTo(store, registers, size, (done) => onProgress('events', done, Number(size)));
  if (tree.size < size) return { verdict: 'different', what: 'events', expected: `${size}`, actual: `${tree.size}` };
  if (tree.root !== manifest.knownAt.root) return { verdict: 'different', what: 'events', expected: manifest.knownAt.root, actual: tree.root };

  const run = await runFromEvents(manifest, found.report, { ...parts, last: tree.position });
  const versions = projectionList(run.projections);
  if (JSON.stringify(versions) !== JSON.stringify(manifest.projections)) return { verdict: 'other-code', needed: `${needed} ${JSON.stringify(manifest.projections)}`, running: `${running} ${JSON.stringify(versions)}` };
  const actual = outputHashOf(run);
  return actual === manifest.output ? { verdict: 'same', run } : { verdict: 'different', what: 'output', expected: manifest.output, actual, run };
}

/** A read store filled from the events up to `last`, asked once and thrown away. */
async function runFromEvents(manifest: ReportManifest, report: Report, { store, registers, last, onProgress }: ReproductionParts & { readonly last: bigint }): Promise<ReportRun> {
  const params = parametersOf(report, manifest);
  const tables = new Set(Object.values(sourcesOf(report, params, manifest.asOf)).map(({ table }) => table.name));
  const projections = registers.flatMap((register) => register.projections).filter((projection) => projection.tables.some(({ name }) => tables.has(name)));
  const folder = mkdtempSync(join(tmpdir(), 'ledger-reproduce-'));
  try {
    return await filled(folder, projections, new EventsUntil(ownStreams(store, registers.map(({ name }) => name)), last, (position) => onProgress?.('rows', Number(position), Number(last))), (reads) =>
      runReport(report, reads, { params, today: manifest.asOf, ...(last > 0n && { knownAt: last }), timeoutMs: 1_000 }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Reads = Awaited<ReturnType<typeof openSqliteReadStore>>;

async function filled<T>(folder: string, projections: readonly Projection[], events: EventStore, ask: (reads: Reads) => Promise<T>): Promise<T> {
  const reads = await openSqliteReadStore(folder, projections);
  try {
    const failures: Error[] = [];
    await reads.runner(events, { onError: (error) => failures.push(error) }).catchUp();
    if (failures[0]) throw failures[0];
    return await ask(reads);
  } finally {
    await reads.close();
  }
}

function parametersOf(report: Report, { parameters }: ReportManifest): Readonly<Record<string, unknown>> {
  try {
    return decodeParameters(report, parameters);
  } catch (error) {
    if (error instanceof InvalidFields) throw new NotReproducible(error.message, { cause: error });
    throw error;
  }
}

function reportOf({ report: wanted }: ReportManifest, registers: readonly Register[]): { readonly register: Register; readonly report: Report } | undefined {
  for (const register of registers) {
    const report = register.reports.find(({ name }) => name === wanted);
    if (report) return { register, report };
  }
  return undefined;
}

const codeText = (program: string, sha256: string): string => `${program} (${sha256})`;

/** The projections' versions as a manifest lists them. */
export const projectionList = (projections: ReportRun['projections']): ReportManifest['projections'] =>
  Object.entries(projections).map(([name, version]) => ({ name, version })).sort((a, b) => (a.name < b.name ? -1 : 1));

