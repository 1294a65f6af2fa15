/** The event store port: the one door through which events are appended and read, whatever store lies behind. */

import type { JsonObject } from '@ledger/kit';
export type { Json, JsonObject } from '@ledger/kit';

export interface EventToAppend {
  /** UUID in lower case; the same id at the same expected revision is the same append. */
  readonly id: string;
  readonly type: string;
  readonly data: JsonObject;
  readonly metadata: JsonObject;
}

export interface RecordedEvent extends EventToAppend {
  readonly stream: string;
  /** Rank in its stream, from 0, without gaps. */
  readonly revision: bigint;
  /** Place in the order of everything: strictly increasing, below 2^63, dense only on the embedded store. */
  readonly position: bigint;
  /** When the store wrote it, milliseconds since 1970 UTC. */
  readonly created: number;
}

export type ExpectedRevision = bigint | 'no-stream' | 'stream-exists' | 'any';

export interface AppendResult {
  /** Revision and position of the last event of this append. */
  readonly revision: bigint;
  readonly position: bigint;
  /** True when the same events had been appended before: nothing was written now. */
  readonly repeated: boolean;
}

/** The stream was not where the caller expected it. `actual` is its last revision, or `'no-stream'`. */
export class WrongExpectedRevision extends Error {
  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    readonly actual: bigint | 'no-stream',
  ) {
    super(`stream ${stream} is at ${actual}, expected ${expected}`);
    this.name = 'WrongExpectedRevision';
  }
}

/**
 * The store cannot take or give events now (disk full, read-only folder, closed, connection lost). Nothing was recorded, unless
 * the connection to a server was lost while it answered: the same append, repeated, tells.
 */
export class EventStoreUnavailable extends Error {
  override readonly name = 'EventStoreUnavailable';
}

/** An event that may not be stored: bad id, name, JSON, or larger than `EVENT_BYTES_MAX`. */
export class InvalidEvent extends Error {
  override readonly name = 'InvalidEvent';
}

export interface ReadStreamOptions {
  /** First revision to read; default the first (forwards) or the last (backwards). */
  readonly from?: bigint;
  readonly direction?: 'forwards' | 'backwards';
  readonly limit?: number;
}

/** Keeps an event when every given part matches. Prefixes are of stream names; types are exact. */
export interface EventFilter {
  readonly streamPrefixes?: readonly string[];
  readonly types?: readonly string[];
}

export interface ReadAllOptions {
  /** Forwards: events after this position (exclusive; default: from the first). Backwards: events before it (exclusive; default: from the last). */
  readonly from?: bigint;
  readonly direction?: 'forwards' | 'backwards';
  readonly limit?: number;
  readonly filter?: EventFilter;
}

export interface SubscribeOptions {
  /** Deliver events after this position; default: from the first. */
  readonly from?: bigint;
  readonly filter?: EventFilter;
  /** Largest batch handed over at once; default 1,000. */
  readonly batch?: number;
  readonly signal?: AbortSignal;
}

/** What a subscriber is handed: pulled, never pushed, so a slow subscriber costs no memory. */
export interface EventBatch {
  readonly events: readonly RecordedEvent[];
  /** Everything up to here has been delivered or filtered out: the position to resume from. */
  readonly position: bigint;
  /** True when nothing was known to lie beyond `position` when the batch was made. */
  readonly live: boolean;
}

/** `catching-up`: a subscription has not reached the end yet; `retrying`: the server is away and is asked again and again. */
export type StoreState = 'connecting' | 'catching-up' | 'live' | 'retrying' | 'stopped';

/** How a store stands, for operators. */
export interface StoreStatus {
  readonly state: StoreState;
  /** Where it is, without passwords. */
  readonly server: string;
  /** What went wrong last, while it is retrying. */
  readonly error?: string;
  /** Since it was opened: appends acknowledged, appends sent again after a lost connection, connections lost. */
  readonly appends: number;
  readonly appendsRepeated: number;
  readonly connectionsLost: number;
  readonly subscriptions: readonly SubscriptionStatus[];
}

export interface SubscriptionStatus {
  readonly state: StoreState;
  readonly position: bigint;
}

/**
 * Streams whose names begin with `$` are the store's own; whoever wants the ledger's alone reads through `ownStreams`. What
 * another program wrote may be no JSON object: it is left out, or its data is `{ "$binary": base64 }` or `{ "$json": value }`.
 */
export interface EventStore {
  /** Resolves when every event is on disk, all or none; rejects with `WrongExpectedRevision`, `InvalidEvent` or `EventStoreUnavailable`. */
  append(stream: string, events: readonly EventToAppend[], expected: ExpectedRevision): Promise<AppendResult>;
  /** Events of one stream in order; a stream that does not exist reads as empty. */
  readStream(stream: string, options?: ReadStreamOptions): AsyncIterable<readonly RecordedEvent[]>;
  /** Everything, in batches. */
  readAll(options?: ReadAllOptions): AsyncIterable<readonly RecordedEvent[]>;
  /** Catch-up then live, at least once, until `signal` aborts. An idle live subscription yields nothing. */
  subscribe(options?: SubscribeOptions): AsyncIterable<EventBatch>;
  /** Position of the last event, 0n when there is none. */
  head(): Promise<bigint>;
  /** How it stands; absent when the store is part of this process. */
  status?(): StoreStatus;
  close(): Promise<void>;
}

/** Largest event: data and metadata together, in bytes of UTF-8 (EventStoreDB's append limit is 1 MiB). */
export const EVENT_BYTES_MAX = 1_048_576;
/** Largest number of events in one append. */
export const APPEND_EVENTS_MAX = 10_000;
