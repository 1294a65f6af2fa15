import { encodeAppend, type EncodedEvent } from '../event-rules';
import { EventStoreUnavailable, InvalidEvent, type AppendResult, type EventStore, type EventToAppend, type ExpectedRevision, type ReadAllOptions, type ReadStreamOptions, type StoreStatus, type SubscribeOptions } from '../port';
import { AppendChannel, type Appended } from './append-channel';
import { backOff } from './backoff';
import { clientOf, withoutPassword } from './connection';
import { consumeGroup, type GroupOptions, type HandleEvent } from './consume-group';
import { asPortError, passesWithTime } from './errors';
import { Health } from './health';
import { readAll, readStream } from './reading';
import { subscribe, type Following } from './subscribing';

/** The most a server takes in one append, in bytes as it counts them: data, metadata, and two for each letter of a type. */
export const APPEND_BYTES_MAX = 1_048_576;
const PATIENCE_MS = 10_000;
/** Appends and their characters that may wait for the server; more are refused rather than kept in memory. */
const PENDING_APPENDS_MAX = 10_000;
const PENDING_CHARACTERS_MAX = 64 * 1024 * 1024;

export interface EsdbStoreOptions {
  /** `esdb://[user:password@]host:port[?tls=false&…]`, `esdb+discover://…` for a cluster, or the same with `kurrentdb`. */
  readonly address: string;
  /** How long a read or an append goes on trying while the server is away, in milliseconds; default 10,000. */
  readonly patienceMs?: number;
}

/** The event store on an EventStoreDB or KurrentDB server, with what only this adapter can do. */
export interface EsdbStore extends EventStore {
  status(): StoreStatus;
  /** Consumes a persistent subscription until `signal` aborts, making it when there is none. */
  consumeGroup(options: GroupOptions, handle: HandleEvent): Promise<void>;
}

/** Connects to a server; rejects with `EventStoreUnavailable` when it does not answer in time. */
export async function openEsdbStore(options: EsdbStoreOptions): Promise<EsdbStore> {
  const store = new ServerStore(options);
  try {
    await store.head();
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

class ServerStore implements EsdbStore, Following {
  readonly client;
  readonly health: Health;
  readonly server: string;
  readonly patienceMs: number;
  private readonly channel: AppendChannel;
  private readonly listeners = new Set<() => void>();
  private isClosed = false;
  /** The highest position anybody here has seen. */
  private seen = 0n;
  private asked = 0n;
  private pendingAppends = 0;
  private pendingCharacters = 0;

  constructor({ address, patienceMs = PATIENCE_MS }: EsdbStoreOptions) {
    this.client = clientOf(address);
    this.server = withoutPassword(address);
    this.patienceMs = patienceMs;
    this.health = new Health(this.server);
    this.channel = new AppendChannel(this.client, patienceMs);
  }

  async append(stream: string, events: readonly EventToAppend[], expected: ExpectedRevision): Promise<AppendResult> {
    this.mustBeOpen();
    const encoded = encodeAppend(stream, events, expected);
    mustFit(encoded);
    const characters = encoded.reduce((sum, { data, metadata }) => sum + data.length + metadata.length, 0);
    this.mustHaveRoom(characters);
    this.pendingAppends += 1;
    this.pendingCharacters += characters;
    // The server does not say whether it had the events before. What it answers from before this append was sent, it had.
    const before = this.seen;
    try {
      const { revision, position } = await this.appendPatiently(stream, encoded, expected);
      this.saw(position);
      return { revision, position, repeated: position <= before };
    } finally {
      this.pendingAppends -= 1;
      this.pendingCharacters -= characters;
    }
  }

  readStream(stream: string, options: ReadStreamOptions = {}) {
    return readStream(this, stream, options);
  }

  readAll(options: ReadAllOptions = {}) {
    return readAll(this, options);
  }

  subscribe(options: SubscribeOptions = {}) {
    return subscribe(this, options);
  }

  async head(): Promise<bigint> {
    for await (const [last] of readAll(this, { direction: 'backwards', limit: 1 })) if (last) this.saw(last.position);
    if (this.seen > this.asked) {
      this.asked = this.seen;
      this.ring();
    }
    return this.seen;
  }

  status(): StoreStatus {
    return this.health.status();
  }

  consumeGroup(options: GroupOptions, handle: HandleEvent): Promise<void> {
    return consumeGroup(this, options, handle);
  }

  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    this.health.close();
    this.ring();
    await this.client.dispose();
    // The client keeps its connection to itself.
    const parts = this.client as unknown as { getChannel(): Promise<{ close(): void }> };
    await parts.getChannel().then((channel) => channel.close(), () => undefined);
  }

  readonly wanted = (): bigint => this.asked;

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  mustBeOpen(): void {
    if (this.isClosed) throw new EventStoreUnavailable(`the event store at ${this.server} is closed`);
  }

  private ring(): void {
    for (const listener of this.listeners) listener();
  }

  private saw(position: bigint): void {
    if (position > this.seen) this.seen = position;
  }

  private mustHaveRoom(characters: number): void {
    if (this.pendingAppends < PENDING_APPENDS_MAX && this.pendingCharacters + characters <= PENDING_CHARACTERS_MAX) return;
    throw new EventStoreUnavailable(`${this.pendingAppends} appends are waiting for ${this.server}`);
  }

  /** The same ids at the same expected revision are the same append, so after a lost connection it is simply sent again. */
  private async appendPatiently(stream: string, events: readonly EncodedEvent[], expected: ExpectedRevision): Promise<Appended> {
    const since = performance.now();
    for (let failures = 1; ; failures += 1) {
      try {
        const appended = await this.channel.append(stream, events, expected);
        this.health.appended();
        return appended;
      } catch (error) {
        this.mustBeOpen();
        if (!passesWithTime(error)) {
          this.health.answered();
          throw asPortError(this.server, 'append', error);
        }
        this.health.failed(error);
        if (performance.now() - since > this.patienceMs) throw asPortError(this.server, 'append', error);
        this.health.appendsAgain();
        await backOff(failures);
      }
    }
  }
}

function mustFit(events: readonly EncodedEvent[]): void {
  let letters = 0;
  for (const { type, data, metadata } of events) letters += data.length + metadata.length + type.length;
  // UTF-8 takes at most three bytes for a UTF-16 code unit, so most appends need not be counted.
  if (letters * 3 <= APPEND_BYTES_MAX) return;
  let bytes = 0;
  for (const { type, data, metadata } of events) bytes += Buffer.byteLength(data) + Buffer.byteLength(metadata) + 2 * type.length;
  if (bytes > APPEND_BYTES_MAX) throw new InvalidEvent(`an append of ${bytes} bytes: the server takes at most ${APPEND_BYTES_MAX} at once`);
}
