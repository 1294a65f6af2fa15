import type { EventStore } from '@ledger/platform/event-store';
import type { ReadStore } from '@ledger/platform/read-store';
import type { ProjectionControl, TableChange } from '../queries/projection-control';

/** Projections in the calling thread, for tests. */
export function projectionsInThread(store: EventStore, reads: ReadStore): ProjectionControl {
  const listeners = new Set<(change: TableChange) => void>();
  const asked = new Map<string, { readonly done: boolean; readonly error?: string }>();
  const stopping = new AbortController();
  const runner = reads.runner(store, {
    onChange: (change) => {
      for (const listener of listeners) listener(change);
    },
  });
  const following = runner.follow(stopping.signal);
  return {
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    rebuild: (name) => {
      asked.set(name, { done: false });
      void runner.rebuild([name]).then(() => asked.set(name, { done: true }));
    },
    rebuilds: () => asked,
    close: async () => {
      stopping.abort();
      await following;
    },
  };
}
