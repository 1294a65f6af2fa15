import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Malformed, type Verdict } from '@ledger/platform/audit-log/node';
import { EventStoreUnavailable } from '@ledger/platform/event-store';
import { LogKeysError } from '@ledger/platform/sealer';
import { verifyStore, type StoreVerdict, type VerifiedUpTo } from '@ledger/platform/verification';
import { parseDuration } from '../verify-bundle/duration';
import { verdictLines } from '../verify-bundle/text';
import { openAuditFolder } from './audit-folder';
import { Complaint, type Language } from './door';
import { Progress } from './progress';
import { saidBy } from './system-error';

export interface VerifyRequest {
  readonly data?: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly language: Language;
  /** Files. */
  readonly policy?: string;
  readonly trustedCheckpoint?: string;
  readonly fromCheckpoint: boolean;
  readonly maxAge?: string;
  readonly late?: string;
  readonly format: 'text' | 'json';
}

/** Beside the tiles: how far the last verification of an intact ledger went. */
const VERIFIED_FILE = 'verified.json';

/** Verifies the ledger of a data folder and prints the verdict; its exit code is the answer. */
export async function verify(request: VerifyRequest, print: (text: string) => void): Promise<number> {
  const verdict = await verdictOn(request).catch((error: Error) => {
    // 1 would say that the ledger was tampered with.
    throw error instanceof Complaint ? error : new Complaint(error.message, error instanceof LogKeysError || error instanceof Malformed ? 3 : 4);
  });
  print(request.format === 'json' ? JSON.stringify(verdict, null, 1) : lines(verdict, request.language).join('\n'));
  return verdict.exit;
}

async function verdictOn(request: VerifyRequest): Promise<Verdict | StoreVerdict> {
  const { policy, trustedCheckpoint, language } = request;
  const trust = { policy: bytesOf(policy, language), trustedCheckpoint: bytesOf(trustedCheckpoint, language), maxAge: seconds('--max-age', request.maxAge), lateAfter: seconds('--late', request.late), now: Date.now() };
  let ledger: Awaited<ReturnType<typeof openAuditFolder>>;
  try {
    ledger = await openAuditFolder(request.environment, request.data);
  } catch (error) {
    if (!(error instanceof EventStoreUnavailable)) throw error;
    return { exit: 3, outcome: 'unreadable', cosignatures: [], events: 0, findings: [{ kind: 'unreadable', level: 'unreadable', detail: error.message }], more: 0 };
  }
  const progress = new Progress(language === 'vi' ? 'kiểm tra' : 'verify');
  const file = join(ledger.folder, VERIFIED_FILE);
  try {
    const { store, rows, pattern, folder, ownPolicy } = ledger;
    const from = request.fromCheckpoint ? verifiedBefore(file) : undefined;
    const verdict = await verifyStore({ store, rows, pattern, folder, ownPolicy, ...trust, ...(from && { from }), onProgress: (position, head) => progress.show(Number(position), Number(head)) });
    progress.end();
    if (verdict.verifiedUpTo) keep(file, verdict.verifiedUpTo);
    return verdict;
  } finally {
    await ledger.close();
  }
}

function lines(verdict: Verdict | StoreVerdict, language: Language): string[] {
  const [first, ...rest] = verdictLines(verdict, language);
  if (!('sealed' in verdict)) return [first!, ...rest];
  const { sealed, unsealed } = verdict;
  return [first!, language === 'vi' ? `đã niêm phong: ${sealed} · chưa niêm phong: ${unsealed}` : `sealed: ${sealed} · not sealed yet: ${unsealed}`, ...rest];
}

function bytesOf(file: string | undefined, language: Language): Uint8Array | undefined {
  if (file === undefined) return undefined;
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Complaint(saidBy(error, language), 3);
  }
}

function seconds(option: string, duration: string | undefined): number | undefined {
  if (duration === undefined) return undefined;
  const parsed = parseDuration(duration);
  if (parsed === undefined) throw new Complaint(`${option} ${duration}: 90s, 30m, 36h, 7d, 2w`, 3);
  return parsed;
}

function verifiedBefore(file: string): VerifiedUpTo | undefined {
  try {
    const { note, position } = JSON.parse(readFileSync(file, 'utf8')) as Partial<VerifiedUpTo>;
    return typeof note === 'string' && typeof position === 'string' ? { note, position } : undefined;
  } catch {
    // Then everything is verified.
    return undefined;
  }
}

function keep(file: string, upTo: VerifiedUpTo): void {
  try {
    writeFileSync(file, `${JSON.stringify(upTo)}\n`);
  } catch {
    // A folder that may only be read can be verified all the same.
  }
}
