import { canonicalText, isSurelyCanonical, type FramedLeaf } from '@ledger/platform/audit-log';
import type { JsonObject, Recorded } from '@ledger/kit';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A leaf's event read from its stored bytes. */
export interface ReadEvent {
  /** What pages and tables show of it. Undefined where the bytes are no JSON objects. */
  readonly recorded: Recorded | undefined;
  readonly isCanonical: boolean;
}

/** Reads one event from the bytes that are hashed. Never throws. */
export function readEvent(leaf: FramedLeaf): ReadEvent {
  const texts = textsOf(leaf);
  const [data, metadata] = [parsed(texts.data, leaf.data), parsed(texts.metadata, leaf.metadata)];
  const { stream, id, type } = leaf;
  const numbers = numbersOf(leaf);
  const recorded = data && metadata && numbers ? { id, type, stream, ...numbers, data: data.json, metadata: metadata.json } : undefined;
  return { recorded, isCanonical: data?.isCanonical === true && metadata?.isCanonical === true };
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
