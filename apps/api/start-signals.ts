import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { SignalReader } from '@ledger/platform/nest/signals';
import type { Look, SignalHit } from '@ledger/platform/risk-signals';
import type { FromSignalThread, SignalThreadSettings, ToSignalThread } from './signals-thread';

const EXTENSION = __filename.endsWith('.ts') ? '.ts' : '.js';

interface Waiting {
  readonly resolve: (hits: readonly (readonly SignalHit[])[]) => void;
  readonly reject: (error: Error) => void;
}

/** Looks for risk signals in a thread of its own, begun when somebody first asks; one that fails is begun anew at the next question. */
export class SignalThread implements SignalReader {
  private worker: Worker | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private calls = 0;

  constructor(private readonly settings: SignalThreadSettings) {}

  look(looks: readonly Look[], until: bigint): Promise<readonly (readonly SignalHit[])[]> {
    this.worker ??= this.start();
    this.calls += 1;
    const call = this.calls;
    return new Promise((resolve, reject) => {
      this.waiting.set(call, { resolve, reject });
      this.worker!.postMessage({ call, looks, until } satisfies ToSignalThread);
    });
  }

  async close(): Promise<void> {
    const { worker } = this;
    if (!worker) return;
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    worker.postMessage('stop');
    await ended;
  }

  private start(): Worker {
    const worker = new Worker(join(__dirname, `signals-thread${EXTENSION}`), { workerData: this.settings, execArgv: EXTENSION === '.ts' ? ['-r', '@swc-node/register'] : [] });
    worker.on('message', ({ call, hits, error }: FromSignalThread) => {
      const waiting = this.waiting.get(call);
      this.waiting.delete(call);
      if (hits) waiting?.resolve(hits);
      else waiting?.reject(new Error(error));
    });
    let failure: Error | undefined;
    worker.on('error', (error) => (failure = error as Error));
    worker.once('exit', () => {
      if (this.worker === worker) this.worker = undefined;
      for (const { reject } of this.waiting.values()) reject(failure ?? new Error('the thread that looks for signals has ended'));
      this.waiting.clear();
    });
    return worker;
  }
}
