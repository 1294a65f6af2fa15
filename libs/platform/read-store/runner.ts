import { setTimeout as sleep } from 'node:timers/promises';
import type { Projection } from '@ledger/kit';
import type { EventStore } from '@ledger/platform/event-store/port';
import { Catalogue } from './catalogue';
import type { Database } from './database';
import { JOURNAL } from './journal';
import type { Runner, RunnerOptions } from './port';
import { Session } from './session';

const RETRY_MS = [100, 250, 500, 1_000, 2_000];

/**
 * Keeps the tables. Whatever goes wrong outside the projections (the event store is away, the disk is full, another runner
 * was faster) ends the session and begins a new one from what is stored.
 */
export class ProjectionRunner implements Runner {
  private session: Session | undefined;

  constructor(
    private readonly database: Database,
    private readonly projections: readonly Projection[],
    private readonly eventStore: EventStore,
    private readonly options: RunnerOptions,
  ) {}

  async follow(signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted; failures += 1) {
      try {
        await this.start().follow(signal);
        failures = 0;
      } catch (error) {
        if (signal.aborted) return;
        this.options.onError?.(error as Error);
        const pause = RETRY_MS[Math.min(failures, RETRY_MS.length - 1)]!;
        await sleep(pause, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  async catchUp(): Promise<void> {
    await this.start().catchUp();
  }

  async rebuild(names: readonly string[] = [...this.projections.map(({ name }) => name), JOURNAL]): Promise<void> {
    if (this.session?.following) await this.session.rebuild(names);
    else await this.start().catchUp(names);
  }

  private start(): Session {
    this.session = new Session(this.database, new Catalogue(this.database), this.projections, this.eventStore, this.options);
    return this.session;
  }
}
