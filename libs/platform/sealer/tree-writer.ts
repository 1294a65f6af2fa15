import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { GrowingTree, TILE_WIDTH, type Tile, type TileContent } from '@ledger/platform/audit-log/node';
import type { EventStore } from '@ledger/platform/event-store';
import { sync } from '@ledger/platform/durable-file';
import { GrowingBundle } from './growing-bundle';
import { leafEntryText, leafOf } from './leaf-bytes';
import { LeafPositions } from './leaf-positions';
import { leafPages, type LeafEvent } from './leaf-source';
import { TileFolder } from './tile-folder';
import { SealerRefused, type Tree, type TreeHead, type TreeState } from './tree';

/** Leaves of one advance: a long way to catch up is gone in steps, each with its checkpoint. */
export const ADVANCE_LEAVES_MAX = 262_144;

export interface TreeWriterOptions {
  readonly store: EventStore;
  readonly pattern: RegExp;
  /** The audit folder: tiles, entries and positions. */
  readonly folder: string;
  readonly advanceLeavesMax?: number;
}

/** Makes the tree of a store's leaves, and its tiles, in a folder. */
export class TreeWriter implements Tree {
  private growth: Growth | undefined;

  constructor(private readonly options: TreeWriterOptions) {}

  async open(at: TreeState): Promise<{ readonly rebuilt: boolean }> {
    const { folder } = this.options;
    this.growth = await resumed(this.options, at);
    if (this.growth !== undefined) return { rebuilt: false };
    const beside = join(folder, 'rebuilding');
    await rm(beside, { recursive: true, force: true });
    const rebuilding = new Growth({ ...this.options, folder: beside }, (onFullTile) => new GrowingTree(onFullTile), 0n, new GrowingBundle());
    await rebuilding.grow(at.size);
    mustAgree(rebuilding.state, at);
    await rebuilding.settle();
    await replace(folder, beside);
    this.growth = await resumed(this.options, at);
    if (this.growth === undefined) throw new Error(`the tiles in ${folder} cannot be read back`);
    return { rebuilt: at.size > 0n };
  }

  async advance(): Promise<TreeHead> {
    const growth = this.growth;
    if (growth === undefined) throw new Error('the tree is not open');
    try {
      const more = await growth.grow(growth.state.size + BigInt(this.options.advanceLeavesMax ?? ADVANCE_LEAVES_MAX));
      await growth.settle();
      return { ...growth.state, position: growth.position, more };
    } catch (error) {
      // What is in memory may be ahead of what is on disk: it is taken up again from there.
      this.growth = undefined;
      throw error;
    }
  }

  async close(): Promise<void> {
    this.growth = undefined;
  }
}

/** A tree that grows, with what of it is not yet on disk. */
class Growth {
  private readonly tiles: TileFolder;
  private readonly positions: LeafPositions;
  private readonly tree: GrowingTree;
  private newPositions: bigint[] = [];
  private full: Tile[] = [];
  private settled: bigint;

  constructor(
    private readonly options: TreeWriterOptions,
    treeWith: (onFullTile: (tile: TileContent) => void) => GrowingTree,
    public position: bigint,
    private readonly bundle: GrowingBundle,
  ) {
    this.tiles = new TileFolder(options.folder);
    this.positions = new LeafPositions(options.folder);
    this.tree = treeWith((tile) => this.write(tile, tile.bytes));
    this.settled = this.tree.size;
  }

  get state(): TreeState {
    return { size: this.tree.size, root: this.tree.root() };
  }

  /** Appends leaves until the tree has `size` of them or the store has no more; says whether it was for the size. */
  async grow(size: bigint): Promise<boolean> {
    await this.dropPartials();
    for await (const { leaves, position } of leafPages(this.options.store, this.options.pattern, this.position)) {
      for (const leaf of leaves) {
        if (this.tree.size >= size) return true;
        this.append(leaf);
      }
      this.position = position;
    }
    return false;
  }

  /** Resolves when every tile, bundle and position of the tree is durable. */
  async settle(): Promise<void> {
    if (this.tree.size === this.settled) return;
    for (const tile of this.tree.partialTiles()) this.write(tile, tile.bytes);
    if (this.bundle.width > 0) this.writeBundle(this.tree.size >> 8n, this.bundle.width, this.bundle.copy());
    await this.positions.write(this.tree.size - BigInt(this.newPositions.length), this.newPositions);
    await this.tiles.settle();
    this.newPositions = [];
    this.settled = this.tree.size;
  }

  private append(event: LeafEvent): void {
    this.tree.append(this.bundle.append(leafEntryText(event)));
    this.position = event.position;
    this.newPositions.push(this.position);
    if (this.bundle.isFull) this.writeBundle((this.tree.size >> 8n) - 1n, TILE_WIDTH, this.bundle.take());
  }

  private writeBundle(index: bigint, width: number, bytes: Uint8Array): void {
    this.write({ level: 'entries', index, width }, bytes);
  }

  private write({ level, index, width }: Tile, bytes: Uint8Array): void {
    if (width === TILE_WIDTH) this.full.push({ level, index, width });
    this.tiles.write({ level, index, width }, bytes);
  }

  /** Partial tiles whose full tile is durable: whatever they hold is the beginning of that. */
  private async dropPartials(): Promise<void> {
    for (const { level, index } of this.full.splice(0)) await this.tiles.dropPartials(level, index);
  }
}

/** The tree as the folder holds it, when that is whole at its right edge and of this store; else undefined. */
async function resumed(options: TreeWriterOptions, at: TreeState): Promise<Growth | undefined> {
  const tiles = new TileFolder(options.folder);
  const positions = new LeafPositions(options.folder);
  if (at.size === 0n) return new Growth(options, (onFullTile) => new GrowingTree(onFullTile), 0n, new GrowingBundle());
  try {
    const last = positions.at(at.size - 1n);
    const before = at.size === 1n ? 0n : positions.at(at.size - 2n);
    if (last === undefined || before === undefined) return undefined;
    const width = Number(at.size % BigInt(TILE_WIDTH));
    const bundle = width === 0 ? new GrowingBundle() : GrowingBundle.resume(tiles.read({ level: 'entries', index: at.size >> 8n, width }), width);
    const growth = new Growth(options, (onFullTile) => GrowingTree.resume(at.size, (tile) => tiles.read(tile), onFullTile), last, bundle);
    return isSame(growth.state, at) && (await isLeafAt(options, before, last, tiles.entry(at.size - 1n))) ? growth : undefined;
  } catch {
    // Whatever is wrong with the files, they are made again.
    return undefined;
  }
}

/** Whether the first leaf after one position is at the other and has this entry: the positions are of this store. */
async function isLeafAt({ store, pattern }: TreeWriterOptions, after: bigint, position: bigint, entry: Uint8Array): Promise<boolean> {
  for await (const { leaves } of leafPages(store, pattern, after)) {
    const [first] = leaves;
    if (first !== undefined) return first.position === position && Buffer.from(entry).equals(leafOf(first).entry);
  }
  return false;
}

/** Puts rebuilt files in the place of those that were there. Killed in between, it is done again. */
async function replace(folder: string, by: string): Promise<void> {
  for (const name of ['tile', 'positions']) {
    await rm(join(folder, name), { recursive: true, force: true });
    if (existsSync(join(by, name))) await rename(join(by, name), join(folder, name));
  }
  await rm(by, { recursive: true, force: true });
  await sync(folder);
  await sync(dirname(folder));
}

const isSame = (one: TreeState, other: TreeState): boolean => one.size === other.size && Buffer.from(one.root).equals(other.root);

function mustAgree(rebuilt: TreeState, at: TreeState): void {
  if (rebuilt.size < at.size) throw new SealerRefused(`the last checkpoint covers ${at.size} events, but the store has only ${rebuilt.size} of them: events are missing`);
  if (!isSame(rebuilt, at)) throw new SealerRefused(`the first ${at.size} events no longer give the root of the last checkpoint: an event that was sealed has been changed, removed or inserted. Run ledger verify to learn which`);
}
