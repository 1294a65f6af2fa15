import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import type { SignalReader } from '@ledger/platform/nest/signals';
import type { Look, SignalHit } from '@ledger/platform/risk-signals';
import { PendingCalls, startThread } from '@ledger/platform/thread';
import type { FromSignalThread, SignalThreadSettings, ToSignalThread } from './signals-thread';

/** Looks for risk signals in a thread of its own, begun when somebody first asks; one that fails is begun anew at the next question. */
export class SignalThread implements SignalReader {
  private worker: Worker | undefined;
  private readonly calls = new PendingCalls<readonly (readonly SignalHit[])[]>();

  constructor(private readonly settings: SignalThreadSettings) {}

  look(looks: readonly Look[], until: bigint): Promise<readonly (readonly SignalHit[])[]> {
    const worker = (this.worker ??= this.start());
    return this.calls.ask((call) => worker.postMessage({ call, looks, until } satisfies ToSignalThread));
  }

  async close(): Promise<void> {
    const { worker } = this;
    if (!worker) return;
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    worker.postMessage('stop');
    await ended;
  }

  private start(): Worker {
    const worker = startThread(join(__dirname, 'signals-thread'), { workerData: this.settings });
    worker.on('message', ({ call, hits, error }: FromSignalThread) => {
      if (hits) this.calls.resolve(call, hits);
      else this.calls.reject(call, new Error(error));
    });
    let failure: Error | undefined;
    worker.on('error', (error) => (failure = error as Error));
    worker.once('exit', () => {
      if (this.worker === worker) this.worker = undefined;
      this.calls.rejectAll(failure ?? new Error('the thread that looks for signals has ended'));
    });
    return worker;
  }
}
