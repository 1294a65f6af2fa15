import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Language, Sheet } from '../sheet';
import type { PaperMade, PaperWanted } from './pdf-thread';

const EXTENSION = __filename.endsWith('.ts') ? '.ts' : '.js';
/** After so long without work the thread and its fonts are let go. */
const IDLE_MS = 30_000;
const WAITING_MAX = 20;
/** A paper of so many rows takes seconds; longer tables are for spreadsheets. */
export const PDF_ROWS_MAX = 3_000;

/** Too many papers are being set already. */
export class PapersBusy extends Error {
  override readonly name = 'PapersBusy';
}

interface Waiting {
  resolve(bytes: Buffer): void;
  reject(error: Error): void;
}

let worker: Worker | undefined;
let idle: NodeJS.Timeout | undefined;
let asked = 0;
const waiting = new Map<number, Waiting>();

/** A .pdf of the table, its text searchable. Rejects with `PapersBusy` while too many others wait. */
export function toPdf(sheet: Sheet, language: Language = 'vi'): Promise<Buffer> {
  if (waiting.size >= WAITING_MAX) return Promise.reject(new PapersBusy('too many papers are being made'));
  clearTimeout(idle);
  const thread = (worker ??= start());
  asked += 1;
  const id = asked;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    thread.ref();
    thread.postMessage({ id, sheet, language } satisfies PaperWanted);
  });
}

function start(): Worker {
  const thread = new Worker(join(__dirname, `pdf-thread${EXTENSION}`), { execArgv: EXTENSION === '.ts' ? ['-r', '@swc-node/register'] : [] });
  const fail = (error: Error): void => {
    if (worker === thread) worker = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  thread.on('message', (made: PaperMade) => {
    const found = waiting.get(made.id);
    waiting.delete(made.id);
    if ('bytes' in made) found?.resolve(Buffer.from(made.bytes));
    else found?.reject(new Error(`the paper cannot be made: ${made.error}`));
    if (waiting.size === 0) rest(thread);
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
