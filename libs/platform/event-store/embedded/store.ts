import { randomUUID } from 'node:crypto';
import { encodeAppend } from '../event-rules';
import { EventStoreUnavailable, type AppendResult, type EventStore, type ExpectedRevision } from '../port';
import { Doorbell } from './doorbell';
import type { EventChoice } from './event-choice';
import type { StoredEvent } from './event-rows';
import { DELETE, OWN, SENT, TOMBSTONE } from './group';
import { payloadOf, type SentEvent } from './raw-events';
import type { RawEvent } from './raw-pages';
import { KnownStreams } from './known-streams';
import { METADATA_TYPE, softDeletion, TOMBSTONE_TYPE } from './stream-metadata';
import { Reader } from './reader';
import { RecentAppends } from './recent-appends';
import { lockForWriting } from './writer-lock';
import { Writer, type WriterLimits } from './writer';

export interface EmbeddedStoreOptions extends WriterLimits {
  readonly folder: string;
  /** Largest size of the database file in bytes; default: what the disk holds. */
  readonly bytesMax?: number;
}

export interface EmbeddedReaderOptions {
  readonly folder: string;
  /** How often a sleeping subscription looks for events of another thread or process, in milliseconds; default 50. */
  readonly pollMs?: number;
}

/** The event store in a folder, with what only this adapter can do. */
export interface EmbeddedStore extends EventStore {
  /** The first `limit` events after a position, whoever wrote them, as their bytes lie on disk, in order. */
  readRaw(after: bigint, limit: number): RawEvent[];
  /** Makes sleeping subscriptions look for new events at once. */
  ring(): void;
  /** Everything in the file, as the node that speaks EventStoreDB's protocol needs it. */
  readonly stored: StoredEvents;
}

/** Beside the port: events of any form, of whoever wrote them. Reads answer at once; a revision of a tombstone is `TOMBSTONED`. */
export interface StoredEvents {
  /** Events as a client sent them; `isOwn`: they are canonical and the ledger's own, so the port gives them too. Rejects with `StreamDeleted` as well. */
  append(stream: string, events: readonly SentEvent[], expected: ExpectedRevision, isOwn?: boolean): Promise<AppendResult>;
  /** Soft delete: hides what is there. Answers the position of the change. */
  delete(stream: string, expected: ExpectedRevision): Promise<AppendResult>;
  /** Ends a stream for good. */
  tombstone(stream: string, expected: ExpectedRevision): Promise<AppendResult>;
  /** Both revisions included. */
  ofStream(stream: string, first: number, last: number, backwards: boolean, limit: number): StoredEvent[];
  /** Both positions included. */
  between(first: number, last: number, backwards: boolean, limit: number): StoredEvent[];
  /** Of those between two positions the ones that a choice takes, at most `limit`, and the position up to which it looked; what is refused costs next to nothing. */
  chosen(choice: EventChoice, first: number, last: number, backwards: boolean, limit: number): { readonly events: StoredEvent[]; readonly reached: number };
  /** Positions of the events of the streams whose names lie in [from, to), or of the events of a type outside system streams. */
  positions(first: number, last: number, wanted: { readonly from: string; readonly to: string } | { readonly type: string }): number[];
  /** Highest revision of a stream, a tombstone's included; undefined when it was never written. */
  lastRevision(stream: string): number | undefined;
  head(): number;
  /** Resolves when the head may have moved since `rings` was read, or when `signal` aborts. */
  changed(rings: number, signal?: AbortSignal): Promise<void>;
  rings(): number;
}

/** Opens a folder for reading and writing. Rejects with `EventStoreUnavailable`, above all when another writer has it. */
export async function openEmbeddedStore(options: EmbeddedStoreOptions): Promise<EmbeddedStore> {
  const { folder } = options;
  const lock = lockForWriting(folder);
  const doorbell = new Doorbell();
  try {
    const recent = new RecentAppends();
    const writer = await Writer.start(options, (group, outcomes) => {
      recent.note(group, outcomes);
      doorbell.ring();
    });
    try {
      return writable(new Reader(folder, doorbell, recent), writer, doorbell, () => lock.release());
    } catch (error) {
      await writer.close();
      throw error;
    }
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Opens a folder that exists for reading only, from any thread or process, beside its writer. */
export async function openEmbeddedReader(options: EmbeddedReaderOptions): Promise<EmbeddedStore> {
  const doorbell = new Doorbell();
  const reader = new Reader(options.folder, doorbell);
  const stopPolling = pollHead(reader, doorbell, options.pollMs ?? 50);
  const refused = () => Promise.reject(new EventStoreUnavailable(`the event store in ${options.folder} is open for reading only`));
  return {
    ...readable(reader, doorbell),
    stored: { ...storedReads(reader, doorbell), append: refused, delete: refused, tombstone: refused },
    append: refused,
    close: async () => {
      stopPolling();
      reader.close();
    },
  };
}

function readable(reader: Reader, doorbell: Doorbell): Omit<EmbeddedStore, 'append' | 'close' | 'stored'> {
  return {
    readStream: (stream, options = {}) => reader.stream(stream, options),
    readAll: (options = {}) => reader.all(options),
    subscribe: (options = {}) => reader.subscribe(options),
    head: async () => BigInt(reader.head()),
    readRaw: (after, limit) => reader.raw(after, limit),
    ring: () => doorbell.ring(),
  };
}

/** What a stream that does not exist reads as. */
async function* nothing(): AsyncGenerator<never> {
  // It has no batch to give.
}

function storedReads(reader: Reader, doorbell: Doorbell): Omit<StoredEvents, 'append' | 'delete' | 'tombstone'> {
  return {
    ofStream: (...range) => reader.storedOfStream(...range),
    between: (...range) => reader.storedBetween(...range),
    chosen: (...range) => reader.storedChosen(...range),
    positions: (...range) => reader.positions(...range),
    lastRevision: (stream) => reader.lastRevision(stream),
    head: () => reader.head(),
    rings: () => doorbell.rings,
    changed: (rings, signal) => doorbell.after(rings, signal),
  };
}

function storedWrites(writer: Pick<Writer, 'append'>): Pick<StoredEvents, 'append' | 'delete' | 'tombstone'> {
  const ending = (type: string, data: string) => [{ id: randomUUID(), type, data, metadata: '' }];
  return {
    append: async (stream, events, expected, isOwn = false) => {
      const written = events.map((event) => ({ id: event.id, type: event.type, ...payloadOf(event) }));
      return writer.append(stream, written, expected, isOwn ? OWN : SENT);
    },
    delete: (stream, expected) => writer.append(stream, ending(METADATA_TYPE, softDeletion()), expected, DELETE),
    tombstone: (stream, expected) => writer.append(stream, ending(TOMBSTONE_TYPE, ''), expected, TOMBSTONE),
  };
}

function writable(reader: Reader, writer: Writer, doorbell: Doorbell, release: () => void): EmbeddedStore {
  let closing: Promise<void> | undefined;
  const streams = new KnownStreams();
  void streams.fill(reader.streamNames());
  const append: Writer['append'] = (stream, ...rest) => {
    streams.add(stream);
    return writer.append(stream, ...rest);
  };
  return {
    ...readable(reader, doorbell),
    readStream: (stream, options = {}) => (streams.mayExist(stream) ? reader.stream(stream, options) : nothing()),
    stored: { ...storedReads(reader, doorbell), ...storedWrites({ append }) },
    append: async (stream, events, expected) => append(stream, encodeAppend(stream, events, expected), expected),
    close: () =>
      (closing ??= (async () => {
        reader.close();
        await writer.close();
        release();
      })()),
  };
}

/** Rings when another thread or process has appended, while anyone sleeps. */
function pollHead(reader: Reader, doorbell: Doorbell, everyMs: number): () => void {
  let head = -1;
  const timer = setInterval(() => {
    if (doorbell.asleep === 0) return;
    try {
      const now = reader.head();
      if (now !== head) doorbell.ring();
      head = now;
    } catch {
      // The subscriptions find out themselves, where somebody can handle it.
      doorbell.ring();
    }
  }, everyMs);
  return () => clearInterval(timer);
}
