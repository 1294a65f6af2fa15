import { canonicalText, hashText, isSurelyCanonical, LEAF_ENTRY_VERSION, sha256, statedInstant, type FramedLeaf } from '@ledger/platform/audit-log';
import type { JsonObject, Recorded } from '@ledger/kit';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A leaf's event read from its stored bytes, and the entry they make. */
export interface ReadLeaf {
  /** What pages and tables show of it: parsed from the bytes that are hashed. Undefined where they are no JSON objects. */
  readonly recorded: Recorded | undefined;
  /** The bytes of its entry, if it is as the ledger writes events. */
  readonly entry: Uint8Array;
  readonly isCanonical: boolean;
}

/** Reads and hashes one event. Never throws: what cannot be read makes an entry all the same, which is compared with the sealed one. */
export function readLeaf(leaf: FramedLeaf): ReadLeaf {
  const texts = textsOf(leaf);
  const [data, metadata] = [parsed(texts.data, leaf.data), parsed(texts.metadata, leaf.metadata)];
  const entry = entryOf(leaf, statedInstant(metadata?.json['recordedAt']) ?? leaf.recordedAt);
  const { stream, id, type } = leaf;
  const numbers = numbersOf(leaf);
  const recorded = data && metadata && numbers ? { id, type, stream, ...numbers, data: data.json, metadata: metadata.json } : undefined;
  return { recorded, entry, isCanonical: data?.isCanonical === true && metadata?.isCanonical === true };
}

/** As `formatLeafEntry` writes it, in a third of the time, since the order of the keys is known. */
function entryOf({ data, id, metadata, revision, stream, type }: FramedLeaf, recordedAt: string): Uint8Array {
  const quoted = (text: string): string => JSON.stringify(text);
  return encoded(`{"data":"${hashText(sha256(data))}","id":${quoted(id)},"meta":"${hashText(sha256(metadata))}","recordedAt":${quoted(recordedAt)},"rev":${quoted(revision)},"stream":${quoted(stream)},"type":${quoted(type)},"v":${LEAF_ENTRY_VERSION}}`);
}

/** What entries are written into, one behind the other: a memory of its own for each takes longer than making it. */
let page = new Uint8Array(0);
let pageUsed = 0;
const PAGE_BYTES = 256 * 1024;
/** A UTF-16 code unit takes at most three bytes. */
const BYTES_PER_UNIT = 3;

function encoded(text: string): Uint8Array {
  const most = BYTES_PER_UNIT * text.length;
  if (page.length - pageUsed < most) [page, pageUsed] = [new Uint8Array(Math.max(PAGE_BYTES, most)), 0];
  const { written } = encoder.encodeInto(text, page.subarray(pageUsed));
  return page.subarray(pageUsed, (pageUsed += written));
}

interface Texts {
  /** Undefined where the bytes are no UTF-8. */
  readonly data: string | undefined;
  readonly metadata: string | undefined;
}

/** Both texts, decoded together where they lie behind each other as they came: decoding takes longer to begin than to go on. */
function textsOf({ data, metadata }: FramedLeaf): Texts {
  const isBehind = data.buffer === metadata.buffer && metadata.byteOffset === data.byteOffset + data.length + 1;
  const both = isBehind ? new Uint8Array(data.buffer, data.byteOffset, data.length + 1 + metadata.length) : undefined;
  const text = both?.indexOf(NEWLINE) === data.length ? textOf(both) : undefined;
  // Within UTF-8 no other character holds the byte of a newline.
  const end = text?.indexOf('\n') ?? -1;
  return text !== undefined && end >= 0 ? { data: text.slice(0, end), metadata: text.slice(end + 1) } : { data: textOf(data), metadata: textOf(metadata) };
}

const NEWLINE = 0x0a;

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

function parsed(text: string | undefined, bytes: Uint8Array): { readonly json: JsonObject; readonly isCanonical: boolean } | undefined {
  try {
    const json: unknown = JSON.parse(text ?? '');
    if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
    return { json: json as JsonObject, isCanonical: isSurelyCanonical(text!) || canonicalText(bytes) !== undefined };
  } catch {
    return undefined;
  }
}

function numbersOf({ revision, position }: FramedLeaf): Pick<Recorded, 'revision' | 'position'> | undefined {
  const isNumber = (text: string): boolean => /^\d{1,19}$/.test(text);
  return isNumber(revision) && isNumber(position) ? { revision: BigInt(revision), position: BigInt(position) } : undefined;
}
