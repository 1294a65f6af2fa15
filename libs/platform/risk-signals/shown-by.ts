import type { EventMeta, Handlers } from '@ledger/kit';

/** Handlers that take what others make of an event. */
export const shownBy = <T>(handlers: Handlers<T>, take: (made: T, meta: EventMeta) => void): Handlers<void> =>
  Object.fromEntries(
    Object.entries(handlers).map(([type, { definition, run }]) => [type, { definition, run: (data: unknown, meta: EventMeta) => take(run(data, meta), meta) }]),
  );
