import { isBytes } from './bytes';
import { isHash, nodeHash, rootHash, type Hash } from './merkle-tree';
import { HASH_BYTES } from './sha256';
import { partialTiles, TILE_BYTES, TILE_WIDTH, type Tile } from './tile';
import type { ReadTile } from './tile-subtrees';
import { treeSize, type TreeSize } from './tree-size';
import { Malformed } from './malformed';

/** A tile with its bytes, which are the receiver's to keep. */
export interface TileContent extends Tile<number> {
  readonly bytes: Uint8Array;
}

/**
 * A tree that leaves are appended to. It holds only its right edge, the partial tile of each level, and hands over
 * every tile that becomes full, lower levels first.
 */
export class GrowingTree {
  private leaves = 0n;
  private readonly edge: Edge[] = [];

  constructor(private readonly onFullTile: (tile: TileContent) => void = () => undefined) {}

  /** The tree of `size` leaves as its partial tiles hold it. Throws `Malformed` when one has another length than its width. */
  static resume(size: TreeSize, readTile: ReadTile, onFullTile?: (tile: TileContent) => void): GrowingTree {
    const tree = new GrowingTree(onFullTile);
    tree.leaves = treeSize(size, 'size');
    for (let hashes = tree.leaves; hashes > 0n; hashes >>= 8n) tree.edge.push(new Edge(hashes >> 8n));
    for (const tile of partialTiles(size)) tree.edge[tile.level]!.fill(tile, readTile(tile));
    return tree;
  }

  get size(): bigint {
    return this.leaves;
  }

  /** Appends a leaf, given as its hash. Throws RangeError unless that is 32 bytes. */
  append(leafHash: Hash): void {
    if (!isHash(leafHash)) throw new RangeError('a leaf hash is 32 bytes');
    let hash = leafHash;
    for (let level = 0; ; level++) {
      const edge = (this.edge[level] ??= new Edge(0n));
      edge.push(hash);
      if (edge.width < TILE_WIDTH) break;
      hash = edge.subtrees[0]!;
      this.onFullTile({ level, index: edge.index, width: TILE_WIDTH, bytes: edge.take() });
    }
    this.leaves += 1n;
  }

  /** The root over the leaves so far. */
  root(): Hash {
    const subtrees = this.edge.toReversed().flatMap((edge) => edge.subtrees);
    return subtrees.length === 0 ? rootHash([]) : subtrees.reduceRight((right, left) => nodeHash(left, right));
  }

  /** What must be published beside the full tiles before a checkpoint of this size is. */
  partialTiles(): TileContent[] {
    return partialTiles(this.leaves).map((tile) => ({ ...tile, bytes: this.edge[tile.level]!.copy() }));
  }
}

/** The partial tile of one level, with the complete subtrees in it: one for each bit of its width. */
class Edge {
  private bytes = new Uint8Array(TILE_BYTES);
  /** From left to right, which is from large to small. */
  subtrees: Hash[] = [];
  width = 0;

  constructor(public index: bigint) {}

  push(hash: Hash): void {
    this.bytes.set(hash, this.width * HASH_BYTES);
    let subtree = hash;
    for (let bits = this.width; (bits & 1) === 1; bits >>= 1) subtree = nodeHash(this.subtrees.pop()!, subtree);
    this.subtrees.push(subtree);
    this.width += 1;
  }

  fill(tile: Tile<number>, bytes: Uint8Array): void {
    if (!isBytes(bytes) || bytes.length !== tile.width * HASH_BYTES) {
      throw new Malformed('tile', `the partial tile of level ${tile.level} is not ${tile.width} hashes of ${HASH_BYTES} bytes`);
    }
    for (let at = 0; at < bytes.length; at += HASH_BYTES) this.push(bytes.slice(at, at + HASH_BYTES));
  }

  copy(): Uint8Array {
    return this.bytes.slice(0, this.width * HASH_BYTES);
  }

  /** Gives the full tile away and begins the next one. */
  take(): Uint8Array {
    const { bytes } = this;
    this.bytes = new Uint8Array(TILE_BYTES);
    this.subtrees = [];
    this.width = 0;
    this.index += 1n;
    return bytes;
  }
}
