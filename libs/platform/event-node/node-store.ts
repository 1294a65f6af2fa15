/** What the node's services stand on: events as bytes, in the words of EventStoreDB, whatever store lies below. */

import type { AppendResult, ExpectedRevision } from '@ledger/platform/event-store';
import type { EventChoice } from '@ledger/platform/event-store/embedded';

export { EventStoreUnavailable, WrongExpectedRevision } from '@ledger/platform/event-store';
export type { AppendResult, ExpectedRevision } from '@ledger/platform/event-store';
export { StreamDeleted, TOMBSTONE_REVISION } from '@ledger/platform/event-store/embedded';

export type ContentType = 'application/json' | 'application/octet-stream';

/** An event to append, its bytes as the client sent them. */
export interface NodeEventToAppend {
  /** UUID in lower case. */
  readonly id: string;
  readonly type: string;
  readonly contentType: ContentType;
  readonly data: Uint8Array;
  /** The client's own metadata; empty when there is none. */
  readonly metadata: Uint8Array;
}

export interface NodeEvent extends NodeEventToAppend {
  readonly stream: string;
  readonly revision: bigint;
  readonly position: bigint;
  /** Milliseconds since 1970 UTC. */
  readonly created: number;
}

/** A revision, or an end of the stream; `from` is included either way. */
export interface StreamRead {
  readonly from: bigint | 'start' | 'end';
  readonly direction: 'forwards' | 'backwards';
  /** Largest page wanted; a page may be smaller. */
  readonly limit: number;
}

export interface StreamPage {
  /** `missing`: never written or soft-deleted; `deleted`: tombstoned, then `events` may hold the tombstone alone. */
  readonly state: 'found' | 'missing' | 'deleted';
  readonly events: readonly NodeEvent[];
  /** Where the next page begins; undefined when nothing more was known. */
  readonly next?: bigint;
  /** Last revision, visible or not; −1n when nothing was ever written. */
  readonly last: bigint;
}

/** Forwards: events after `from`; backwards: events before it. Exclusive, as in the port. */
export interface AllRead {
  readonly from: bigint;
  readonly direction: 'forwards' | 'backwards';
  readonly limit: number;
  /** Only these; `limit` then counts them alone. */
  readonly choice?: EventChoice;
}

export interface AllPage {
  /** None is no end: all that was looked at may have been passed over. */
  readonly events: readonly NodeEvent[];
  /** How far this page looked: the `from` of the next one. */
  readonly reached: bigint;
  readonly atEnd: boolean;
}

/** The metadata in force of a stream; all absent when it has none, or when it is no JSON object. */
export interface StreamMetadata {
  /** Seconds. */
  readonly maxAge?: number;
  readonly maxCount?: number;
  readonly truncateBefore?: bigint;
}

/** The type of an event that stands for another: its data is `<revision>@<stream>`. */
export const LINK_TYPE = '$>';

export interface NodeStore {
  /** Resolves when every event is on disk. Rejects with `WrongExpectedRevision`, `StreamDeleted` or `EventStoreUnavailable`. No access rules are applied. */
  append(stream: string, events: readonly NodeEventToAppend[], expected: ExpectedRevision): Promise<AppendResult>;
  /** Soft delete: earlier events are no longer visible, numbering goes on. Answers the position of the change. */
  delete(stream: string, expected: ExpectedRevision): Promise<bigint>;
  /** Hard delete: the stream's name is used up for ever. Answers the position of the tombstone. */
  tombstone(stream: string, expected: ExpectedRevision): Promise<bigint>;
  /** Visible events of a stream, or of a virtual one (`$ce-…`, `$et-…`: links). */
  readStream(stream: string, read: StreamRead): Promise<StreamPage>;
  /** Everything stored, except what persistent subscriptions to `$all` keep of themselves. */
  readAll(read: AllRead): Promise<AllPage>;
  /** The event a link stands for; undefined when it is gone. What is no link stands for itself. */
  resolve(event: NodeEvent): Promise<NodeEvent | undefined>;
  /** Position of the last event, 0n when there is none. */
  head(): bigint;
  /** Resolves when something lies after the position, or when `signal` aborts. */
  wait(after: bigint, signal?: AbortSignal): Promise<void>;
  metadata(stream: string): Promise<StreamMetadata>;
}
