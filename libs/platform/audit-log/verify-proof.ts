import { isBytes, sameBytes } from './bytes';
import { isHash, nodeHash, type Hash } from './merkle-tree';
import { asTreeSize, type TreeSize } from './tree-size';

/**
 * Whether `proof` shows that a leaf with this hash stands at `index` in the tree of `size` leaves with this root
 * (RFC 9162 §2.1.3.2). False for anything malformed; never throws.
 */
export function verifyInclusion(index: TreeSize, size: TreeSize, leafHash: Hash, proof: readonly Hash[], root: Hash): boolean {
  const leaf = asTreeSize(index);
  const leaves = asTreeSize(size);
  if (leaf === undefined || leaves === undefined || leaf >= leaves) return false;
  if (!isHash(leafHash) || !isHash(root) || !isProof(proof)) return false;
  const climb = new Climb(leaf, leaves - 1n);
  let hash = leafHash;
  for (const sibling of proof) {
    const side = climb.step();
    if (side === 'none') return false;
    hash = side === 'left' ? nodeHash(sibling, hash) : nodeHash(hash, sibling);
  }
  return climb.isAtTop && sameBytes(hash, root);
}

/**
 * Whether `proof` shows that the tree of `size1` leaves with `root1` is the beginning of the tree of `size2` leaves with
 * `root2` (RFC 9162 §2.1.4.2). From an empty tree nothing can be shown, so `size1` 0 gives false. False for anything
 * malformed; never throws.
 */
export function verifyConsistency(size1: TreeSize, size2: TreeSize, proof: readonly Hash[], root1: Hash, root2: Hash): boolean {
  const older = asTreeSize(size1);
  const newer = asTreeSize(size2);
  if (older === undefined || newer === undefined || older === 0n || older > newer) return false;
  if (!isBytes(root1) || !isBytes(root2) || !isProof(proof)) return false;
  if (older === newer) return proof.length === 0 && sameBytes(root1, root2);
  const isComplete = (older & (older - 1n)) === 0n;
  const path = isComplete ? [root1, ...proof] : proof;
  if (!isHash(root1) || path.length < 2) return false;
  return chainsToBoth(path, older, newer, root1, root2);
}

function chainsToBoth(path: readonly Hash[], older: bigint, newer: bigint, root1: Hash, root2: Hash): boolean {
  const climb = new Climb(older - 1n, newer - 1n);
  climb.skipRightChildren();
  let hash1 = path[0]!;
  let hash2 = hash1;
  for (const sibling of path.slice(1)) {
    const side = climb.step();
    if (side === 'none') return false;
    if (side === 'left') hash1 = nodeHash(sibling, hash1);
    hash2 = side === 'left' ? nodeHash(sibling, hash2) : nodeHash(hash2, sibling);
  }
  return climb.isAtTop && sameBytes(hash1, root1) && sameBytes(hash2, root2);
}

/** The way from a node to the root: `fn` and `sn` of RFC 9162, this node's index and the last one's on the same level. */
class Climb {
  constructor(
    private node: bigint,
    private last: bigint,
  ) {}

  get isAtTop(): boolean {
    return this.last === 0n;
  }

  /** One level up, or several where there is no sibling; says on which side the sibling was. */
  step(): 'left' | 'right' | 'none' {
    if (this.isAtTop) return 'none';
    const isRightChild = (this.node & 1n) === 1n;
    const side = isRightChild || this.node === this.last ? 'left' : 'right';
    if (side === 'left' && !isRightChild) {
      do this.up();
      while ((this.node & 1n) === 0n && this.node !== 0n);
    }
    this.up();
    return side;
  }

  skipRightChildren(): void {
    while ((this.node & 1n) === 1n) this.up();
  }

  private up(): void {
    this.node >>= 1n;
    this.last >>= 1n;
  }
}

const PROOF_MAX = 64;
const isProof = (proof: unknown): proof is readonly Hash[] => Array.isArray(proof) && proof.length <= PROOF_MAX && [...proof].every(isHash);
