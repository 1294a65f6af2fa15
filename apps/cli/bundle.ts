import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { isDay } from '@ledger/fields';
import type { BundleManifest, ZipSink } from '@ledger/platform/audit-log/node';
import { COSIGNED_FILE, LATEST_FILE, noteIn, TileFolder, TileMissing } from '@ledger/platform/sealer';
import { exportBundle, fileSink, NotExportable, type ExportSelection } from '@ledger/platform/verification';
import { openAuditFolder, type AuditFolder } from './audit-folder';
import { Complaint, type Language } from './door';
import { Progress } from './progress';
import { saidBy } from './system-error';

export interface BundleRequest extends ExportSelection {
  readonly data?: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly language: Language;
  readonly out: string;
  /** File of the checkpoint that the inspector holds. */
  readonly held?: string;
  /** `<manifest's id>=<file>`: what `ledger report --reproduce <id> --out <file>` wrote. */
  readonly report: readonly string[];
}

const VERIFIER = join(__dirname, '../../verify-bundle.mjs');

/** Writes a bundle of the published checkpoint; the file appears when it is whole. Gives what there is to tell, line by line. */
export async function bundle(request: BundleRequest): Promise<string[]> {
  mustBeUsable(request);
  const ledger = await openAuditFolder(request.environment, request.data);
  const partial = `${request.out}.${process.pid}.partial`;
  try {
    mustBeElsewhere(request, ledger.configuration.data);
    const manifest = await writtenTo(partial, request, ledger);
    if (manifest.events === 0n && manifest.selection.events === 'selected') throw new Complaint(say(request.language, 'không có sự kiện nào như đã chọn', 'there is no event of that selection'), 2);
    renameSync(partial, request.out);
    return told(request, manifest);
  } catch (error) {
    rmSync(partial, { force: true });
    if ((error as NodeJS.ErrnoException).syscall !== undefined) throw new Complaint(saidBy(error, request.language));
    if (error instanceof NotExportable || error instanceof RangeError) throw new Complaint(error.message);
    if (error instanceof TileMissing) throw new Complaint(say(request.language, 'thiếu ô băm: khởi động máy chủ một lần để làm lại', `${error.message}: start the server once, it makes tiles again`));
    throw error;
  } finally {
    await ledger.close();
  }
}

async function writtenTo(partial: string, request: BundleRequest, ledger: AuditFolder): Promise<BundleManifest> {
  const file = openSync(partial, 'w', 0o600);
  try {
    return await written(request, ledger, fileSink(file));
  } finally {
    closeSync(file);
  }
}

/** A bundle never takes the place of a file of the ledger's own. */
function mustBeElsewhere({ out, language }: BundleRequest, data: string): void {
  if (statSync(out, { throwIfNoEntry: false })?.isDirectory()) throw new Complaint(say(language, `--out ${out} là một thư mục`, `--out ${out} is a folder`), 2);
  const place = join(realpathSync(dirname(resolve(out))), basename(out));
  if (!relative(realpathSync(data), place).startsWith('..')) throw new Complaint(say(language, `--out ${out} nằm trong thư mục dữ liệu của sổ`, `--out ${out} lies in the ledger’s data folder`), 2);
}

async function written(request: BundleRequest, ledger: AuditFolder, sink: ZipSink): Promise<BundleManifest> {
  const { configuration, store, rows, pattern, folder } = ledger;
  const { register, unit, from, to, held, language } = request;
  if (register !== undefined && !pattern.test(`${register}.`)) throw new Complaint(say(language, `không có sổ ${register}`, `there is no register ${register}`), 2);
  const published = (configuration.witnessPolicy ? await noteIn(folder, COSIGNED_FILE) : undefined) ?? (await noteIn(folder, LATEST_FILE));
  if (published === undefined) throw new Complaint(say(language, 'sổ chưa được niêm phong: chưa có điểm kiểm tra nào được công bố', 'the ledger is not sealed: no checkpoint has been published'));
  const progress = new Progress(say(language, 'đóng gói', 'bundle'));
  const manifest = await exportBundle(
    {
      store, rows, pattern, checkpoint: published.note, tiles: new TileFolder(folder), selection: { register, unit, from, to },
      ...(configuration.witnessPolicy && { policy: readFileSync(configuration.witnessPolicy, 'utf8') }),
      ...(held !== undefined && { held: readFileSync(held, 'utf8') }),
      reports: new Map(request.report.map(reportOf)),
      onProgress: (done, total) => progress.show(Number(done), Number(total)),
    },
    sink,
  );
  progress.end();
  return manifest;
}

function mustBeUsable({ from, to }: BundleRequest): void {
  for (const day of [from, to]) if (day !== undefined && !isDay(day)) throw new Complaint(`${day}: YYYY-MM-DD`, 2);
  if (from !== undefined && to !== undefined && from > to) throw new Complaint(`--from ${from} > --to ${to}`, 2);
}

function reportOf(pair: string): [id: string, output: Uint8Array] {
  const [, id, file] = /^([0-9a-f]{64})=(.+)$/.exec(pair) ?? [];
  if (id === undefined || file === undefined) throw new Complaint(`--report ${pair}: <id>=<file>`, 2);
  return [id, readFileSync(file)];
}

function told({ out, language }: BundleRequest, { events, size, selection }: BundleManifest): string[] {
  const proof = selection.events === 'all' ? '' : ` · ${selection.proof === 'proofs' ? say(language, 'mỗi sự kiện kèm bằng chứng', 'with a proof for each') : say(language, 'kèm các ô băm', 'with the hash tiles')}`;
  return [
    `${out}: ${say(language, `${events} sự kiện, cỡ cây ${size}`, `${events} events, tree size ${size}`)}${proof}`,
    ...(existsSync(VERIFIER) ? [`${say(language, 'trình kiểm tra', 'verifier')} ${VERIFIER} sha256:${createHash('sha256').update(readFileSync(VERIFIER)).digest('hex')}`] : []),
  ];
}

const say = (language: Language, vi: string, en: string): string => (language === 'vi' ? vi : en);
