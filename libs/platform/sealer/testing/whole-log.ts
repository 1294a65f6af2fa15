import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatEntryBundle, formatLeafEntry, GrowingTree, leafEntryOf, leafHash, openNote, parseCheckpoint, rootOf, TILE_WIDTH, tilePath, type Hash, type Tile } from '@ledger/platform/audit-log/node';
import type { EventStore } from '@ledger/platform/event-store';
import { CHECKPOINTS } from '../checkpoint-stream';
import { leafEvents } from '../leaf-source';
import type { LogKeys } from '../log-keys';
import { TileFolder } from '../tile-folder';
import { PATTERN } from './sample-events';

/** The sizes of all recorded checkpoints, after it is sure that each is signed, follows the one before and has the root of the store's first leaves. */
export async function mustBeOneTree(store: EventStore, { known }: LogKeys): Promise<bigint[]> {
  const leaves: Hash[] = [];
  for await (const page of leafEvents(store, PATTERN, 0n)) for (const leaf of page) leaves.push(leafHash(formatLeafEntry(leafEntryOf(leaf))));
  const sizes: bigint[] = [];
  for await (const events of store.readStream(CHECKPOINTS)) {
    for (const { data } of events) {
      const { text } = await openNote(String(data.note), known);
      const { size, root } = parseCheckpoint(text);
      expect(size).toBeGreaterThan(sizes.at(-1) ?? -1n);
      expect(Buffer.from(rootOf(size, leaves)).equals(root)).toBe(true);
      sizes.push(size);
    }
  }
  return sizes;
}

/** Compares every file of a published tree with the one made from scratch. */
export async function mustHaveItsTiles(folder: string, store: EventStore, size: bigint): Promise<void> {
  const tiles = new TileFolder(folder);
  const expectTile = (tile: Tile, bytes: Uint8Array): void => expect(`${tilePath(tile.level, tile.index, tile.width)} ${Buffer.compare(tiles.read(tile), bytes)}`).toBe(`${tilePath(tile.level, tile.index, tile.width)} 0`);
  const tree = new GrowingTree((tile) => expectTile(tile, tile.bytes));
  let bundle: Uint8Array[] = [];
  for await (const page of leafEvents(store, PATTERN, 0n)) {
    for (const leaf of page) {
      if (tree.size === size) break;
      const entry = formatLeafEntry(leafEntryOf(leaf));
      tree.append(leafHash(entry));
      bundle.push(entry);
      if (bundle.length < TILE_WIDTH) continue;
      expectTile({ level: 'entries', index: (tree.size >> 8n) - 1n, width: TILE_WIDTH }, formatEntryBundle(bundle));
      bundle = [];
    }
  }
  expect(tree.size).toBe(size);
  for (const tile of tree.partialTiles()) expectTile(tile, tile.bytes);
  if (bundle.length > 0) expectTile({ level: 'entries', index: size >> 8n, width: bundle.length }, formatEntryBundle(bundle));
  expect(parseCheckpoint(readFileSync(join(folder, 'checkpoint'), 'utf8')).size).toBe(size);
}
