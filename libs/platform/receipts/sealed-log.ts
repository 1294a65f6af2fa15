import { inclusionProof, parseLeafEntry, rootOf, subtreesFromTiles, type Hash } from '@ledger/platform/audit-log';
import { LeafPositions, TileFolder } from '@ledger/platform/sealer';

/** Whoever signs the log's checkpoints, as the sealer does. */
export interface CheckpointSource {
  /** The checkpoint that is public; undefined before the first. */
  latest(): { readonly note: string; readonly size: bigint } | undefined;
  /** Up to which position in the store everything is in the tree. */
  status(): { readonly position: bigint };
  /** Resolves with a checkpoint that covers what was recorded before the call; rejects when none can be made. */
  checkpointNow(): Promise<unknown>;
}

/** The tree of the log's first leaves. */
export interface SealedTree {
  readonly size: bigint;
  readonly root: Hash;
  /** Of the last leaf; 0 while there is none. */
  readonly position: bigint;
}

/** A checkpoint: its note and how many leaves it covers. */
export interface Sealed {
  readonly note: string;
  readonly size: bigint;
}

/** The tree was not sealed up to a position in time: it will be, or the sealer stands still. */
export class NotSealedYet extends Error {
  override readonly name = 'NotSealedYet';
}

const LOOK_AGAIN_MS = 50;
/** More than any log has: how far the side index is looked at. */
const LEAVES_MAX = 2n ** 40n;

/** Reads the published log of a folder: which event is which leaf, trees of any earlier size, and proofs. */
export class SealedLog {
  private readonly tiles: TileFolder;
  private readonly positions: LeafPositions;

  constructor(
    folder: string,
    private readonly source: CheckpointSource,
  ) {
    this.tiles = new TileFolder(folder);
    this.positions = new LeafPositions(folder);
  }

  /** The public checkpoint, when it covers everything up to the position. */
  covering(position: bigint): Sealed | undefined {
    const latest = this.source.latest();
    if (latest === undefined || this.source.status().position < position) return undefined;
    return latest.size >= this.positions.leavesUpTo(position, LEAVES_MAX) ? { note: latest.note, size: latest.size } : undefined;
  }

  /** The same, asking for a checkpoint when there is none yet. Throws `NotSealedYet` after `timeoutMs`. */
  async seal(position: bigint, timeoutMs: number): Promise<Sealed> {
    const end = performance.now() + timeoutMs;
    for (;;) {
      const sealed = this.covering(position);
      if (sealed) return sealed;
      const left = end - performance.now();
      if (left <= 0) throw new NotSealedYet(`position ${position} is not covered by a checkpoint yet`);
      await within(this.source.checkpointNow(), left);
      if (!this.covering(position)) await within(new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS)), left);
    }
  }

  /** The tree of the leaves at or before a position; last leaves whose stream is to be skipped are left out. */
  treeUpTo(position: bigint, { size }: Sealed, skip: (stream: string) => boolean = () => false): SealedTree {
    let leaves = this.positions.leavesUpTo(position, size);
    while (leaves > 0n && skip(parseLeafEntry(this.tiles.entry(leaves - 1n)).stream)) leaves -= 1n;
    const root = rootOf(leaves, subtreesFromTiles(size, (tile) => this.tiles.read(tile)));
    return { size: leaves, root, position: leaves === 0n ? 0n : (this.positions.at(leaves - 1n) ?? 0n) };
  }

  /** Which leaf the event at a position is; undefined when it is none. */
  leafAt(position: bigint, { size }: Sealed): bigint | undefined {
    return this.positions.leafAt(position, size);
  }

  /** The bytes of a leaf's entry. */
  entry(index: bigint): Uint8Array {
    return this.tiles.entry(index);
  }

  /** The proof that a leaf is in the tree of the checkpoint. */
  inclusion(index: bigint, { size }: Sealed): Hash[] {
    return inclusionProof(index, size, subtreesFromTiles(size, (tile) => this.tiles.read(tile)));
  }
}

/** What the promise gives, or nothing when time is up; it is let go on. */
async function within(promise: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  try {
    await Promise.race([promise, new Promise((resolve) => (timer = setTimeout(resolve, ms)))]);
  } catch {
    // Whoever waits looks whether a checkpoint is there; why it is not is the sealer's to tell.
  } finally {
    clearTimeout(timer);
  }
}
