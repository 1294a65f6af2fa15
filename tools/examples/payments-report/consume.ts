import { setTimeout as pause } from 'node:timers/promises';
import {
  EventStoreDBClient,
  PARK,
  PersistentSubscriptionExistsError,
  persistentSubscriptionToAllSettingsFromDefaults,
  RETRY,
  START,
  streamNameFilter,
  type AllStreamResolvedEvent,
} from '@eventstore/db-client';
import { UnreadableEvent, type LedgerEvent, type PaymentsTable } from './payments-table';

export const GROUP = 'payments-report';
const AGAIN_MS = 1_000;

/** Makes the group when there is none: it begins with the ledger's first event, and gives the fund lines alone. */
export async function ensureGroup(client: EventStoreDBClient): Promise<void> {
  const settings = persistentSubscriptionToAllSettingsFromDefaults({ startFrom: START, maxRetryCount: 5 });
  try {
    await client.createPersistentSubscriptionToAll(GROUP, settings, { filter: streamNameFilter({ prefixes: ['funds.line-'] }) });
  } catch (error) {
    if (!(error instanceof PersistentSubscriptionExistsError)) throw error;
  }
}

/** Keeps the table up to date until `signal` aborts, connecting again when the connection is lost. */
export async function keepUpToDate(client: EventStoreDBClient, table: PaymentsTable, signal: AbortSignal, report: (line: string) => void): Promise<void> {
  while (!signal.aborted) {
    try {
      await ensureGroup(client);
      await consume(client, table, signal, report);
    } catch (error) {
      report(`again in ${AGAIN_MS} ms: ${(error as Error).message}`);
      await pause(AGAIN_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

async function consume(client: EventStoreDBClient, table: PaymentsTable, signal: AbortSignal, report: (line: string) => void): Promise<void> {
  const subscription = client.subscribeToPersistentSubscriptionToAll(GROUP, { bufferSize: 100 });
  const stop = (): void => void subscription.unsubscribe();
  signal.addEventListener('abort', stop, { once: true });
  try {
    for await (const message of subscription) {
      const refusal = handled(table, message);
      if (refusal === undefined) {
        // Only now: what is acknowledged does not come again, so it must be on disk.
        await subscription.ack(message);
      } else {
        report(`${message.event?.type} at ${message.event?.position.commit}: ${refusal.message}`);
        // Parked messages wait for `replayParkedMessagesToAll`; others are tried again, and parked after `maxRetryCount` times.
        await subscription.nack(refusal instanceof UnreadableEvent ? PARK : RETRY, refusal.message, message);
      }
    }
  } finally {
    signal.removeEventListener('abort', stop);
    await subscription.unsubscribe();
  }
}

/** Undefined when the table holds the message's effect, else why it does not. */
function handled(table: PaymentsTable, { event }: AllStreamResolvedEvent): Error | undefined {
  if (event === undefined || !event.isJson) return undefined;
  const { id, type, streamId, position, data } = event;
  try {
    table.record({ id, type, stream: streamId, position: position.commit, data: data as LedgerEvent['data'] });
    return undefined;
  } catch (error) {
    return error as Error;
  }
}
