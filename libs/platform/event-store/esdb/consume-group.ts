import {
  END, START, PersistentSubscriptionDoesNotExistError, PersistentSubscriptionDroppedError, PersistentSubscriptionExistsError, persistentSubscriptionToAllSettingsFromDefaults,
  persistentSubscriptionToStreamSettingsFromDefaults, streamNameFilter,
  type PersistentSubscriptionToAll, type PersistentSubscriptionToAllResolvedEvent, type PersistentSubscriptionToStream,
} from '@eventstore/db-client';
import type { RecordedEvent } from '../port';
import { backOff } from './backoff';
import { recordedOf } from './decode';
import { asPortError, passesWithTime } from './errors';
import { Pull } from './pull';
import type { Connection } from './reading';

type Subscription = PersistentSubscriptionToAll | PersistentSubscriptionToStream;
type Delivered = PersistentSubscriptionToAllResolvedEvent;

/** A persistent subscription: the server remembers how far its consumers are, and shares the events out among them. */
export interface GroupOptions {
  readonly group: string;
  /** Consume one stream; left out: everything. */
  readonly stream?: string;
  /** Of everything, only streams whose names begin like this; fixed when the group is made. */
  readonly streamPrefixes?: readonly string[];
  /** Where a new group begins; default the first event. */
  readonly from?: 'start' | 'end';
  /** How often an event whose handling failed is delivered again before it is parked; fixed when the group is made. Default 10. */
  readonly retriesMax?: number;
  /** How many events may be under way to this consumer; default 10. */
  readonly buffer?: number;
  readonly signal: AbortSignal;
}

/** Handles one event. Resolves: it is done. Throws `ParkEvent`: it is put aside for a person. Throws anything else: it comes again. */
export type HandleEvent = (event: RecordedEvent, delivery: { readonly retries: number }) => Promise<void> | void;

export class ParkEvent extends Error {
  override readonly name = 'ParkEvent';
}

/** Consumes until `signal` aborts, at least once each, over as many connections as it takes. Throws what asking again cannot mend. */
export async function consumeGroup(connection: Connection, options: GroupOptions, handle: HandleEvent): Promise<void> {
  const { signal } = options;
  for (let failures = 0; !signal.aborted; ) {
    const progress = (): number => (failures = 0);
    try {
      await consume(connection, options, handle, progress);
    } catch (error) {
      if (signal.aborted) return;
      connection.mustBeOpen();
      if (error instanceof PersistentSubscriptionDoesNotExistError) await make(connection, options);
      else if (!passesWithTime(error) && !(error instanceof PersistentSubscriptionDroppedError)) throw asPortError(connection.server, `consume ${options.group}`, error);
      else connection.health.failed(error);
      failures += 1;
      await backOff(failures, signal);
    }
  }
}

async function consume({ client, health }: Connection, { group, stream, buffer: bufferSize = 10, signal }: GroupOptions, handle: HandleEvent, progress: () => void): Promise<void> {
  const subscription: Subscription = stream === undefined
    ? client.subscribeToPersistentSubscriptionToAll(group, { bufferSize })
    : client.subscribeToPersistentSubscriptionToStream(stream, group, { bufferSize });
  const pull = new Pull<Delivered>(subscription);
  const ring = (): void => pull.ring();
  signal.addEventListener('abort', ring, { once: true });
  try {
    while (!signal.aborted) {
      const delivered = pull.take();
      if (delivered !== undefined) {
        await settle(subscription, delivered, handle);
        health.answered();
        progress();
      } else if (pull.isOver) return;
      else await pull.change();
    }
  } finally {
    signal.removeEventListener('abort', ring);
    void subscription.unsubscribe().catch(() => undefined);
  }
}

async function settle(subscription: Subscription, delivered: Delivered, handle: HandleEvent): Promise<void> {
  // The two kinds of subscription take the same events; their types say so only one by one.
  const group = subscription as PersistentSubscriptionToAll;
  try {
    await handle(recordedOf(delivered), { retries: delivered.retryCount });
  } catch (error) {
    await group.nack(error instanceof ParkEvent ? 'park' : 'retry', (error as Error).message, delivered);
    return;
  }
  await group.ack(delivered);
}

/** Another consumer may make it at the same time. */
async function make({ client, server }: Connection, { group, stream, streamPrefixes, from = 'start', retriesMax }: GroupOptions): Promise<void> {
  const startFrom = from === 'start' ? START : END;
  const settings = { startFrom, ...(retriesMax === undefined ? {} : { maxRetryCount: retriesMax }) } as const;
  try {
    if (stream !== undefined) await client.createPersistentSubscriptionToStream(stream, group, persistentSubscriptionToStreamSettingsFromDefaults(settings));
    else {
      const filter = streamPrefixes && streamNameFilter({ prefixes: [...streamPrefixes] });
      await client.createPersistentSubscriptionToAll(group, persistentSubscriptionToAllSettingsFromDefaults(settings), filter ? { filter } : {});
    }
  } catch (error) {
    if (error instanceof PersistentSubscriptionExistsError || passesWithTime(error)) return;
    throw asPortError(server, `make ${group}`, error);
  }
}
