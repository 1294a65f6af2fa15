import type { EventBatch, RecordedEvent, SubscribeOptions } from '../port';
import { backOff } from './backoff';
import { asPortError, passesWithTime } from './errors';
import { Feed } from './feed';
import { matcher } from './filter';
import type { Watched } from './health';
import { readAll, type Connection } from './reading';

const BATCH_EVENTS = 1_000;

/** What a subscription needs of its store. */
export interface Following extends Connection {
  /** Somebody has asked for the head since: who follows with a filter must get there. */
  readonly wanted: () => bigint;
  /** Calls back when `wanted` moved or the store was closed; answers how to stop. */
  onChange(listener: () => void): () => void;
}

/**
 * Catch-up then live, over as many connections as it takes: after a lost one it goes on behind the last batch it handed
 * over. Throws only what asking again cannot mend.
 */
export async function* subscribe(store: Following, options: SubscribeOptions): AsyncGenerator<EventBatch> {
  const { signal } = options;
  store.mustBeOpen();
  const watched = store.health.watch(options.from ?? 0n);
  try {
    for (let failures = 0; !signal?.aborted; ) {
      try {
        for await (const batch of follow(store, options, watched)) {
          failures = 0;
          yield batch;
        }
      } catch (error) {
        if (signal?.aborted) return;
        store.mustBeOpen();
        if (!passesWithTime(error)) throw asPortError(store.server, 'subscribe', error);
        failures += 1;
        watched.state = 'retrying';
        store.health.failed(error);
        await backOff(failures, signal);
      }
    }
  } finally {
    store.health.forget(watched);
  }
}

/** Over one connection, from where the subscription stands. */
async function* follow(store: Following, { filter, batch: size = BATCH_EVENTS, signal }: SubscribeOptions, watched: Watched): AsyncGenerator<EventBatch> {
  store.mustBeOpen();
  const feed = new Feed(store.client, watched.position, filter, () => {
    store.health.answered();
    watched.state = 'catching-up';
  });
  const ring = (): void => feed.ring();
  const stopListening = store.onChange(ring);
  signal?.addEventListener('abort', ring, { once: true });
  try {
    while (!signal?.aborted) {
      const stopped = (): boolean => {
        store.mustBeOpen();
        if (feed.isLive) watched.state = 'live';
        return signal?.aborted === true;
      };
      const batch = await feed.next(size, stopped, store.wanted);
      if (batch === undefined && signal?.aborted) return;
      for await (const each of batch ? [batch] : readOnBehalf(store, feed, filter, size)) {
        watched.position = each.position;
        watched.state = each.live ? 'live' : 'catching-up';
        yield each;
      }
    }
  } finally {
    signal?.removeEventListener('abort', ring);
    stopListening();
    feed.close();
  }
}

/**
 * What lies between a quiet filtered feed and the position that somebody waits for: the server tells how far a filtered
 * subscription is only every so many events, and an event that the filter drops would keep them waiting for ever.
 */
async function* readOnBehalf(store: Following, feed: Feed, filter: SubscribeOptions['filter'], size: number): AsyncGenerator<EventBatch> {
  const goal = store.wanted();
  const keeps = matcher(filter);
  for await (const events of readAll(store, { from: feed.position })) {
    const within = events.filter(({ position }) => position <= goal);
    const kept = within.filter(keeps);
    for (let at = 0; at < kept.length; at += size) yield moved(feed, kept.slice(at, at + size), at + size >= kept.length ? within.at(-1)!.position : undefined);
    if (kept.length === 0 && within.length > 0) yield moved(feed, [], within.at(-1)!.position);
    if (within.length < events.length) break;
  }
  if (goal > feed.position) yield moved(feed, [], goal);
}

function moved(feed: Feed, events: readonly RecordedEvent[], reached: bigint | undefined): EventBatch {
  feed.position = reached ?? events.at(-1)!.position;
  return { events, position: feed.position, live: false };
}
