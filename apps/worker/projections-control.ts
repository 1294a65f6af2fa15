import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { Problem, type Log, type ProjectionControl, type TableChange } from '@ledger/platform/nest';
import { RUNNER_THREAD_LIMITS } from '@ledger/platform/read-store';
import { startThread } from '@ledger/platform/thread';
import type { FromThread, ThreadSettings, ToThread } from './projections-thread';

const RESTART_MS = 1_000;

/** Runs the projections in a thread of this process, and starts another should it ever fail. */
export class ThreadProjections implements ProjectionControl {
  private readonly listeners = new Set<(change: TableChange) => void>();
  private readonly asked = new Map<string, { readonly done: boolean; readonly error?: string }>();
  private worker: Worker | undefined;
  private stopped = false;
  private started = false;
  private exited: Promise<void> = Promise.resolve();

  constructor(
    private readonly settings: ThreadSettings,
    private readonly log: Log,
    /** Told before anybody else that rows have changed. */
    private readonly wake: () => void,
  ) {}

  /** Resolves when the thread has opened its stores; rejects when it cannot. */
  start(): Promise<void> {
    this.started = false;
    const worker = startThread(join(__dirname, 'projections-thread'), { workerData: this.settings, resourceLimits: RUNNER_THREAD_LIMITS });
    this.worker = worker;
    this.exited = new Promise((resolve) => worker.once('exit', () => resolve(this.restart())));
    worker.on('error', (error) => this.log.error({ err: error }, 'the projections have failed'));
    return new Promise((resolve, reject) => {
      worker.once('error', reject);
      worker.on('message', (message: FromThread) => {
        if (message.kind !== 'started') return this.heard(message);
        this.started = true;
        resolve();
      });
    });
  }

  onChange(listener: (change: TableChange) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  rebuild(projection: string): void {
    if (this.asked.get(projection)?.done === false) throw new Problem(409, 'operations.already-running', { name: projection });
    this.asked.set(projection, { done: false });
    this.tell({ kind: 'rebuild', projection });
  }

  rebuilds(): ReadonlyMap<string, { readonly done: boolean; readonly error?: string }> {
    return this.asked;
  }

  async close(): Promise<void> {
    this.stopped = true;
    // A thread that is still loading has nothing to finish.
    if (this.started) this.tell({ kind: 'stop' });
    else await this.worker?.terminate();
    await this.exited;
  }

  private heard(message: FromThread): void {
    if (message.kind === 'changed') {
      this.wake();
      for (const listener of this.listeners) listener(message);
    } else if (message.kind === 'rebuilt') this.asked.set(message.projection, { done: true, error: message.error });
    else if (message.kind === 'failed') this.log.error({ reason: message.message }, 'projections: something failed');
  }

  private async restart(): Promise<void> {
    for (const [projection, { done }] of this.asked) if (!done) this.asked.set(projection, { done: true, error: 'the projections were restarted' });
    if (this.stopped) return;
    await sleep(RESTART_MS);
    if (!this.stopped) void this.start().catch(() => undefined);
  }

  private tell(message: ToThread): void {
    this.worker?.postMessage(message);
  }
}
