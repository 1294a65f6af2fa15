import { isBytes } from './bytes';
import { HASH_BYTES, sha256 } from './sha256';

/** A SHA-256 hash: 32 bytes. */
export type Hash = Uint8Array;

const LEAF_PREFIX = 0x00;
const NODE_PREFIX = 0x01;
const node = new Uint8Array(1 + 2 * HASH_BYTES);
node[0] = NODE_PREFIX;
let leaf = new Uint8Array(4096);

export const isHash = (value: unknown): value is Hash => isBytes(value) && value.length === HASH_BYTES;

/** The hash of a leaf from the bytes of its entry: SHA-256(0x00 ‖ entry), RFC 9162 §2.1.1. */
export function leafHash(entry: Uint8Array): Hash {
  if (leaf.length <= entry.length) leaf = new Uint8Array(2 * entry.length);
  leaf[0] = LEAF_PREFIX;
  leaf.set(entry, 1);
  return sha256(leaf.subarray(0, entry.length + 1));
}

/** The hash of a node from those of its two children: SHA-256(0x01 ‖ left ‖ right). Throws RangeError unless both are 32 bytes. */
export function nodeHash(left: Hash, right: Hash): Hash {
  if (left.length !== HASH_BYTES || right.length !== HASH_BYTES) throw new RangeError('nodeHash takes two hashes of 32 bytes');
  node.set(left, 1);
  node.set(right, 1 + HASH_BYTES);
  return sha256(node);
}

/** The root of the tree without leaves: SHA-256 of nothing. */
export const emptyRoot = (): Hash => sha256(new Uint8Array(0));

/**
 * The root of the tree over these leaves, given as leaf hashes (`entries.map(leafHash)`): MTH of RFC 9162 §2.1.1.
 * Throws RangeError when one is not a hash of 32 bytes.
 */
export function rootHash(leaves: readonly Hash[]): Hash {
  if (leaves.length === 0) return emptyRoot();
  if (!leaves.every(isHash)) throw new RangeError('rootHash takes leaf hashes of 32 bytes: hash entries with leafHash first');
  let row = [...leaves];
  while (row.length > 1) row = parents(row);
  return row[0]!;
}

/** The row above. A node without a right sibling moves up unchanged, which is the split RFC 9162 defines, from below. */
function parents(row: readonly Hash[]): Hash[] {
  const above: Hash[] = [];
  for (let at = 0; at + 1 < row.length; at += 2) above.push(nodeHash(row[at]!, row[at + 1]!));
  if (row.length % 2 === 1) above.push(row[row.length - 1]!);
  return above;
}
