import { readFileSync } from 'node:fs';
import { Malformed, NotCanonical, NotVerified, openReceipt, parsePolicy, type OpenedReceipt } from '@ledger/platform/audit-log/node';
import { Complaint, demand, type Door, type Language } from './door';
import { localTime } from './local-time';
import { saidBy } from './system-error';

const NOT_PROVED = 1;
const NO_QUORUM = 2;
const UNREADABLE = 3;

/** The `.tlog-proof` of a command, or the page to print it on. */
export async function receipt(door: Door, language: Language, { id, paper }: { readonly id: string; readonly paper: boolean }): Promise<Buffer> {
  const path = `/api/receipts/${encodeURIComponent(id)}`;
  return (await demand(door, language, 'GET', paper ? `${path}/paper?lang=${language}` : `${path}.tlog-proof`)).body;
}

export interface CheckRequest {
  readonly file: string;
  /** File of the policy that is trusted. */
  readonly policy?: string;
  readonly language: Language;
}

/** Checks a proof with nothing but a policy at hand. Returns what it proves; throws a `Complaint`: 1 not proved, 2 too few cosignatures, 3 unreadable. */
export async function checkReceipt({ file, policy, language }: CheckRequest): Promise<string> {
  if (policy === undefined) throw new Complaint(language === 'vi' ? 'Hãy nêu --policy <tệp>: khóa nào được tin.' : 'Name --policy <file>: which keys are trusted.', UNREADABLE);
  const opened = await opening(file, policy, language);
  if (!opened.quorumMet) throw new Complaint(language === 'vi' ? 'Chưa đủ chữ ký chứng kiến theo chính sách.' : 'The policy asks for more cosignatures.', NO_QUORUM);
  const { entry, index, checkpoint } = opened;
  const proved = language === 'vi' ? `ĐÚNG: sự kiện ${entry.type} của ${entry.stream}@${entry.revision}, ghi lúc ${localTime(entry.recordedAt)}, là lá ${index} trong cây ${checkpoint.size} lá của ${checkpoint.origin}.` : `PROVED: the event ${entry.type} of ${entry.stream}@${entry.revision}, recorded at ${localTime(entry.recordedAt)}, is leaf ${index} of the ${checkpoint.size} leaves of ${checkpoint.origin}.`;
  return opened.data ? `${proved}\n${JSON.stringify(opened.data)}` : proved;
}

async function opening(file: string, policy: string, language: Language): Promise<OpenedReceipt> {
  try {
    return await openReceipt(readFileSync(file), parsePolicy(readFileSync(policy)));
  } catch (error) {
    if (error instanceof NotVerified) throw new Complaint(`${file}: ${error.message}`, NOT_PROVED);
    if (error instanceof Malformed || error instanceof NotCanonical) throw new Complaint(`${file}: ${error.message}`, UNREADABLE);
    throw new Complaint(saidBy(error, language), UNREADABLE);
  }
}
