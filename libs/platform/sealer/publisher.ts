import type { EventStore } from '@ledger/platform/event-store';
import { appendCosigned, type SealedCheckpoint } from './checkpoint-stream';
import type { Cosigning } from './cosigning';
import { LATEST_FILE, noteIn, publishIn, type PublishedCheckpoint } from './published-checkpoint';

export interface PublisherOptions {
  readonly store: EventStore;
  readonly folder: string;
  readonly cosigning?: Cosigning;
  readonly recordedAt: () => string;
}

interface Waiter {
  readonly size: bigint;
  resolve(published: PublishedCheckpoint): void;
  reject(error: unknown): void;
}

/**
 * Makes checkpoints public, the latest one at a time: first its cosignatures, in bounded time, then the file. A checkpoint
 * that too few witnesses have cosigned is published all the same and said to be so: whoever relies on a policy checks it.
 */
export class Publisher {
  private wanted: SealedCheckpoint | undefined;
  private making: SealedCheckpoint | undefined;
  private working: Promise<void> | undefined;
  private waiters: Waiter[] = [];
  private current: PublishedCheckpoint | undefined;
  private closed = false;

  constructor(private readonly options: PublisherOptions) {}

  latest(): PublishedCheckpoint | undefined {
    return this.current;
  }

  /** What a start finds: the last checkpoint is public at once, with the cosignatures it had. */
  async resume(last: SealedCheckpoint): Promise<void> {
    const published = await noteIn(this.options.folder, LATEST_FILE);
    const isSame = published !== undefined && last.note.startsWith(`${published.text}\n`);
    const hasPolicy = this.options.cosigning !== undefined;
    if (isSame) this.current = { note: published.note, size: last.size, quorumMet: !hasPolicy };
    // Without an answer to wait for: witnesses may be slow to wake.
    if (!isSame || hasPolicy) this.publish(last).catch(() => undefined);
  }

  /** Resolves when this checkpoint or a later one is public. One that is being made public already is waited for, not made so again. */
  publish(checkpoint: SealedCheckpoint): Promise<PublishedCheckpoint> {
    if (this.making === undefined || this.making.size < checkpoint.size) this.wanted = checkpoint;
    return new Promise((resolve, reject) => {
      this.waiters.push({ size: checkpoint.size, resolve, reject });
      this.working ??= this.work();
    });
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.working;
  }

  private async work(): Promise<void> {
    while (this.wanted !== undefined && !this.closed) {
      this.making = this.wanted;
      this.wanted = undefined;
      try {
        this.current = await this.make(this.making);
      } catch (error) {
        const waiting = this.waiters.splice(0);
        for (const waiter of waiting) waiter.reject(error);
        continue;
      } finally {
        this.making = undefined;
      }
      this.settle(this.current);
    }
    // In the same turn as the last look at what is wanted: whoever comes next begins anew.
    this.working = undefined;
    const left = this.waiters.splice(0);
    for (const waiter of left) waiter.reject(new Error('the sealer is closed'));
  }

  private async make(checkpoint: SealedCheckpoint): Promise<PublishedCheckpoint> {
    const { store, folder, cosigning, recordedAt } = this.options;
    if (cosigning === undefined) {
      const published = { note: checkpoint.note, size: checkpoint.size, quorumMet: true };
      await publishIn(folder, published, false);
      return published;
    }
    const { note, cosignatures, quorumMet } = await cosigning.collect(checkpoint);
    if (this.current?.note === note && this.current.quorumMet === quorumMet) return this.current;
    if (cosignatures > 0) await appendCosigned(store, note, recordedAt());
    const published = { note, size: checkpoint.size, quorumMet };
    await publishIn(folder, published, true);
    return published;
  }

  private settle(published: PublishedCheckpoint): void {
    const served = this.waiters.filter(({ size }) => size <= published.size);
    this.waiters = this.waiters.filter(({ size }) => size > published.size);
    for (const waiter of served) waiter.resolve(published);
  }
}
