import type { JsonObject, Projection, Recorded, Register, Report, Source } from '@ledger/kit';
import { ledgerDay } from '@ledger/kit';
import { BundleArchive, formatVerifierKey, parsePolicy } from '@ledger/platform/audit-log';
import { FoldedLedger } from '@ledger/platform/fold';
import { toCsv } from '@ledger/platform/export/csv';
import type { Sheet } from '@ledger/platform/export/sheet';
import { listAnswer } from '@ledger/platform/nest/queries/list-answer';
import { EXPORT_ROWS_MAX, listSheet } from '@ledger/platform/nest/queries/list-export';
import { tablePath } from '@ledger/platform/nest/queries/list-paths';
import { listQuery } from '@ledger/platform/nest/queries/list-query';
import { knownAtParameter, knownInstantOrPosition, positionParameter, single, wholeNumber, type Query } from '@ledger/platform/nest/queries/position-parameters';
import { registerJson } from '@ledger/platform/nest/queries/register-json';
import { answerReport, reportJson } from '@ledger/platform/nest/queries/report-answer';
import { Problem } from '@ledger/platform/nest/problems/problem';
import { Problems } from '@ledger/platform/nest/problems/problem-document';
import { reportSheet } from '@ledger/platform/reports/report-sheet';
import { eventJson } from '@ledger/ui/api/recorded';
import { BundleCoverage } from './bundle-coverage';
import { bundleMessages } from './bundle-messages';
import { BundleSignals } from './bundle-signals';
import type { BundleContent } from './bundle-content';

type Table = Projection['tables'][number];

/** What a bundle answers at an address of the server's API. */
export interface BundleAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Uint8Array;
  readonly file?: string;
}

const JSON_TYPE = 'application/json; charset=utf-8';
const FILE_BYTES_MAX = 16 * 1024 * 1024;
const EVENTS_MAX = 1_000;
const POLICY = 'policy.txt';
const PROBLEMS = new Problems(new Map(Object.entries(bundleMessages)));

/** Answers at the server's addresses from a bundle's events alone: the registers' own projections and reports, folded in memory. */
export class BundleAnswers {
  readonly ledger: FoldedLedger;
  private readonly coverage: BundleCoverage;
  private readonly tables: ReadonlyMap<string, Table>;
  private readonly reports: ReadonlyMap<string, Report>;
  private readonly signals: BundleSignals;

  constructor(
    private readonly content: Pick<BundleContent, 'events' | 'checkpoint' | 'manifest' | 'unreadable'> & { readonly archive: Pick<BundleArchive, 'has' | 'read'> },
    private readonly registers: readonly Register[],
    /** Milliseconds since 1970 UTC. */
    private readonly now: () => number,
  ) {
    this.ledger = new FoldedLedger(registers.flatMap(({ projections }) => projections));
    this.ledger.append(content.events);
    this.signals = new BundleSignals(registers, content.events);
    this.coverage = new BundleCoverage(registers, content.manifest.selection, content.unreadable);
    this.tables = new Map(registers.flatMap(({ name, projections }) => projections.flatMap(({ tables }) => tables.map((table) => [tablePath(name, table.name), table] as const))));
    this.reports = new Map(registers.flatMap(({ reports }) => reports.map((report) => [report.name, report] as const)));
  }

  /** Never rejects: what cannot be answered is a problem document, as the server would send one. */
  async answer(method: string, address: string): Promise<BundleAnswer> {
    try {
      if (method !== 'GET') throw new Problem(409, 'bundle.read-only');
      const { pathname, searchParams } = new URL(address, 'http://bundle.invalid');
      const answer = await this.at(decodeURIComponent(pathname), queryOf(searchParams), address);
      return 'body' in answer && 'type' in answer ? (answer as BundleAnswer) : json(200, answer as JsonObject);
    } catch (error) {
      const problem = PROBLEMS.of(error);
      return json(problem.status, problem as unknown as JsonObject);
    }
  }

  private async at(path: string, query: Query, address: string): Promise<JsonObject | BundleAnswer> {
    if (path === '/api/me') return inspector(this.content.manifest.origin);
    if (path === '/api/registers') return { demo: false, today: this.today, registers: this.registers.map(registerJson) };
    // Names of positions are kept beside the ledger, and a bundle's positions are its own.
    if (path === '/api/positions') return { positions: [] };
    if (path === '/api/events') return this.events(query);
    if (path === '/api/signals' || path.startsWith('/api/signals/')) return this.lookedFor(path.slice('/api/signals/'.length) || undefined, query);
    if (path.startsWith('/audit/')) return this.published(path.slice('/audit/'.length));
    const [, register, name, rest] = /^\/api\/([^/]+)\/([^/]+)(\/.*)?$/.exec(path) ?? [];
    const report = register === 'reports' && rest === undefined ? this.reports.get(name!) : undefined;
    if (report) return this.report(report, query);
    const table = rest === undefined ? this.tables.get(`${register}/${name}`) : undefined;
    if (table) return this.list(table, query, address);
    throw new Problem(404, 'bundle.not-held');
  }

  private get today(): string {
    return ledgerDay(new Date(this.now()).toISOString());
  }

  private async list(table: Table, query: Query, address: string): Promise<JsonObject | BundleAnswer> {
    this.coverage.mustCover([{ table }]);
    const { source, limit, offset, asOf: asked } = listQuery(table, query);
    const asOf = asked ?? (table.kind === 'dated' ? this.today : undefined);
    const at = { asOf, knownAt: await knownAtParameter(query, this.reads) };
    const format = single(query, 'format');
    if (format === undefined || format === 'json') {
      const { rows, position } = this.ledger.query({ rows: source }, at);
      return listAnswer({ table, rows: rows.rows as readonly object[], position, asOf, limit, offset, address });
    }
    const { rows, position } = this.ledger.query({ rows: { ...source, limit: EXPORT_ROWS_MAX + 1, offset: 0 } as Source }, at);
    return sheetFile(listSheet({ table, rows: rows.rows as readonly object[], asOf, position }, format, languageOf(query)), format, `${table.name}-${asOf ?? position}`);
  }

  private async report(report: Report, query: Query): Promise<JsonObject | BundleAnswer> {
    const reads = {
      positionAt: this.reads.positionAt,
      query: async (sources: Readonly<Record<string, Source>>, options: object) => {
        this.coverage.mustCover(Object.values(sources));
        return this.ledger.query(sources, options);
      },
    };
    const run = await answerReport(report, query, reads as never, this.today);
    const format = single(query, 'format') ?? 'json';
    if (format === 'json') return reportJson(run, { program: this.content.manifest.origin, code: '' });
    return sheetFile(reportSheet(run), format, `${report.name}-${run.asOf}`);
  }

  private readonly reads = { positionAt: (instant: string): Promise<bigint> => Promise.resolve(this.ledger.positionAt(instant)) };

  private async events(query: Query): Promise<JsonObject> {
    const limit = wholeNumber(query, 'limit', { least: 1, most: EVENTS_MAX }) ?? 100;
    const [from, until] = [positionParameter(query, 'from') ?? 0n, await knownInstantOrPosition(query, 'until', this.reads as never)];
    const [stream, register] = [single(query, 'stream'), single(query, 'register')];
    const prefix = register && `${register}.`;
    const found: Recorded[] = [];
    for (const event of eventsAfter(this.content.events, from)) {
      if (until !== undefined && event.position > until) break;
      if ((stream !== undefined && event.stream !== stream) || (prefix !== undefined && !event.stream.startsWith(prefix))) continue;
      found.push(event);
      if (found.length > limit) break;
    }
    const page = found.slice(0, limit);
    return { events: page.map((event) => eventJson(event) as unknown as JsonObject), ...(found.length > limit ? { next: String(page.at(-1)!.position) } : {}) };
  }

  private async lookedFor(name: string | undefined, query: Query): Promise<JsonObject | BundleAnswer> {
    // A part of the ledger would show what the whole does not.
    this.coverage.mustCover([]);
    return this.signals.answer(name, query, await knownAtParameter(query, this.reads), languageOf(query));
  }

  private async published(name: string): Promise<BundleAnswer> {
    if (name === 'checkpoint') return { status: 200, type: 'text/plain; charset=utf-8', body: this.content.checkpoint };
    if (name === 'key') return { status: 200, type: 'text/plain; charset=utf-8', body: await this.keys() };
    if (!name.startsWith('tile/') || !this.content.archive.has(name)) throw new Problem(404, 'bundle.not-held');
    return { status: 200, type: 'application/octet-stream', body: await this.content.archive.read(name, FILE_BYTES_MAX) };
  }

  /** The keys of the log as the bundle's own policy names them. */
  private async keys(): Promise<string> {
    if (!this.content.archive.has(POLICY)) throw new Problem(404, 'bundle.not-held');
    return parsePolicy(await this.content.archive.read(POLICY, FILE_BYTES_MAX)).logs.map(({ key }) => `${formatVerifierKey(key)}\n`).join('');
  }
}

/** The events behind a position, found by halving. */
function* eventsAfter(events: readonly Recorded[], position: bigint): Generator<Recorded> {
  let [low, high] = [0, events.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (events[middle]!.position <= position) low = middle + 1;
    else high = middle;
  }
  for (let at = low; at < events.length; at += 1) yield events[at]!;
}

const json = (status: number, body: JsonObject): BundleAnswer => ({ status, type: JSON_TYPE, body: JSON.stringify(body) });

/** Whoever opens a bundle reads all of it. */
const inspector = (origin: string): JsonObject => ({ user: 'offline', displayName: origin, roles: [{ role: 'inspector', unit: '10', from: '2000-01-01' }] });

const languageOf = (query: Query): 'vi' | 'en' => (single(query, 'lang') === 'en' ? 'en' : 'vi');

async function sheetFile(sheet: Sheet, format: string, name: string): Promise<BundleAnswer> {
  if (format !== 'csv') throw new Problem(400, 'query.no-such-format', { format });
  return { status: 200, type: 'text/csv; charset=utf-8', body: toCsv(sheet), file: `${name}.csv` };
}

function queryOf(parameters: URLSearchParams): Query {
  const query: Record<string, string | string[]> = {};
  for (const name of new Set(parameters.keys())) {
    const values = parameters.getAll(name);
    query[name] = values.length === 1 ? values[0]! : values;
  }
  return query;
}

