import { encodeAppend } from '../event-rules';
import { EventStoreUnavailable, type EventStore } from '../port';
import { Doorbell } from './doorbell';
import type { RawEvent } from './event-rows';
import { Reader } from './reader';
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
  /** The first `limit` events after a position as they lie on disk, in order. */
  readRaw(after: bigint, limit: number): RawEvent[];
  /** Makes sleeping subscriptions look for new events at once. */
  ring(): void;
}

/** Opens a folder for reading and writing. Rejects with `EventStoreUnavailable`, above all when another writer has it. */
export async function openEmbeddedStore(options: EmbeddedStoreOptions): Promise<EmbeddedStore> {
  const { folder } = options;
  const lock = lockForWriting(folder);
  const doorbell = new Doorbell();
  try {
    const writer = await Writer.start(options, () => doorbell.ring());
    try {
      return writable(new Reader(folder, doorbell), writer, doorbell, () => lock.release());
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
  return {
    ...readable(reader, doorbell),
    append: () => Promise.reject(new EventStoreUnavailable(`the event store in ${options.folder} is open for reading only`)),
    close: async () => {
      stopPolling();
      reader.close();
    },
  };
}

function readable(reader: Reader, doorbell: Doorbell): Omit<EmbeddedStore, 'append' | 'close'> {
  return {
    readStream: (stream, options = {}) => reader.stream(stream, options),
    readAll: (options = {}) => reader.all(options),
    subscribe: (options = {}) => reader.subscribe(options),
    head: async () => BigInt(reader.head()),
    readRaw: (after, limit) => reader.raw(after, limit),
    ring: () => doorbell.ring(),
  };
}

function writable(reader: Reader, writer: Writer, doorbell: Doorbell, release: () => void): EmbeddedStore {
  let closing: Promise<void> | undefined;
  return {
    ...readable(reader, doorbell),
    append: async (stream, events, expected) => writer.append(stream, encodeAppend(stream, events, expected), expected),
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
