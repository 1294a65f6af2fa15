import { canonicalJson } from './canonical-json';
import { ENTRY_BYTES_MAX } from './entry-bundle';
import { Malformed } from './malformed';
import { isHash, type Hash } from './merkle-tree';
import { sha256 } from './sha256';
import { parseTreeSize, treeSize, type TreeSize } from './tree-size';
import { asText, toUtf8 } from './utf8';

/**
 * What a leaf of the ledger's log says of an event. `data` and `metadata` are the SHA-256 of their stored bytes, so that the
 * entry is short whatever the event holds; `recordedAt` is an instant in ISO 8601. Positions are left out: they change when
 * a store is moved, the order does not.
 */
export interface LeafEntry<Revision extends TreeSize = bigint> {
  readonly stream: string;
  readonly revision: Revision;
  readonly id: string;
  readonly type: string;
  readonly recordedAt: string;
  readonly data: Hash;
  readonly metadata: Hash;
}

export const LEAF_ENTRY_VERSION = 1;

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/;

/** `recordedAt` of an event's metadata where it is an instant, which its entry then repeats; undefined where the store's own time stands in the entry. */
export const statedInstant = (recordedAt: unknown): string | undefined => (typeof recordedAt === 'string' && INSTANT.test(recordedAt) ? recordedAt : undefined);

/** An event as it is stored: `data` and `metadata` are the canonical JSON bytes themselves. */
export type SealedEvent = Omit<LeafEntry<TreeSize>, 'data' | 'metadata'> & { readonly data: Uint8Array; readonly metadata: Uint8Array };

/** What the leaf of an event says, from the event's stored bytes. */
export const leafEntryOf = ({ stream, revision, id, type, recordedAt, data, metadata }: SealedEvent): LeafEntry => ({
  stream,
  revision: treeSize(revision, 'revision'),
  id,
  type,
  recordedAt,
  data: sha256(data),
  metadata: sha256(metadata),
});

/** The bytes of an entry: RFC 8785 JSON in UTF-8. Throws `NotCanonical`, and RangeError for hashes of another length or an entry of more than 65,535 bytes. */
export function formatLeafEntry(entry: LeafEntry<TreeSize>): Uint8Array {
  const { stream, revision, id, type, recordedAt, data, metadata } = entry;
  if (!isHash(data) || !isHash(metadata)) throw new RangeError('an entry holds hashes of 32 bytes');
  const rev = String(treeSize(revision, 'revision'));
  const bytes = toUtf8(canonicalJson({ data: hashText(data), id, meta: hashText(metadata), recordedAt, rev, stream, type, v: LEAF_ENTRY_VERSION }));
  if (bytes.length > ENTRY_BYTES_MAX) throw new RangeError(`the entry has ${bytes.length} bytes, more than ${ENTRY_BYTES_MAX}`);
  return bytes;
}

/** The entry of bytes that `formatLeafEntry` wrote. Throws `Malformed` for any other bytes. */
export function parseLeafEntry(bytes: Uint8Array): LeafEntry {
  const fields = jsonObject(bytes);
  const { stream, id, type, recordedAt } = fields;
  const [revision, data, metadata] = [parseTreeSize(String(fields.rev)), parseHash(fields.data), parseHash(fields.meta)];
  const isText = (value: unknown): value is string => typeof value === 'string';
  if (!isText(stream) || !isText(id) || !isText(type) || !isText(recordedAt) || revision === undefined || !data || !metadata) {
    throw new Malformed('entry', 'a field is missing or of another kind');
  }
  const entry = { stream, revision, id, type, recordedAt, data, metadata };
  if (!isWrittenAs(entry, bytes)) throw new Malformed('entry', 'not the canonical bytes of an entry');
  return entry;
}

function jsonObject(bytes: Uint8Array): Record<string, unknown> {
  const text = bytes.length <= ENTRY_BYTES_MAX ? asText(bytes) : undefined;
  try {
    const value: unknown = JSON.parse(text ?? '');
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Reported below, as what is no object is.
  }
  throw new Malformed('entry', 'not a JSON object');
}

function isWrittenAs(entry: LeafEntry, bytes: Uint8Array): boolean {
  try {
    return asText(formatLeafEntry(entry)) === asText(bytes);
  } catch {
    return false;
  }
}

const HEX = Array.from({ length: 256 }, (_, octet) => octet.toString(16).padStart(2, '0'));

/** A hash as an entry holds it: `sha256:` and 64 digits. */
export function hashText(hash: Hash): string {
  let text = 'sha256:';
  for (const octet of hash) text += HEX[octet]!;
  return text;
}

function parseHash(text: unknown): Hash | undefined {
  const hex = typeof text === 'string' ? /^sha256:((?:[0-9a-f]{2}){32})$/.exec(text)?.[1] : undefined;
  return hex === undefined ? undefined : Uint8Array.from(hex.match(/../g)!, (octet) => Number.parseInt(octet, 16));
}
