import type { Process } from '@ledger/kit';
import type { EventStore } from '@ledger/platform/event-store';
import type { NamedValues, Parked, ProcessCheckpoints } from '@ledger/platform/office-store';
import type { Ledger } from '../ledger/ledger';
import type { Log } from '../log';
import { ProcessRun } from './process-run';

export interface ProcessRunnerParts {
  readonly ledger: Ledger;
  readonly store: EventStore;
  readonly checkpoints: ProcessCheckpoints;
  /** Remembers which commands of a process were refused, so that replaying it issues nothing new. */
  readonly values: NamedValues;
  readonly log: Log;
}

/** How a process stands, for operators and `/health/ready`. */
export interface ProcessStatus {
  readonly name: string;
  /** `retrying`: something it needs is away; it goes on by itself. `parked`: it waits for a person. */
  readonly state: 'running' | 'retrying' | 'parked' | 'stopped';
  readonly position: bigint;
  readonly error?: string;
  readonly parked?: Parked;
}

/** Runs every process of the ledger, each at its own pace: one that is parked holds up no other. */
export class ProcessRunner {
  private readonly runs: ReadonlyMap<string, ProcessRun>;

  private readonly store: EventStore;

  constructor(parts: ProcessRunnerParts) {
    this.store = parts.store;
    const processes: readonly Process[] = [...parts.ledger.catalogue.processes.values()];
    this.runs = new Map(processes.map((process) => [process.name, new ProcessRun(process, parts)]));
  }

  start(): void {
    for (const run of this.runs.values()) run.start();
  }

  /** Lets each finish what it is doing. */
  async stop(): Promise<void> {
    await Promise.all([...this.runs.values()].map((run) => run.stop()));
  }

  status(): readonly ProcessStatus[] {
    return [...this.runs.values()].map((run) => run.status());
  }

  /** Lets a parked process try again; false when there is none of that name. */
  resume(name: string): boolean {
    const run = this.runs.get(name);
    run?.resume();
    return run !== undefined;
  }

  /** Lets a stopped process begin again with the first event; what it had issued is not issued again. */
  reset(name: string): void {
    this.runs.get(name)?.reset();
  }

  /** Resolves true once every process has acted on everything recorded, what they caused included; false after `timeoutMs` or when one is parked. */
  async settled(timeoutMs: number): Promise<boolean> {
    const deadline = Date.now() + timeoutMs;
    const runs = [...this.runs.values()];
    for (let head = await this.store.head(), before = -1n; head !== before; head = await this.store.head()) {
      const reached = await Promise.all(runs.map((run) => run.reached(head, deadline - Date.now())));
      if (!reached.every(Boolean)) return false;
      before = head;
    }
    return true;
  }
}
