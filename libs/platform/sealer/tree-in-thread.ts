import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { PendingCalls, startThread } from '@ledger/platform/thread';
import { SealerRefused, type Tree, type TreeHead, type TreeState } from './tree';
import type { FromTreeThread, ToTreeThread, TreeThreadSettings } from './tree-thread';

// A page of events, sixteen tiles on their way to the disk, and the right edge of the tree: little is kept.
const LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 };

/** The tree of an embedded store, made in a thread of its own so that nobody waits for it. A thread that fails is replaced when the tree is opened next. */
export class TreeInThread implements Tree {
  private worker: Worker | undefined;
  private exited: Promise<void> = Promise.resolve();
  private readonly calls = new PendingCalls<unknown>();

  constructor(private readonly settings: Omit<TreeThreadSettings, 'pattern'> & { readonly pattern: RegExp }) {}

  open(at: TreeState): Promise<{ readonly rebuilt: boolean }> {
    this.worker ??= this.startThread();
    return this.call({ kind: 'open', at });
  }

  advance(): Promise<TreeHead> {
    return this.call({ kind: 'advance' });
  }

  async close(): Promise<void> {
    if (this.worker !== undefined) await this.call({ kind: 'close' }).catch(() => undefined);
    await this.exited;
  }

  private startThread(): Worker {
    const worker = startThread(join(__dirname, 'tree-thread'), {
      workerData: { ...this.settings, pattern: this.settings.pattern.source } satisfies TreeThreadSettings,
      resourceLimits: LIMITS,
    });
    let failure = new Error('the thread that makes the tree has ended');
    worker.on('error', (error) => (failure = error));
    worker.on('message', (message: FromTreeThread) => this.answer(message));
    this.exited = new Promise((resolve) => {
      worker.once('exit', () => {
        this.worker = undefined;
        this.calls.rejectAll(failure);
        resolve();
      });
    });
    return worker;
  }

  private call<T>(message: Omit<Extract<ToTreeThread, { kind: 'open' }>, 'call'> | { readonly kind: 'advance' | 'close' }): Promise<T> {
    const { worker } = this;
    if (worker === undefined) return Promise.reject(new Error('the tree is not open'));
    return this.calls.ask((call) => worker.postMessage({ ...message, call })) as Promise<T>;
  }

  private answer(message: FromTreeThread): void {
    if ('answer' in message) this.calls.resolve(message.call, message.answer);
    else this.calls.reject(message.call, message.refused ? new SealerRefused(message.message) : new Error(message.message));
  }
}
