import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import type { StoredEvents } from '@ledger/platform/event-store/embedded';
import { startThread } from '@ledger/platform/thread';
import type { Authenticate } from '../authentication';
import { NodeCannotStart, type NodeOptions, type RunningNode } from '../start-node';
import { carried, type Answer, type FromThread, type Question, type ThreadSettings, type ToThread } from './messages';
import { Requests } from './requests';

export interface NodeThreadOptions extends NodeOptions {
  /** The folder of `store`. */
  readonly folder: string;
}

const CLOSE_MS = 5_000;

/** `startNode` in a thread of its own, beside the store's writer in this one. Rejects with `NodeCannotStart`. */
export async function startNodeThread({ store, authenticate, report = () => undefined, ...settings }: NodeThreadOptions): Promise<RunningNode> {
  const worker = startThread(join(__dirname, 'node-thread'), { workerData: settings satisfies ThreadSettings });
  const ready = await readyOf(worker);
  const tell = (message: ToThread): void => worker.postMessage(message);
  const requests = new Requests(tell);
  worker.on('message', (message: FromThread) => {
    if (message.kind === 'done') requests.settle(message);
    if (message.kind === 'report') report(new Error(message.message));
    if (message.kind !== 'question') return;
    const { id, question } = message;
    answerOf(question, store.stored, authenticate).then(
      (answer) => tell({ kind: 'answer', id, answer }),
      (error: unknown) => tell({ kind: 'refusal', id, error: carried(error) }),
    );
  });
  worker.on('error', report);
  worker.once('exit', () => requests.end());
  const life = new AbortController();
  void ringAlong(store.stored, life.signal, () => tell({ kind: 'ring' }));
  let closed: Promise<void> | undefined;
  return { ...ready, ...requests.control(), close: () => (closed ??= close(worker, life, tell)) };
}

function readyOf(worker: Worker): Promise<{ readonly host: string; readonly port: number }> {
  return new Promise((resolve, reject) => {
    worker.once('message', (message: FromThread) => {
      if (message.kind === 'ready') resolve({ host: message.host, port: message.port });
      else reject(new NodeCannotStart((message as { message: string }).message));
    });
    worker.once('error', (error) => reject(new NodeCannotStart(`the event node cannot start: ${error.message}`)));
    worker.once('exit', () => reject(new NodeCannotStart('the event node ended before it started')));
  });
}

async function answerOf(question: Question, stored: StoredEvents, authenticate: Authenticate | undefined): Promise<Answer> {
  switch (question.what) {
    case 'append':
      return stored.append(question.stream, question.events, question.expected, question.isOwn);
    case 'delete':
      return stored.delete(question.stream, question.expected);
    case 'tombstone':
      return stored.tombstone(question.stream, question.expected);
    case 'authenticate':
      return authenticate ? authenticate(question.username, question.password, question.address) : 'unknown';
  }
}

/** Tells the thread of every commit, several at once when they come fast. */
async function ringAlong(stored: StoredEvents, signal: AbortSignal, ring: () => void): Promise<void> {
  while (!signal.aborted) {
    await stored.changed(stored.rings(), signal);
    ring();
  }
}

async function close(worker: Worker, life: AbortController, tell: (message: ToThread) => void): Promise<void> {
  const exited = new Promise<void>((resolve) => void worker.once('exit', () => resolve()));
  life.abort();
  tell({ kind: 'close' });
  const timer = setTimeout(() => void worker.terminate(), CLOSE_MS);
  await exited;
  clearTimeout(timer);
}
