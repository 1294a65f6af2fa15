import type { CommandClass } from '@ledger/kit';
import { readRows, UnreadableFile } from '@ledger/platform/export';
import { isUnusable, RowReader, type PreparedRow } from '@ledger/platform/import';
import { registers } from '@ledger/registers';
import { Complaint, problemLine, type Door, type Language } from './door';
import { Progress } from './progress';

export type Verdict = 'recorded' | 'already-recorded' | 'would-record' | 'refused' | 'unusable';

export interface RowVerdict {
  readonly line: number;
  readonly verdict: Verdict;
  readonly command?: string;
  readonly stream?: string;
  readonly position?: string;
  readonly events?: readonly string[];
  readonly problem?: string;
}

export interface ImportOptions {
  readonly file: string;
  readonly command?: string;
  readonly dryRun: boolean;
  readonly language: Language;
}

interface Receipt {
  readonly stream: string;
  readonly position?: string;
  readonly events: readonly { readonly type: string }[];
}

/** Every command class of the composed registers, by name. */
export const commandClasses = (): ReadonlyMap<string, CommandClass> =>
  new Map(registers.flatMap((register) => register.deciders.flatMap((decider) => decider.rules.map((rule) => [rule.Command.name, rule.Command] as const))));

/**
 * Issues one command per row, in order, and tells of each what became of it. A file that cannot be read to its end
 * records nothing: it is read whole before the first command is issued.
 */
export async function importFile(door: Door, options: ImportOptions, tell: (verdict: RowVerdict) => void): Promise<ReadonlyMap<Verdict, number>> {
  const rows = await prepared(options);
  const counts = new Map<Verdict, number>();
  const progress = new Progress(options.language === 'vi' ? 'Nhập' : 'Import');
  let done = 0;
  for (const row of rows) {
    const verdict = 'verdict' in row ? row : await issue(door, row, options);
    counts.set(verdict.verdict, (counts.get(verdict.verdict) ?? 0) + 1);
    tell(verdict);
    progress.show((done += 1), rows.length);
  }
  progress.end();
  return counts;
}

async function prepared(options: ImportOptions): Promise<readonly (PreparedRow | RowVerdict)[]> {
  const reader = new RowReader(commandClasses(), options.command);
  const rows: (PreparedRow | RowVerdict)[] = [];
  try {
    for await (const typed of readRows(options.file)) {
      const row = reader.prepare(typed);
      rows.push(isUnusable(row) ? { line: row.line, verdict: 'unusable', problem: row.problem[options.language] } : row);
    }
  } catch (error) {
    if (error instanceof UnreadableFile) throw new Complaint(`${error.place}: ${error.words[options.language]}`);
    if ((error as NodeJS.ErrnoException).code) throw new Complaint((error as Error).message);
    throw error;
  }
  if (rows.length === 0) throw new Complaint(options.language === 'vi' ? `${options.file}: không có dòng nào.` : `${options.file}: has no rows.`);
  return rows;
}

async function issue(door: Door, row: PreparedRow, { dryRun, language }: ImportOptions): Promise<RowVerdict> {
  const path = `/api/commands/${encodeURIComponent(row.command)}${dryRun ? '?dryRun=true' : ''}`;
  const answer = await door.request('POST', path, row.body, { 'idempotency-key': row.key });
  const about = { line: row.line, command: row.command };
  if (answer.status >= 500 || answer.status === 401) throw new Complaint(problemLine(answer, language));
  if (answer.status >= 400) return { ...about, verdict: 'refused', problem: problemLine(answer, language) };
  const receipt = JSON.parse(answer.body.toString('utf8')) as Receipt;
  const repeated = answer.headers['idempotency-hit'] === 'true';
  return {
    ...about,
    verdict: repeated ? 'already-recorded' : dryRun ? 'would-record' : 'recorded',
    stream: receipt.stream,
    position: receipt.position,
    events: receipt.events.map((event) => event.type),
  };
}
