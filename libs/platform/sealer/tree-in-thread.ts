import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { SealerRefused, type Tree, type TreeHead, type TreeState } from './tree';
import type { FromTreeThread, ToTreeThread, TreeThreadSettings } from './tree-thread';

const EXTENSION = __filename.endsWith('.ts') ? '.ts' : '.js';
// A page of events, sixteen tiles on their way to the disk, and the right edge of the tree: little is kept.
const LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 };

interface Call {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

/** The tree of an embedded store, made in a thread of its own so that nobody waits for it. A thread that fails is replaced when the tree is opened next. */
export class TreeInThread implements Tree {
  private worker: Worker | undefined;
  private exited: Promise<void> = Promise.resolve();
  private readonly calls = new Map<number, Call>();
  private next = 0;

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
    const worker = new Worker(join(__dirname, `tree-thread${EXTENSION}`), {
      workerData: { ...this.settings, pattern: this.settings.pattern.source } satisfies TreeThreadSettings,
      execArgv: EXTENSION === '.ts' ? ['-r', '@swc-node/register'] : [],
      resourceLimits: LIMITS,
    });
    let failure = new Error('the thread that makes the tree has ended');
    worker.on('error', (error) => (failure = error));
    worker.on('message', (message: FromTreeThread) => this.answer(message));
    this.exited = new Promise((resolve) => {
      worker.once('exit', () => {
        this.worker = undefined;
        for (const call of this.calls.values()) call.reject(failure);
        this.calls.clear();
        resolve();
      });
    });
    return worker;
  }

  private call<T>(message: Omit<Extract<ToTreeThread, { kind: 'open' }>, 'call'> | { readonly kind: 'advance' | 'close' }): Promise<T> {
    const { worker } = this;
    if (worker === undefined) return Promise.reject(new Error('the tree is not open'));
    const call = (this.next += 1);
    return new Promise<T>((resolve, reject) => {
      this.calls.set(call, { resolve: resolve as (answer: unknown) => void, reject });
      worker.postMessage({ ...message, call });
    });
  }

  private answer(message: FromTreeThread): void {
    const call = this.calls.get(message.call);
    this.calls.delete(message.call);
    if ('answer' in message) call?.resolve(message.answer);
    else call?.reject(message.refused ? new SealerRefused(message.message) : new Error(message.message));
  }
}
