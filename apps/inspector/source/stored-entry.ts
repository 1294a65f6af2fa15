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
  const [data, metadata] = [parsed(leaf.data), parsed(leaf.metadata)];
  const entry = entryOf(leaf, statedInstant(metadata?.json['recordedAt']) ?? leaf.recordedAt);
  const { stream, id, type } = leaf;
  const numbers = numbersOf(leaf);
  const recorded = data && metadata && numbers ? { id, type, stream, ...numbers, data: data.json, metadata: metadata.json } : undefined;
  return { recorded, entry, isCanonical: data?.isCanonical === true && metadata?.isCanonical === true };
}

/** As `formatLeafEntry` writes it, in a third of the time, since the order of the keys is known. */
function entryOf({ data, id, metadata, revision, stream, type }: FramedLeaf, recordedAt: string): Uint8Array {
  const quoted = (text: string): string => JSON.stringify(text);
  return encoder.encode(`{"data":"${hashText(sha256(data))}","id":${quoted(id)},"meta":"${hashText(sha256(metadata))}","recordedAt":${quoted(recordedAt)},"rev":${quoted(revision)},"stream":${quoted(stream)},"type":${quoted(type)},"v":${LEAF_ENTRY_VERSION}}`);
}

function parsed(bytes: Uint8Array): { readonly json: JsonObject; readonly isCanonical: boolean } | undefined {
  try {
    const text = decoder.decode(bytes);
    const json: unknown = JSON.parse(text);
    if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
    return { json: json as JsonObject, isCanonical: isSurelyCanonical(text) || canonicalText(bytes) !== undefined };
  } catch {
    return undefined;
  }
}

function numbersOf({ revision, position }: FramedLeaf): Pick<Recorded, 'revision' | 'position'> | undefined {
  const isNumber = (text: string): boolean => /^\d{1,19}$/.test(text);
  return isNumber(revision) && isNumber(position) ? { revision: BigInt(revision), position: BigInt(position) } : undefined;
}
