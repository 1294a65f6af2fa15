import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonObject } from '@ledger/kit';
import type { EventStore, StoreStatus } from '@ledger/platform/event-store';

/** How long `/health/ready` waits for a server's answer. */
const ANSWER_MS = 2_000;

/** The head, or why there is none now: a server that is away is not waited for. */
export async function headOrError(store: EventStore): Promise<bigint | Error> {
  const status = store.status?.();
  if (status?.state === 'retrying') return new Error(status.error ?? 'the event store is away');
  const head = store.head().catch((error: Error) => error);
  if (status === undefined) return head;
  const waiting = new AbortController();
  try {
    return await Promise.race([head, sleep(ANSWER_MS, new Error('the event store does not answer in time'), { signal: waiting.signal })]);
  } finally {
    waiting.abort();
  }
}

/** How a server's store stands; nothing of a store that is part of this process. */
export function storeJson(status: StoreStatus | undefined): JsonObject {
  if (status === undefined) return {};
  const { error, subscriptions, ...rest } = status;
  return { ...rest, ...(error ? { lastError: error } : {}), subscriptions: subscriptions.map(({ state, position }) => ({ state, position: position.toString() })) };
}
