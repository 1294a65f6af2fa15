import { isBytes } from './bytes';
import { completeSubtrees, consistencyRanges, inclusionRanges, type LeafRange, type Subtrees } from './merkle-proof';
import { rootHash, type Hash } from './merkle-tree';
import { HASH_BYTES } from './sha256';
import { TILE_WIDTH, tileWidth, type Tile } from './tile';
import { treeSize, type TreeSize } from './tree-size';
import { Malformed } from './malformed';

/** The bytes of a hash tile: exactly `tile.width` hashes of 32 bytes. */
export type ReadTile = (tile: Tile<number>) => Uint8Array;

const TILES_KEPT = 16;

/**
 * The hashes of a tree of `size` leaves, read from its tiles, each of them once as long as few are in use. A tile of
 * another length than its width throws `Malformed`; tiles are otherwise believed, so check the proof or root made of them.
 */
export function subtreesFromTiles(size: TreeSize, readTile: ReadTile): Subtrees {
  const leaves = treeSize(size, 'size');
  const kept = new Map<string, TileHashes>();
  return (level, index) => {
    const { tile, first, count } = placeOf(level, index, leaves);
    const key = `${tile.level}/${tile.index}`;
    const hashes = kept.get(key) ?? new TileHashes(tile, readTile(tile));
    if (!kept.has(key)) {
      if (kept.size >= TILES_KEPT) kept.delete(kept.keys().next().value!);
      kept.set(key, hashes);
    }
    return hashes.root(first, count);
  };
}

/** The tiles that `inclusionProof(index, size, …)` reads, for whoever has to fetch them first. */
export function inclusionTiles(index: TreeSize, size: TreeSize): Tile<number>[] {
  return tilesOf(inclusionRanges(index, size), treeSize(size, 'size'));
}

/** The tiles that `consistencyProof(size1, size2, …)` reads. */
export function consistencyTiles(size1: TreeSize, size2: TreeSize): Tile<number>[] {
  return tilesOf(consistencyRanges(size1, size2), treeSize(size2, 'size2'));
}

function tilesOf(ranges: readonly LeafRange[], size: bigint): Tile<number>[] {
  const tiles = new Map<string, Tile<number>>();
  for (const { level, index } of ranges.flatMap(completeSubtrees)) {
    const { tile } = placeOf(level, index, size);
    tiles.set(`${tile.level}/${tile.index}`, tile);
  }
  return [...tiles.values()];
}

/** The tile in which a complete subtree's hash stands, or can be made from `count` hashes beginning at `first`. */
function placeOf(level: number, index: bigint, size: bigint): { tile: Tile<number>; first: number; count: number } {
  const tileLevel = Math.floor(level / 8);
  const count = 2 ** (level % 8);
  const start = index * BigInt(count);
  const tileIndex = start / BigInt(TILE_WIDTH);
  const first = Number(start % BigInt(TILE_WIDTH));
  const tile = { level: tileLevel, index: tileIndex, width: tileWidth(tileLevel, tileIndex, size) };
  if (first + count > tile.width) throw new RangeError(`subtree ${index} of level ${level} is not within a tree of ${size}`);
  return { tile, first, count };
}

class TileHashes {
  constructor(
    tile: Tile<number>,
    private readonly bytes: Uint8Array,
  ) {
    if (!isBytes(bytes) || bytes.length !== tile.width * HASH_BYTES) {
      throw new Malformed('tile', `tile ${tile.index} of level ${tile.level} is not ${tile.width} hashes of ${HASH_BYTES} bytes`);
    }
  }

  root(first: number, count: number): Hash {
    return rootHash(Array.from({ length: count }, (_, i) => this.bytes.slice((first + i) * HASH_BYTES, (first + i + 1) * HASH_BYTES)));
  }
}
