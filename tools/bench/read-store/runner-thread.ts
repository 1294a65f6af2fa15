import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { openEmbeddedReader } from '@ledger/platform/event-store/embedded';
import { openSqliteReadStore } from '@ledger/platform/read-store';
import { projections } from './projections';

/** Seconds that a first run takes over the events in a folder, and then a rebuild of every projection. */
export interface RunnerTimes {
  readonly first: number;
  readonly again: number;
}

async function run(folder: string): Promise<RunnerTimes> {
  const events = await openEmbeddedReader({ folder: join(folder, 'events') });
  const store = await openSqliteReadStore(join(folder, 'rows'), projections);
  const onError = (error: Error): never => {
    throw error;
  };
  const seconds = async (work: () => Promise<void>): Promise<number> => {
    const started = performance.now();
    await work();
    return (performance.now() - started) / 1_000;
  };
  const runner = store.runner(events, { onError });
  const first = await seconds(() => runner.catchUp());
  const again = await seconds(() => runner.rebuild(projections.map(({ name }) => name)));
  await store.close();
  await events.close();
  return { first, again };
}

void run(workerData as string).then((times) => parentPort!.postMessage(times));
