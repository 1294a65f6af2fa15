import type { Register } from '@ledger/kit';
import { openPostgresReadStore, openSqliteReadStore, type ReadStore, type Runner, type RunnerOptions } from '@ledger/platform/read-store';
import { openEventSource, type EventSourceSettings } from './event-source';

/** Rest after a live batch: what a page waits at most, beside the work itself. */
const REST_MS = 15;

export interface ProjectionSettings extends EventSourceSettings {
  /** `sqlite`, or the address of a PostgreSQL database. */
  readonly readStore: string;
}

export interface RunningProjections {
  readonly runner: Runner;
  stop(): Promise<void>;
}

export const openReadStore = ({ data, readStore }: Pick<ProjectionSettings, 'data' | 'readStore'>, registers: readonly Register[]): Promise<ReadStore> => {
  const projections = registers.flatMap((register) => register.projections);
  return readStore === 'sqlite' ? openSqliteReadStore(data, projections) : openPostgresReadStore(readStore, projections);
};

/** Keeps the tables of all registers until stopped, beside whoever writes the events. */
export async function followProjections(settings: ProjectionSettings, registers: readonly Register[], options: RunnerOptions): Promise<RunningProjections> {
  const events = await openEventSource(settings, registers);
  const reads = await openReadStore(settings, registers);
  const stopping = new AbortController();
  const runner = reads.runner(events, { restMs: REST_MS, ...options });
  const following = runner.follow(stopping.signal);
  return {
    runner,
    stop: async () => {
      stopping.abort();
      await following;
      await reads.close();
      await events.close();
    },
  };
}
