import { emptyRoot, GrowingTree, Malformed, parseEntryBundle, TILE_WIDTH, tilePath, tileWidth, type Findings, type Hash, type Tile, type TileContent } from '@ledger/platform/audit-log/node';
import { TileMissing, type TileFolder } from '@ledger/platform/sealer';
import type { Divergence } from './divergence';

const HASH_BYTES = 32;

/** The tiles of a log as they were published, to compare with; believed only once they lead to a signed root. */
export class PublishedTiles {
  /** There is no tile at all: they can be made again, so this alone is not an attack. */
  readonly isAbsent: boolean;

  constructor(
    private readonly tiles: TileFolder,
    private readonly size: bigint,
    private readonly findings: Findings,
  ) {
    this.isAbsent = tiles.isEmpty;
    if (this.isAbsent && size > 0n) findings.add('tiles-absent');
  }

  /** Compares a tile made anew, and its entries; gives the first leaf that differs. */
  compare(tile: TileContent, entries: readonly Uint8Array[]): Divergence | undefined {
    const { level, index, width, bytes } = tile;
    if (this.isAbsent) return undefined;
    const published = this.read(tile);
    const bundle = entries.length === width ? this.read({ level: 'entries', index, width }) : undefined;
    const first = index * BigInt(TILE_WIDTH);
    if (published && Buffer.compare(published, bytes) !== 0) {
      if (level > 0) this.findings.add('tile-differs', { file: tilePath(level, index, width) });
      return level > 0 ? undefined : { index: first + BigInt(firstDifference(published, bytes)) };
    }
    if (bundle && !holdsEntries(bundle, entries)) this.findings.add('tile-differs', { file: tilePath('entries', index, width) });
    return undefined;
  }

  /** The leaf hashes of the checkpoint's tree as published; undefined where a tile is missing. */
  leaves(index: bigint): Hash[] | undefined {
    const tile = this.read({ level: 0, index, width: tileWidth(0, index, this.size) });
    return tile && Array.from({ length: tile.length / HASH_BYTES }, (_, i) => tile.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES));
  }

  /** The entries of the checkpoint's tree as published; undefined where the bundle is missing or malformed. */
  entries(index: bigint): Uint8Array[] | undefined {
    const width = tileWidth(0, index, this.size);
    const bundle = this.read({ level: 'entries', index, width });
    return bundle && parseEntryBundle(bundle, width);
  }

  /** The root that the published leaves give. */
  root(): Hash | undefined {
    if (this.size === 0n) return emptyRoot();
    const tree = new GrowingTree();
    for (let index = 0n; index * BigInt(TILE_WIDTH) < this.size; index++) {
      const leaves = this.leaves(index);
      if (leaves === undefined) return undefined;
      for (const leaf of leaves) tree.append(leaf);
    }
    return tree.root();
  }

  private read(tile: Tile): Uint8Array | undefined {
    const file = tilePath(tile.level, tile.index, tile.width);
    try {
      return this.tiles.read(tile);
    } catch (error) {
      if (error instanceof TileMissing) this.findings.add('tile-missing', { file });
      else if (error instanceof Malformed) this.findings.add('tile-differs', { file, detail: error.message });
      else throw error;
      return undefined;
    }
  }
}

/** Whether a bundle holds exactly these entries, each behind its length as a big-endian uint16. */
function holdsEntries(bundle: Uint8Array, entries: readonly Uint8Array[]): boolean {
  const published = Buffer.from(bundle.buffer, bundle.byteOffset, bundle.byteLength);
  let at = 0;
  for (const entry of entries) {
    const end = at + 2 + entry.length;
    if (end > published.length || published.readUInt16BE(at) !== entry.length || published.compare(entry, 0, entry.length, at + 2, end) !== 0) return false;
    at = end;
  }
  return at === published.length;
}

function firstDifference(one: Uint8Array, other: Uint8Array): number {
  const at = one.findIndex((octet, i) => octet !== other[i]);
  return Math.floor(at / HASH_BYTES);
}
