import { canonicalJson, NotCanonical } from '@ledger/platform/audit-log';
import type { EventStore, Json, RecordedEvent } from '@ledger/platform/event-store';
import { TOMBSTONE_REVISION, TOMBSTONED, type EmbeddedStore, type RawEvent } from '@ledger/platform/event-store/embedded';
import { recordedAtIn, recordedAtOf } from './recorded-at';

/**
 * Which streams are leaves, by their names: the streams of these registers and their `$$` metadata streams, whatever the
 * type of the event. Throws RangeError for a name that is not of lower-case letters, digits and hyphens.
 */
export function leafStreamPattern(registers: readonly (string | { readonly name: string })[]): RegExp {
  const names = registers.map((register) => (typeof register === 'string' ? register : register.name));
  const odd = names.find((name) => !/^[a-z][a-z0-9-]*$/.test(name));
  if (odd !== undefined || names.length === 0) throw new RangeError(odd === undefined ? 'no register, no leaves' : `${odd} is no name of a register`);
  return new RegExp(`^(\\$\\$)?(${names.join('|')})\\.`);
}

/** An event that is a leaf. `data` and `metadata` are its stored bytes: canonical JSON. */
export interface LeafEvent {
  readonly position: bigint;
  readonly stream: string;
  readonly revision: bigint;
  /** UUID in lower case. */
  readonly id: string;
  readonly type: string;
  /** ISO 8601 UTC: of the metadata, or else when the store made it, in milliseconds. */
  readonly recordedAt: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
  /** A client sent it, and the ledger's own reading steps over it. */
  readonly isSent?: true;
}

/** Some leaves, and how far everything has been looked at for them. */
export interface LeafPage {
  readonly leaves: readonly LeafEvent[];
  readonly position: bigint;
}

// What is alive at once is copied by the garbage collector: few enough that little is.
const PAGE_EVENTS = 256;
const STREAMS_KEPT = 100_000;

/**
 * The leaves after a position in the store's order, up to what it held when the last page was read. The embedded store gives
 * the bytes that lie on disk; of any other store, which gives parsed JSON, they are made again by canonicalising.
 */
export async function* leafEvents(store: EventStore, pattern: RegExp, after: bigint): AsyncGenerator<readonly LeafEvent[]> {
  for await (const { leaves } of leafPages(store, pattern, after)) if (leaves.length > 0) yield leaves;
}

/** As `leafEvents`, with the pages that hold no leaf. */
export async function* leafPages(store: EventStore, pattern: RegExp, after: bigint): AsyncGenerator<LeafPage> {
  const isLeaf = streamTest(pattern);
  if (isEmbedded(store)) yield* storedPages(store, isLeaf, after);
  else yield* parsedPages(store, isLeaf, after);
}

function* storedPages(store: EmbeddedStore, isLeaf: (stream: string) => boolean, after: bigint): Generator<LeafPage> {
  for (let position = after; ; ) {
    const events = store.readRaw(position, PAGE_EVENTS);
    if (events.length === 0) return;
    position = BigInt(events.at(-1)!.position);
    yield { leaves: leavesAmong(events, isLeaf), position };
    if (events.length < PAGE_EVENTS) return;
  }
}

function leavesAmong(events: readonly RawEvent[], isLeaf: (stream: string) => boolean): LeafEvent[] {
  const leaves: LeafEvent[] = [];
  for (const event of events) if (isLeaf(event.stream)) leaves.push(new StoredLeaf(event));
  return leaves;
}

async function* parsedPages(store: EventStore, isLeaf: (stream: string) => boolean, after: bigint): AsyncGenerator<LeafPage> {
  for await (const events of store.readAll({ from: after })) {
    yield { leaves: events.filter(({ stream }) => isLeaf(stream)).map(leafOfParsed), position: events.at(-1)!.position };
  }
}

/** The leaf of an event as the embedded store holds it, whoever wrote it. */
export const leafOfRaw = (event: RawEvent): LeafEvent => new StoredLeaf(event);

/** What not everybody asks for is made for those who do: of a hundred thousand leaves it is felt. */
class StoredLeaf implements LeafEvent {
  readonly stream: string;
  readonly id: string;
  readonly type: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
  private when: string | undefined;

  constructor(private readonly event: RawEvent) {
    this.stream = event.stream;
    this.id = event.id;
    this.type = event.type;
    this.data = event.data;
    this.metadata = event.metadata;
  }

  get position(): bigint {
    return BigInt(this.event.position);
  }

  get revision(): bigint {
    return this.event.revision === TOMBSTONED ? TOMBSTONE_REVISION : BigInt(this.event.revision);
  }

  get recordedAt(): string {
    return (this.when ??= recordedAtIn(this.event.metadata, this.event.created));
  }

  get isSent(): true | undefined {
    return this.event.isSent;
  }
}

/** The leaf of an event whose JSON a client has parsed. */
export function leafOfParsed({ position, stream, revision, id, type, created, data, metadata }: RecordedEvent): LeafEvent {
  const metadataText = canonical(metadata);
  const recordedAt = recordedAtOf(metadataText, created);
  return { position, stream, revision, id, type, recordedAt, data: Buffer.from(canonical(data)), metadata: Buffer.from(metadataText) };
}

/** What the ledger records is canonical; what the store itself records, such as the `$tb` of a deleted stream, need not be, and has to give the same bytes every time all the same. */
function canonical(value: Json): string {
  try {
    return canonicalJson(value);
  } catch (error) {
    if (!(error instanceof NotCanonical)) throw error;
    return JSON.stringify(value, (_, part: unknown) => (isObject(part) ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1))) : part));
  }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);

const isEmbedded = (store: EventStore): store is EmbeddedStore => typeof (store as Partial<EmbeddedStore>).readRaw === 'function';

/** Whether a stream is one of leaves. Streams repeat from event to event, so each name is looked at once. */
export function streamTest(pattern: RegExp): (stream: string) => boolean {
  const known = new Map<string, boolean>();
  return (stream) => {
    let is = known.get(stream);
    if (is === undefined) {
      if (known.size >= STREAMS_KEPT) known.clear();
      known.set(stream, (is = pattern.test(stream)));
    }
    return is;
  };
}
