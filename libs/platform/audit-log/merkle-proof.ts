import { nodeHash, rootHash, type Hash } from './merkle-tree';
import { treeSize, type TreeSize } from './tree-size';

/**
 * The hash of a complete subtree: `level` 0 is a leaf, and the subtree covers the leaves from `index` × 2^level.
 * Only subtrees that lie wholly within the tree are ever asked for.
 */
export type Subtrees = (level: number, index: bigint) => Hash;

/** Where proofs take their hashes from: the leaf hashes themselves, or stored subtrees (see `subtreesFromTiles`). */
export type HashSource = readonly Hash[] | Subtrees;

/**
 * The proof that leaf `index` is in the tree of `size` leaves: PATH of RFC 6962 §2.1.1, the leaf's sibling first.
 * Throws RangeError unless 0 ≤ index < size and the source reaches that far.
 */
export function inclusionProof(index: TreeSize, size: TreeSize, source: HashSource): Hash[] {
  const ranges = inclusionRanges(index, size);
  const subtrees = reader(source, size);
  return ranges.map((range) => rangeHash(range, subtrees));
}

/**
 * The proof that the tree of `size1` leaves is the beginning of the tree of `size2`: PROOF of RFC 6962 §2.1.2.
 * Empty when the sizes are equal. Throws RangeError unless 0 < size1 ≤ size2 and the source reaches that far.
 */
export function consistencyProof(size1: TreeSize, size2: TreeSize, source: HashSource): Hash[] {
  const ranges = consistencyRanges(size1, size2);
  const subtrees = reader(source, size2);
  return ranges.map((range) => rangeHash(range, subtrees));
}

/** The root of the first `size` leaves. Throws RangeError when the source does not reach that far. */
export function rootOf(size: TreeSize, source: HashSource): Hash {
  const end = treeSize(size, 'size');
  return end === 0n ? rootHash([]) : rangeHash({ start: 0n, end }, reader(source, end));
}

/** The leaves from `start` up to but without `end`, such that the range is a node of some tree. */
export interface LeafRange {
  readonly start: bigint;
  readonly end: bigint;
}

/** The nodes an inclusion proof consists of. */
export function inclusionRanges(index: TreeSize, size: TreeSize): LeafRange[] {
  const leaf = treeSize(index, 'index');
  let node: LeafRange = { start: 0n, end: treeSize(size, 'size') };
  if (leaf >= node.end) throw new RangeError(`there is no leaf ${leaf} in a tree of ${node.end}`);
  const siblings: LeafRange[] = [];
  while (node.end - node.start > 1n) {
    const [left, right] = children(node);
    const goesLeft = leaf < left.end;
    siblings.push(goesLeft ? right : left);
    node = goesLeft ? left : right;
  }
  return siblings.reverse();
}

/** The nodes a consistency proof consists of. */
export function consistencyRanges(size1: TreeSize, size2: TreeSize): LeafRange[] {
  const older = treeSize(size1, 'size1');
  let node: LeafRange = { start: 0n, end: treeSize(size2, 'size2') };
  if (older === 0n || older > node.end) throw new RangeError(`there is no consistency proof from ${older} to ${node.end}`);
  const nodes: LeafRange[] = [];
  while (node.end !== older) {
    const [left, right] = children(node);
    const goesLeft = older <= left.end;
    nodes.push(goesLeft ? right : left);
    node = goesLeft ? left : right;
  }
  // The verifier knows the older root already; it lacks the last node only when that is a part of the older tree.
  if (node.start > 0n) nodes.push(node);
  return nodes.reverse();
}

/** The complete subtrees a range is hashed from, left to right. */
export function completeSubtrees({ start, end }: LeafRange): { level: number; index: bigint }[] {
  const parts: { level: number; index: bigint }[] = [];
  for (let at = start; at < end; ) {
    const level = bitLength(end - at) - 1;
    parts.push({ level, index: at >> BigInt(level) });
    at += 1n << BigInt(level);
  }
  return parts;
}

function rangeHash(range: LeafRange, subtrees: Subtrees): Hash {
  const parts = completeSubtrees(range).map(({ level, index }) => subtrees(level, index));
  return parts.reduceRight((right, left) => nodeHash(left, right));
}

/** RFC 9162 §2.1.1: the left child has the largest power of two of leaves below the range's number. */
function children({ start, end }: LeafRange): [LeafRange, LeafRange] {
  const middle = start + (1n << BigInt(bitLength(end - start - 1n) - 1));
  return [{ start, end: middle }, { start: middle, end }];
}

const bitLength = (value: bigint): number => (value < 0x1_0000_0000n ? 32 - Math.clz32(Number(value)) : 32 + bitLength(value >> 32n));

function reader(source: HashSource, size: TreeSize): Subtrees {
  if (typeof source === 'function') return source;
  if (BigInt(source.length) < BigInt(size)) throw new RangeError(`${source.length} leaves do not reach a tree of ${size}`);
  return (level, index) => {
    const start = Number(index) * 2 ** level;
    return rootHash(source.slice(start, start + 2 ** level));
  };
}
