import type { BundleArchive } from './bundle-archive';
import { differences, named } from './bundle-event-check';
import { sameBytes } from './bytes';
import { ENTRY_BYTES_MAX, formatEntryBundle, parseEntryBundle } from './entry-bundle';
import type { Findings } from './finding';
import { GrowingTree, type TileContent } from './growing-tree';
import { parseLeafEntry, type LeafEntry } from './leaf-entry';
import type { Hash } from './merkle-tree';
import { HASH_BYTES } from './sha256';
import { TILE_BYTES, TILE_WIDTH, tilePath, type Tile } from './tile';

/** What is known of a tree: its root at a size. */
export interface KnownRoot {
  readonly size: bigint;
  readonly root: Hash;
  /** Said when the tree that grows has another root at this size. */
  readonly differs: () => void;
}

/** The bytes of a published tile, undefined when there is none. */
export type PublishedTile = (tile: Tile) => Promise<Uint8Array | undefined>;

/** Grows a tree beside what was published of it: every tile, and the roots that were signed. */
export class TreeCheck {
  private readonly full: TileContent[] = [];
  private readonly tree = new GrowingTree((tile) => this.full.push(tile));
  private readonly roots: KnownRoot[];
  private entries: Uint8Array[] = [];

  constructor(
    roots: readonly KnownRoot[],
    private readonly published: PublishedTile,
    private readonly findings: Findings,
  ) {
    this.roots = roots.toSorted((one, other) => (one.size < other.size ? -1 : one.size > other.size ? 1 : 0));
  }

  get size(): bigint {
    return this.tree.size;
  }

  root(): Hash {
    return this.tree.root();
  }

  /** Appends a leaf, by its entry when the bundles of entries are to be compared too. There is something to wait for only where a tile became full. */
  append(leaf: Hash, entry?: Uint8Array): Promise<void> | undefined {
    this.checkRoots();
    this.tree.append(leaf);
    if (entry) this.entries.push(entry);
    return this.full.length > 0 ? this.checkFull() : undefined;
  }

  private async checkFull(): Promise<void> {
    for (const tile of this.full.splice(0)) await this.checkTile(tile);
  }

  /** Compares what no full tile holds. Roots are compared after the tiles below them, which say more. */
  async finish(): Promise<void> {
    for (const tile of this.tree.partialTiles()) await this.checkTile(tile);
    this.checkRoots();
  }

  private checkRoots(): void {
    while (this.roots[0]?.size === this.tree.size) {
      const { root, differs } = this.roots.shift()!;
      if (!sameBytes(root, this.tree.root())) differs();
    }
  }

  private async checkTile({ level, index, width, bytes }: TileContent): Promise<void> {
    const entries = level === 0 ? this.entries.splice(0) : [];
    const told = entries.length > 0 ? await this.checkEntries(index, entries) : undefined;
    const file = tilePath(level, index, width);
    const published = await this.published({ level, index, width });
    if (published === undefined) return this.findings.add('tile-missing', { file });
    if (sameBytes(published, bytes)) return;
    if (level > 0 || published.length !== bytes.length) return this.findings.add('tile-differs', { file });
    const first = [...Array(width).keys()].find((i) => !sameBytes(hashAt(published, i), hashAt(bytes, i)))!;
    if (first === told) return;
    const leaf = index * BigInt(TILE_WIDTH) + BigInt(first);
    const entry = entries[first];
    this.findings.add('event-differs', { index: String(leaf), ...(entry && named(leaf, parseLeafEntry(entry))), file, detail: 'its leaf is not the one in the tile' });
  }

  /** The first entry that differs from the published bundle, within it. */
  private async checkEntries(index: bigint, entries: readonly Uint8Array[]): Promise<number | undefined> {
    const tile = { level: 'entries', index, width: entries.length } as const;
    const file = tilePath(tile.level, index, entries.length);
    const published = await this.published(tile);
    if (published === undefined) return void this.findings.add('tile-missing', { file });
    if (sameBytes(published, formatEntryBundle(entries))) return undefined;
    const theirs = parseEntryBundle(published, entries.length);
    const first = entries.findIndex((entry, i) => !sameBytes(entry, theirs[i]!));
    const ours = parseLeafEntry(entries[first]!);
    this.findings.add('event-differs', { ...named(index * BigInt(TILE_WIDTH) + BigInt(first), ours), differs: differsFrom(theirs[first]!, ours), file });
    return first;
  }
}

function differsFrom(theirs: Uint8Array, ours: LeafEntry): string[] {
  try {
    return differences(parseLeafEntry(theirs), ours);
  } catch {
    return [];
  }
}

export const hashAt = (tile: Uint8Array, i: number): Hash => tile.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES);

const BUNDLE_BYTES_MAX = TILE_WIDTH * (2 + ENTRY_BYTES_MAX);

/** The tiles of a bundle. */
export const tilesOf = (archive: BundleArchive): PublishedTile => async ({ level, index, width }) => {
  const name = tilePath(level, index, width);
  return archive.has(name) ? archive.read(name, level === 'entries' ? BUNDLE_BYTES_MAX : TILE_BYTES) : undefined;
};
