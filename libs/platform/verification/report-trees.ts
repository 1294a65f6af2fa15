import { GrowingTree, Malformed, type Hash } from '@ledger/platform/audit-log/node';
import { TileFolder, TileMissing } from '@ledger/platform/sealer';

/** The root of the first `size` leaves by the tiles of a folder, which were compared before; undefined where they are missing. */
export function rootIn(folder: string, size: bigint): Hash | undefined {
  const tiles = new TileFolder(folder);
  try {
    return GrowingTree.resume(size, (tile) => tiles.read(tile)).root();
  } catch (error) {
    if (error instanceof TileMissing || error instanceof Malformed) return undefined;
    throw error;
  }
}
