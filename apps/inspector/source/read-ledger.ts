import { LeafFrames, Malformed, TileFrames, tilePath, tilesOfTree, type FramedLeaf, type Tile } from '@ledger/platform/audit-log';
import { Unreachable } from '@ledger/ui/api/problem';
import { refusal, type Fetching } from '@ledger/ui/api/request';

/** Some of the answer's bytes, and the leaves that they have brought to their end. */
export interface StoredPiece {
  readonly piece: Uint8Array;
  readonly leaves: readonly FramedLeaf[];
}

/** Every event that is sealed or will be, to the byte as the server's store holds it, in the order of recording. Throws `Refused`, `Unreachable` or `Malformed`. */
export async function* storedLeaves(through: Fetching): AsyncGenerator<StoredPiece> {
  const frames = new LeafFrames();
  for await (const piece of piecesOf(through, '/api/events/stored')) yield { piece, leaves: frames.take(piece) };
  frames.finish();
}

/** Every tile and bundle of entries of the sealed tree, by its path; those that were not published are left out. */
export async function publishedTiles(through: Fetching, size: bigint): Promise<ReadonlyMap<string, Uint8Array>> {
  const published = new Map<string, Uint8Array>();
  if (size === 0n) return published;
  const expected = tilesOfTree(size, true);
  const frames = new TileFrames();
  for await (const piece of piecesOf(through, `/api/published-tiles?size=${size}`)) {
    for (const bytes of frames.take(piece)) {
      const { value: tile } = expected.next() as IteratorResult<Tile, undefined>;
      if (tile === undefined) throw new Malformed('tiles', 'there are more than the tree has');
      if (bytes) published.set(pathOf(tile), bytes);
    }
  }
  frames.finish();
  return published;
}

export const pathOf = ({ level, index, width }: Tile): string => tilePath(level, index, width);

/** An answer's bytes as they come, so that they are worked on while the server makes the next ones. */
async function* piecesOf(through: Fetching, path: string): AsyncGenerator<Uint8Array> {
  const response = await through(path, { credentials: 'same-origin' }).catch(unreachable);
  if (!response.ok) throw refusal(path, response.status, await response.text());
  const reader = response.body!.getReader();
  for (let read = await reader.read().catch(unreachable); !read.done; read = await reader.read().catch(unreachable)) yield read.value;
}

function unreachable(error: unknown): never {
  throw new Unreachable(error);
}
