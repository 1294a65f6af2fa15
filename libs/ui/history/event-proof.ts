import {
  canonicalJson, formatReceipt, inclusionProof, inclusionTiles, leafHash, Malformed, NotVerified, openCheckpoint, parsePolicy, sha256, subtreesFromTiles, tilePath, verifyInclusion, type Hash, type LeafEntry,
} from '@ledger/platform/audit-log';
import type { JsonObject } from '@ledger/kit';
import type { RecordedEvent } from '../api/catalogue';
import { findLeaf, type FoundLeaf } from './find-leaf';

/** What a check of one event came to. */
export type EventProof =
  | { readonly state: 'verified'; readonly index: string; readonly size: string; readonly leaf: string; readonly origin: string; readonly key: string; readonly file: string }
  | { readonly state: 'unsealed' }
  | { readonly state: 'failed'; readonly because: 'signature' | 'missing' | 'excluded' }
  | { readonly state: 'failed'; readonly because: 'different'; readonly what: string }
  | { readonly state: 'failed'; readonly because: 'unreadable'; readonly reason: string }
  /** The log cannot be had: a bundle that holds a part of it, or nothing was ever sealed. */
  | { readonly state: 'unavailable' };

/** Fetches a file of the published log, `checkpoint`, `key`, `tile/…`; undefined when there is none. */
export type LogFiles = (path: string) => Promise<Uint8Array | undefined>;

class NotHeld extends Error {}

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const hex = (hash: Uint8Array): string => [...hash].map((octet) => octet.toString(16).padStart(2, '0')).join('');
const sameHash = (json: JsonObject, hash: Hash): boolean => hex(sha256(new TextEncoder().encode(canonicalJson(json)))) === hex(hash);

/**
 * Proves here, from the published log alone, that an event is what was sealed: its hashes are made again, its proof is made from the
 * tiles and followed to the root that the log's key has signed. Rejects only when the log cannot be reached.
 */
export async function proveEvent(event: RecordedEvent, files: LogFiles): Promise<EventProof> {
  const must = async (path: string): Promise<Uint8Array> => {
    const file = await files(path);
    if (!file) throw new NotHeld(path);
    return file;
  };
  try {
    const [note, keys] = [text(await must('checkpoint')), text(await must('key'))];
    const policy = parsePolicy(`${keys.trim().split('\n').map((key) => `log ${key}\n`).join('')}quorum none\n`);
    const { checkpoint, log } = await openCheckpoint(note, policy);
    if (checkpoint.size === 0n) return { state: 'unsealed' };
    const { leaf, beyond } = await findLeaf({ stream: event.stream, revision: event.revision, recordedAt: event.metadata.recordedAt }, checkpoint.size, must);
    if (!leaf) return beyond ? { state: 'unsealed' } : { state: 'failed', because: 'missing' };
    const what = differenceOf(event, leaf.entry);
    if (what !== undefined) return { state: 'failed', because: 'different', what };
    const hashes = await inclusionOf(leaf, checkpoint.size, must);
    if (!verifyInclusion(leaf.index, checkpoint.size, leafHash(leaf.bytes), hashes, checkpoint.root)) return { state: 'failed', because: 'excluded' };
    const file = formatReceipt({ entry: leaf.bytes, data: event.data, metadata: event.metadata as unknown as JsonObject }, { index: leaf.index, hashes, checkpoint: note });
    return { state: 'verified', index: String(leaf.index), size: String(checkpoint.size), leaf: hex(leafHash(leaf.bytes)), origin: checkpoint.origin, key: `${log.name}+${log.keyId.toString(16).padStart(8, '0')}`, file };
  } catch (error) {
    if (error instanceof NotHeld) return { state: 'unavailable' };
    if (error instanceof NotVerified) return { state: 'failed', because: 'signature' };
    if (error instanceof Malformed) return { state: 'failed', because: 'unreadable', reason: error.message };
    throw error;
  }
}

/** What of the event is not as its leaf's entry says. */
function differenceOf({ id, type, data, metadata }: RecordedEvent, entry: LeafEntry): string | undefined {
  if (entry.id !== id) return 'id';
  if (entry.type !== type) return 'type';
  if (entry.recordedAt !== metadata.recordedAt) return 'recordedAt';
  if (!sameHash(data, entry.data)) return 'data';
  return sameHash(metadata as unknown as JsonObject, entry.metadata) ? undefined : 'metadata';
}

async function inclusionOf({ index }: FoundLeaf, size: bigint, must: (path: string) => Promise<Uint8Array>): Promise<Hash[]> {
  const tiles = new Map<string, Uint8Array>();
  for (const tile of inclusionTiles(index, size)) {
    const path = tilePath(tile.level, tile.index, tile.width);
    tiles.set(path, await must(path));
  }
  return inclusionProof(index, size, subtreesFromTiles(size, (tile) => tiles.get(tilePath(tile.level, tile.index, tile.width))!));
}
