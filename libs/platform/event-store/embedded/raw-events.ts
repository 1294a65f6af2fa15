/** Events as bytes: what the embedded store takes and gives beside the port, for those who speak EventStoreDB's protocol. */
import { isUtf8 } from 'node:buffer';

/** Revision of the event that ends a tombstoned stream: 2^63 − 1. */
export const TOMBSTONE_REVISION = 9_223_372_036_854_775_807n;
/** The same in the file, where revisions are numbers. */
export const TOMBSTONED = Number.MAX_SAFE_INTEGER;

/** The stream was tombstoned or, where it had to exist, soft-deleted: nothing is appended to it. */
export class StreamDeleted extends Error {
  override readonly name = 'StreamDeleted';
  constructor(readonly stream: string) {
    super(`stream ${stream} is deleted`);
  }
}

/** An event as a client sends it. */
export interface SentEvent {
  /** UUID in lower case. */
  readonly id: string;
  readonly type: string;
  readonly isJson: boolean;
  readonly data: Uint8Array;
  /** Empty when there is none. */
  readonly metadata: Uint8Array;
}

/** Data and metadata as an append carries them: two texts, or everything packed into bytes. */
export interface Payload {
  readonly data: string | Uint8Array;
  readonly metadata: string;
}

/** Text wherever the client says JSON and the bytes are text: as easily read as the ledger's own. */
export function payloadOf({ isJson, data, metadata }: SentEvent): Payload {
  if (isJson && isText(data) && isText(metadata)) return { data: textOf(data), metadata: textOf(metadata) };
  return { data: pack(isJson, data, metadata), metadata: '' };
}

const HEADER_BYTES = 5;

function pack(isJson: boolean, data: Uint8Array, metadata: Uint8Array): Uint8Array {
  const packed = new Uint8Array(HEADER_BYTES + data.length + metadata.length);
  packed[0] = isJson ? 1 : 0;
  new DataView(packed.buffer).setUint32(1, data.length);
  packed.set(data, HEADER_BYTES);
  packed.set(metadata, HEADER_BYTES + data.length);
  return packed;
}

/** What was packed; bytes that are too short for it, which only a hostile hand leaves, are all data. */
export function unpack(packed: Uint8Array): { readonly isJson: boolean; readonly data: Uint8Array; readonly metadata: Uint8Array } {
  if (packed.length < HEADER_BYTES) return { isJson: false, data: packed, metadata: packed.subarray(packed.length) };
  const length = new DataView(packed.buffer, packed.byteOffset).getUint32(1);
  const end = HEADER_BYTES + length;
  return { isJson: packed[0] === 1, data: packed.subarray(HEADER_BYTES, end), metadata: packed.subarray(end) };
}

// A text ends at NUL for some of SQLite's functions.
const isText = (bytes: Uint8Array): boolean => isUtf8(bytes) && !bytes.includes(0);
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
