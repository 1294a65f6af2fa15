import { canonicalText, isSurelyCanonical, type FramedLeaf } from '@ledger/platform/audit-log';
import type { JsonObject, Recorded } from '@ledger/kit';

/** A leaf's event read from its stored bytes. */
export interface ReadEvent {
  /** What pages and tables show of it. Undefined where the bytes are no JSON objects. */
  readonly recorded: Recorded | undefined;
  readonly isCanonical: boolean;
}

/** Reads one event from the bytes that are hashed. Never throws. */
export function readEvent(leaf: FramedLeaf): ReadEvent {
  const data = parsed(leaf.dataText, leaf.data);
  const metadata = parsed(leaf.metadataText, leaf.metadata);
  const { stream, id, type } = leaf;
  const numbers = numbersOf(leaf);
  const recorded = data && metadata && numbers ? { id, type, stream, ...numbers, data: data.json, metadata: metadata.json } : undefined;
  return { recorded, isCanonical: data?.isCanonical === true && metadata?.isCanonical === true };
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
