import { readFileSync, writeFileSync } from 'node:fs';
import { streamName, type JsonObject } from '@ledger/kit';
import { Malformed, parseReportManifest, reportManifestId, reportOutputBytes, type ReportManifest, type ReportOutput } from '@ledger/platform/audit-log';
import { readConfiguration } from '@ledger/platform/configuration';
import type { EventStore } from '@ledger/platform/event-store';
import { toCsv } from '@ledger/platform/export';
import { NotReproducible, outputOf, reportSheet, reproduce, type Reproduction } from '@ledger/platform/reports';
import { registers } from '@ledger/registers';
import { manifest as manifestDecider, reportsEvents } from '@ledger/registers/reports/domain';
import { programVersion } from '../api/program-version';
import { openEvents } from './open-events';
import { Complaint, type Language } from './door';
import { within } from './environment';
import { Progress } from './progress';
import { saidBy } from './system-error';

export interface ReproduceRequest {
  /** A manifest's id, or the file that holds one. */
  readonly manifest: string;
  /** A file that was handed out as this report, JSON or CSV: its figures are compared too. */
  readonly against?: string;
  /** Where the report as made again is written: its output's canonical JSON. */
  readonly out?: string;
  readonly data?: string;
  readonly language: Language;
  readonly environment: NodeJS.ProcessEnv;
}

const DIFFERENT = 1;
const OTHER_CODE = 2;
const UNREADABLE = 3;
/** Neither the manifest's fault nor a difference: the store cannot be read, the disk is full. */
const FAILED = 4;

/** Makes a report again from the events alone and compares. Returns the line to print; throws a `Complaint` with exit code 1 to 4 otherwise. */
export async function reproduceReport(request: ReproduceRequest): Promise<string> {
  const { configuration } = readConfiguration(within(request.environment, request.data));
  const store = await openEvents(configuration, request.language);
  try {
    const manifest = await manifestOf(store, request);
    const progress = new Steps(request.language);
    const made = await reproduce(manifest, { store, registers, program: programVersion(), onProgress: (step, done, total) => progress.show(step, done, total) }).finally(() => progress.end());
    return verdictLine(manifest, made, request);
  } catch (error) {
    if (error instanceof Complaint) throw error;
    throw new Complaint((error as Error).message, error instanceof NotReproducible ? UNREADABLE : FAILED);
  } finally {
    await store.close();
  }
}

const LABELS = { events: { vi: 'sự kiện', en: 'events' }, rows: { vi: 'bảng', en: 'rows' } };

/** A progress bar for each step, begun when the step begins. */
class Steps {
  private readonly bars = new Map<keyof typeof LABELS, Progress>();

  constructor(private readonly language: Language) {}

  show(step: keyof typeof LABELS, done: number, total: number): void {
    const bar = this.bars.get(step) ?? new Progress(LABELS[step][this.language]);
    if (!this.bars.has(step)) this.end();
    this.bars.set(step, bar);
    bar.show(done, total);
  }

  end(): void {
    [...this.bars.values()].at(-1)?.end();
  }
}

/** The manifest of the id, as it was recorded, or of the file. */
async function manifestOf(store: EventStore, request: ReproduceRequest): Promise<ReportManifest> {
  const { manifest: named, language } = request;
  if (!/^[0-9a-f]{64}$/.test(named)) return fromFile(named, language);
  for await (const [first] of store.readStream(streamName(manifestDecider, named), { limit: 1 })) {
    if (!first || !(first.type in reportsEvents.$catalogue.definitions)) break;
    const manifest = read(JSON.stringify(first.data), named, language);
    if (reportManifestId(manifest) === named) return manifest;
    throw new Complaint(language === 'vi' ? `Chứng nhận ${named} đã bị sửa: nội dung ghi trong sổ mang mã ${reportManifestId(manifest)}.` : `The manifest ${named} was changed: what is recorded has the id ${reportManifestId(manifest)}.`, DIFFERENT);
  }
  throw new Complaint(language === 'vi' ? `Sổ này không có chứng nhận ${named}.` : `This ledger has no manifest ${named}.`, UNREADABLE);
}

function fromFile(file: string, language: Language): ReportManifest {
  try {
    const text = readFileSync(file, 'utf8');
    return read(text, file, language);
  } catch (error) {
    if (error instanceof Complaint) throw error;
    throw new Complaint(saidBy(error, language), UNREADABLE);
  }
}

/** A manifest, or what issuing a report answered, which holds one. */
function read(text: string, name: string, language: Language): ReportManifest {
  try {
    const json = JSON.parse(text) as { readonly manifest?: unknown };
    return parseReportManifest(typeof json?.manifest === 'object' && json.manifest !== null ? JSON.stringify(json.manifest) : text);
  } catch (error) {
    const reason = error instanceof Malformed ? error.reason : (error as Error).message;
    throw new Complaint(language === 'vi' ? `${name}: không phải chứng nhận báo cáo (${reason}).` : `${name}: not the manifest of a report (${reason}).`, UNREADABLE);
  }
}

function verdictLine(manifest: ReportManifest, made: Reproduction, request: ReproduceRequest): string {
  const vi = request.language === 'vi';
  if (made.verdict === 'other-code') {
    throw new Complaint(vi ? `Báo cáo do mã chương trình khác lập ra: cần ${made.needed}; ở đây chạy ${made.running}.` : `The report was made by other code: it needs ${made.needed}; here runs ${made.running}.`, OTHER_CODE);
  }
  if (made.run && request.out) writeFileSync(request.out, reportOutputBytes(outputOf(made.run)));
  if (made.verdict === 'different') {
    const what = made.what === 'output' ? (vi ? 'nội dung báo cáo' : 'the report’s output') : vi ? 'các sự kiện' : 'the events';
    throw new Complaint(vi ? `KHÁC: ${what} không khớp với chứng nhận: chứng nhận ghi ${made.expected}, dựng lại được ${made.actual}.` : `DIFFERENT: ${what} are not what the manifest says: it has ${made.expected}, made again ${made.actual}.`, DIFFERENT);
  }
  if (request.against) mustFit(request.against, made, request.language);
  const { report, asOf, knownAt, output } = manifest;
  return vi ? `GIỐNG HỆT: ${report}, ngày hiệu lực ${asOf}, cây ${knownAt.treeSize} lá, SHA-256 ${output}` : `SAME: ${report}, as of ${asOf}, tree of ${knownAt.treeSize} leaves, SHA-256 ${output}`;
}

/** Whether the file that was handed out says what the events give. */
function mustFit(file: string, { run }: Reproduction & { readonly verdict: 'same' }, language: Language): void {
  let content: Buffer;
  try {
    content = readFileSync(file);
  } catch (error) {
    throw new Complaint(saidBy(error, language), UNREADABLE);
  }
  const same = content.toString('utf8', 0, 200).trimStart().startsWith('{') ? saysTheSame(content, outputOf(run)) : content.equals(Buffer.from(toCsv(reportSheet(run))));
  if (!same) throw new Complaint(language === 'vi' ? `KHÁC: ${file} không phải báo cáo mà các sự kiện cho ra.` : `DIFFERENT: ${file} is not the report that the events give.`, DIFFERENT);
}

function saysTheSame(content: Buffer, output: ReportOutput): boolean {
  try {
    const json = JSON.parse(content.toString('utf8')) as ReportOutput & { readonly report?: ReportOutput & JsonObject };
    return Buffer.from(reportOutputBytes(json.report ?? json)).equals(reportOutputBytes(output));
  } catch {
    return false;
  }
}
