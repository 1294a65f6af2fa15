import { canonicalJson, NotCanonical } from '@ledger/platform/audit-log';
import type { EventStore, Json, RecordedEvent } from '@ledger/platform/event-store';
import { TOMBSTONE_REVISION, TOMBSTONED, unpack, type EmbeddedStore, type StoredEvent } from '@ledger/platform/event-store/embedded';
import type { LeafFields } from './leaf-bytes';
import { recordedAtOf } from './recorded-at';

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
}

/** Of a leaf what its entry is made of, with data and metadata as the store gives them: texts are hashed without a copy of their bytes. */
export type LeafToHash = LeafFields & { readonly position: bigint; /** The ledger's own reading steps over it. */ readonly isSent?: true };

/** Some leaves, and how far everything has been looked at for them. */
export interface LeafPage<Leaf extends LeafToHash = LeafEvent> {
  readonly leaves: readonly Leaf[];
  readonly position: bigint;
}

const PAGE_EVENTS = 1_000;
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
  if (isEmbedded(store)) yield* storedPages(store, isLeaf, after, leafOfStored);
  else yield* parsedPages(store, isLeaf, after);
}

/** As `leafPages`, for whoever only hashes them. */
export async function* leafPagesToHash(store: EventStore, pattern: RegExp, after: bigint): AsyncGenerator<LeafPage<LeafToHash>> {
  const isLeaf = streamTest(pattern);
  if (isEmbedded(store)) yield* storedPages(store, isLeaf, after, (event) => (event.packed ? { ...leafOfStored(event), isSent: true as const } : leafOfTexts(event)));
  else yield* parsedPages(store, isLeaf, after);
}

function* storedPages<Leaf extends LeafToHash>(store: EmbeddedStore, isLeaf: (stream: string) => boolean, after: bigint, leafOf: (event: StoredEvent) => Leaf): Generator<LeafPage<Leaf>> {
  for (let position = after; ; ) {
    const events = store.readRaw(position, PAGE_EVENTS);
    if (events.length === 0) return;
    position = BigInt(events.at(-1)!.position);
    yield { leaves: events.filter(({ stream }) => isLeaf(stream)).map(leafOf), position };
    if (events.length < PAGE_EVENTS) return;
  }
}

async function* parsedPages(store: EventStore, isLeaf: (stream: string) => boolean, after: bigint): AsyncGenerator<LeafPage> {
  for await (const events of store.readAll({ from: after })) {
    yield { leaves: events.filter(({ stream }) => isLeaf(stream)).map(leafOfParsed), position: events.at(-1)!.position };
  }
}

/** The leaf of an event as the embedded store holds it, whoever wrote it. */
export function leafOfStored(event: StoredEvent): LeafEvent {
  const { position, stream, id, type, created, dataText, metadataText, packed } = event;
  const revision = event.revision === TOMBSTONED ? TOMBSTONE_REVISION : BigInt(event.revision);
  const { data, metadata } = packed ? unpack(packed) : { data: Buffer.from(dataText), metadata: Buffer.from(metadataText) };
  const recordedAt = recordedAtOf(packed ? Buffer.from(metadata).toString('utf8') : metadataText, created);
  return { position: BigInt(position), stream, revision, id, type, recordedAt, data, metadata };
}

function leafOfTexts({ position, stream, revision, id, type, created, dataText, metadataText, isSent }: StoredEvent): LeafToHash {
  const recordedAt = recordedAtOf(metadataText, created);
  return { position: BigInt(position), stream, revision: revision === TOMBSTONED ? TOMBSTONE_REVISION : revision, id, type, recordedAt, data: dataText, metadata: metadataText, ...(isSent && { isSent }) };
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

/** Streams repeat from event to event, so each name is looked at once. */
function streamTest(pattern: RegExp): (stream: string) => boolean {
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
