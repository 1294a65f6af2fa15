import { Malformed } from './malformed';
import { HASH_BYTES } from './sha256';
import { parseTreeSize, treeSize, type TreeSize } from './tree-size';

/** Hashes in a full tile, entries in a full bundle. */
export const TILE_WIDTH = 256;
export const TILE_BYTES = TILE_WIDTH * HASH_BYTES;
export const TILE_LEVEL_MAX = 63;

/** Level of a hash tile, or `entries` for a bundle of the entries themselves. */
export type TileLevel = number | 'entries';

/** One resource of c2sp.org/tlog-tiles. `width` is 256 for a full tile, 1 to 255 for a partial one. */
export interface Tile<Level extends TileLevel = TileLevel> {
  readonly level: Level;
  readonly index: bigint;
  readonly width: number;
}

/**
 * The path of a tile below the log's prefix, as in `tile/0/x001/x234/067.p/112`. Without a width, or with 0 or 256, the full
 * tile. Throws RangeError for a level beyond 0 to 63, an index that is no tree size, or another width.
 */
export function tilePath(level: TileLevel, index: TreeSize, width = TILE_WIDTH): string {
  if (level !== 'entries' && !isWhole(level, 0, TILE_LEVEL_MAX)) throw new RangeError(`a tile's level is 0 to ${TILE_LEVEL_MAX} or entries: ${String(level)}`);
  if (!isWhole(width, 0, TILE_WIDTH)) throw new RangeError(`a tile's width is 1 to ${TILE_WIDTH}: ${String(width)}`);
  const digits = treeSize(index, 'index').toString();
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.../g)!;
  const marked = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group));
  return `tile/${level}/${marked.join('/')}${width % TILE_WIDTH === 0 ? '' : `.p/${width}`}`;
}

const TILE_PATH = /^tile\/(entries|0|[1-9][0-9]?)\/((?:x[0-9]{3}\/){0,6}[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/;

/** The tile of a path as `tilePath` writes it. Throws `Malformed` for any other text. */
export function parseTilePath(path: string): Tile {
  const [, level, groups, width] = TILE_PATH.exec(path) ?? [];
  if (level === undefined || groups === undefined) throw new Malformed('tile path', 'not tile/<level>/<index>[.p/<width>]');
  const index = parseTreeSize(groups.replace(/[x/]/g, '').replace(/^0+(?=.)/, ''));
  const tile = { level: level === 'entries' ? level : Number(level), index: index ?? 0n, width: Number(width ?? TILE_WIDTH) } as const;
  const inRange = index !== undefined && (tile.level === 'entries' || tile.level <= TILE_LEVEL_MAX) && (width === undefined || tile.width < TILE_WIDTH);
  // Only the one spelling: no group of zeros in front.
  if (!inRange || tilePath(tile.level, tile.index, tile.width) !== path) throw new Malformed('tile path', 'level, index or width out of range, or leading zeros');
  return tile;
}

/** How wide the tile at this place is in a tree of `size` leaves: 256 when full, 0 when there is none yet. */
export function tileWidth(level: number, index: TreeSize, size: TreeSize): number {
  const hashes = treeSize(size, 'size') >> BigInt(8 * level);
  const width = hashes - treeSize(index, 'index') * BigInt(TILE_WIDTH);
  return width <= 0n ? 0 : width >= BigInt(TILE_WIDTH) ? TILE_WIDTH : Number(width);
}

/** The partial hash tiles of a tree of `size` leaves, lowest level first: at most one a level, none empty. */
export function partialTiles(size: TreeSize): Tile<number>[] {
  const tiles: Tile<number>[] = [];
  for (let level = 0, hashes = treeSize(size, 'size'); hashes > 0n; level++, hashes >>= 8n) {
    const width = Number(hashes & 0xffn);
    if (width > 0) tiles.push({ level, index: hashes >> 8n, width });
  }
  return tiles;
}

const isWhole = (value: unknown, min: number, max: number): value is number => Number.isInteger(value) && (value as number) >= min && (value as number) <= max;
