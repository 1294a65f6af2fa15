import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Malformed, parseEntryBundle, TILE_WIDTH, tilePath, type Tile, type TileLevel } from '@ledger/platform/audit-log';
import { putInPlace, sync, writeBeside, type WrittenFile } from '@ledger/platform/durable-file';

const HASH_BYTES = 32;

/** A tile that is not in the folder, in its own width or a larger one. */
export class TileMissing extends Error {
  override readonly name = 'TileMissing';
  constructor(readonly tile: Tile) {
    super(`there is no ${pathOf(tile)}`);
  }
}

/** The tiles and entry bundles of a log as files, laid out as c2sp.org/tlog-tiles serves them: below `<folder>/tile/`. */
export class TileFolder {
  /** Files that are not yet in their places, and the folders of these. */
  private written: WrittenFile[] = [];
  private readonly touched = new Set<string>();

  constructor(readonly folder: string) {}

  /**
   * The bytes of a tile or bundle of exactly this width; a partial one is also cut from a wider one of the same place, of
   * which it is the beginning. Throws `TileMissing`, and `Malformed` for a file of another length.
   */
  read(tile: Tile): Uint8Array {
    const own = this.bytes(tile);
    if (own !== undefined) return wellFormed(tile, own);
    for (const width of this.widerThan(tile)) {
      const wider = this.bytes({ ...tile, width });
      if (wider !== undefined) return cut(tile, wellFormed({ ...tile, width }, wider));
    }
    throw new TileMissing(tile);
  }

  /** The entry of leaf `index`, from a bundle that reaches at least that far. */
  entry(index: bigint): Uint8Array {
    const within = Number(index % BigInt(TILE_WIDTH));
    const bundle = this.read({ level: 'entries', index: index / BigInt(TILE_WIDTH), width: within + 1 });
    return parseEntryBundle(bundle, within + 1)[within]!;
  }

  /** Writes a tile or bundle; it is there, whole and durable, after `settle`. */
  write(tile: Tile, bytes: Uint8Array): void {
    const path = join(this.folder, pathOf(tile));
    this.written.push(writeBeside(path, bytes));
    for (let folder = dirname(path); !this.touched.has(folder) && folder !== dirname(this.folder); folder = dirname(folder)) this.touched.add(folder);
  }

  /** Resolves when everything that was written is in its place and durable. */
  async settle(): Promise<void> {
    const written = this.written;
    const folders = [...this.touched];
    this.written = [];
    this.touched.clear();
    await putInPlace(written);
    for (const folder of folders) await sync(folder);
  }

  /** Takes away the partial tiles of a place whose full tile is there. */
  async dropPartials(level: TileLevel, index: bigint): Promise<void> {
    const partials = `${join(this.folder, tilePath(level, index))}.p`;
    // Most places never had one, and to ask costs less than to take away what is not there.
    if (existsSync(partials)) await rm(partials, { recursive: true, force: true });
  }

  /** Whether there is any tile at all. */
  get isEmpty(): boolean {
    return !existsSync(join(this.folder, 'tile'));
  }

  private bytes(tile: Tile): Buffer | undefined {
    try {
      return readFileSync(join(this.folder, pathOf(tile)));
    } catch (error) {
      if (isAbsence(error)) return undefined;
      throw error;
    }
  }

  private widerThan({ level, index, width }: Tile): number[] {
    if (width === TILE_WIDTH) return [];
    try {
      const partial = readdirSync(`${join(this.folder, tilePath(level, index))}.p`).filter((name) => /^[1-9][0-9]{0,2}$/.test(name)).map(Number);
      return [TILE_WIDTH, ...partial.filter((each) => each > width && each < TILE_WIDTH).sort((one, other) => one - other)];
    } catch (error) {
      if (isAbsence(error)) return [TILE_WIDTH];
      throw error;
    }
  }
}

const pathOf = ({ level, index, width }: Tile): string => tilePath(level, index, width);

function wellFormed(tile: Tile, bytes: Buffer): Uint8Array {
  if (tile.level === 'entries') parseEntryBundle(bytes, tile.width);
  else if (bytes.length !== tile.width * HASH_BYTES) throw new Malformed('tile', `${pathOf(tile)} has ${bytes.length} bytes, not ${tile.width * HASH_BYTES}`);
  return bytes;
}

function cut(tile: Tile, wider: Uint8Array): Uint8Array {
  if (tile.level !== 'entries') return wider.subarray(0, tile.width * HASH_BYTES);
  let end = 0;
  for (let i = 0; i < tile.width; i++) end += 2 + ((wider[end]! << 8) | wider[end + 1]!);
  return wider.subarray(0, end);
}

const isAbsence = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(String((error as { readonly code?: unknown }).code));
