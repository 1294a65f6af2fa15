import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { PendingCalls, startThread } from '@ledger/platform/thread';
import type { Language, Sheet } from '../sheet';
import type { PaperMade, PaperWanted } from './pdf-thread';

/** After so long without work the thread and its fonts are let go. */
const IDLE_MS = 30_000;
const WAITING_MAX = 20;
/** A paper of so many rows takes seconds; longer tables are for spreadsheets. */
export const PDF_ROWS_MAX = 3_000;

/** Too many papers are being set already. */
export class PapersBusy extends Error {
  override readonly name = 'PapersBusy';
}

let worker: Worker | undefined;
let idle: NodeJS.Timeout | undefined;
const calls = new PendingCalls<Buffer>();

/** A .pdf of the table, its text searchable. Rejects with `PapersBusy` while too many others wait. */
export function toPdf(sheet: Sheet, language: Language = 'vi'): Promise<Buffer> {
  if (calls.size >= WAITING_MAX) return Promise.reject(new PapersBusy('too many papers are being made'));
  clearTimeout(idle);
  const thread = (worker ??= start());
  return calls.ask((id) => {
    thread.ref();
    thread.postMessage({ id, sheet, language } satisfies PaperWanted);
  });
}

function start(): Worker {
  const thread = startThread(join(__dirname, 'pdf-thread'));
  const fail = (error: Error): void => {
    if (worker === thread) worker = undefined;
    calls.rejectAll(error);
  };
  thread.on('message', (made: PaperMade) => {
    if ('bytes' in made) calls.resolve(made.id, Buffer.from(made.bytes));
    else calls.reject(made.id, new Error(`the paper cannot be made: ${made.error}`));
    if (calls.size === 0) rest(thread);
  });
  thread.on('error', fail);
  thread.on('exit', () => fail(new Error('the thread that makes papers has ended')));
  return thread;
}

/** Neither the thread nor its timer keeps the process alive. */
function rest(thread: Worker): void {
  thread.unref();
  idle = setTimeout(() => {
    worker = undefined;
    void thread.terminate();
  }, IDLE_MS).unref();
}
