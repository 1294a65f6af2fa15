import type { Json, JsonObject } from '@ledger/kit';
import { sameBytes } from './bytes';
import { canonicalJson } from './canonical-json';
import { ed25519, type Ed25519 } from './ed25519';
import { parseLeafEntry, type LeafEntry } from './leaf-entry';
import { Malformed } from './malformed';
import { leafHash } from './merkle-tree';
import type { OpenedCheckpoint } from './open-checkpoint';
import type { Policy } from './policy';
import { sha256 } from './sha256';
import { NotVerified } from './signed-note';
import { formatTlogProof, openTlogProof, parseTlogProof, type TlogProof } from './tlog-proof';
import type { TreeSize } from './tree-size';
import { asText, toUtf8 } from './utf8';

/**
 * What a receipt's proof file carries beside the proof (the `extra` of c2sp.org/tlog-proof): the leaf's entry, and, unless it has
 * to be short, the event's data and metadata that the entry holds the hashes of. As RFC 8785 JSON.
 */
export interface ReceiptExtra {
  /** The bytes of the leaf's entry. */
  readonly entry: Uint8Array;
  readonly data?: JsonObject;
  readonly metadata?: JsonObject;
}

/** A receipt that proves what it says. */
export interface OpenedReceipt extends OpenedCheckpoint {
  readonly index: bigint;
  readonly entry: LeafEntry;
  readonly data?: JsonObject;
  readonly metadata?: JsonObject;
}

/** The text of a receipt's proof file. Throws `Malformed`, `NotCanonical` or RangeError when it could not be read back. */
export function formatReceipt(extra: ReceiptExtra, proof: Omit<TlogProof<TreeSize>, 'extra'>): string {
  const { data, metadata } = extra;
  const entry = jsonOf(extra.entry);
  const bytes = toUtf8(canonicalJson({ ...(data && { data }), entry, ...(metadata && { metadata }) }));
  parseReceiptExtra(bytes);
  return formatTlogProof({ ...proof, extra: bytes });
}

/** The parts of the extra; data and metadata are those of the entry. Throws `Malformed`, and `NotVerified` when they are not. */
export function parseReceiptExtra(bytes: Uint8Array): ReceiptExtra & { readonly parsed: LeafEntry } {
  const { entry: entryJson, data, metadata } = objectOf(jsonOf(bytes)) as { readonly entry?: Json; readonly data?: Json; readonly metadata?: Json };
  const entry = toUtf8(canonicalJson(objectOf(entryJson)));
  const parsed = parseLeafEntry(entry);
  mustHash(data, parsed.data, 'data');
  mustHash(metadata, parsed.metadata, 'metadata');
  return { entry, parsed, ...(data !== undefined && { data: objectOf(data) }), ...(metadata !== undefined && { metadata: objectOf(metadata) }) };
}

/**
 * What a receipt proves under a policy, with nothing else at hand: the event in it is a leaf of the checkpoint's tree. Throws
 * `Malformed`, `NotCanonical`, or `NotVerified` when anything does not fit; look at `quorumMet` before relying on it.
 */
export async function openReceipt(file: string | Uint8Array, policy: Policy, using: Ed25519 = ed25519()): Promise<OpenedReceipt> {
  const { extra } = parseTlogProof(file);
  if (extra === undefined) throw new Malformed('receipt', 'it does not hold the entry of its event');
  const { entry, parsed, data, metadata } = parseReceiptExtra(extra);
  const opened = await openTlogProof(file, leafHash(entry), policy, using);
  return { ...opened, entry: parsed, ...(data && { data }), ...(metadata && { metadata }) };
}

function mustHash(value: Json | undefined, hash: Uint8Array, name: string): void {
  if (value === undefined || sameBytes(sha256(toUtf8(canonicalJson(value))), hash)) return;
  throw new NotVerified('not-included', `the event’s ${name} is not what its entry holds the hash of`);
}

function jsonOf(bytes: Uint8Array): Json {
  try {
    return JSON.parse(asText(bytes) ?? '') as Json;
  } catch {
    throw new Malformed('receipt', 'the extra data is not JSON in UTF-8');
  }
}

function objectOf(json: Json | undefined): JsonObject {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new Malformed('receipt', 'the extra data is not an object with an entry');
  return json as JsonObject;
}
