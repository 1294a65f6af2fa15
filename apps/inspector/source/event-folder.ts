import { SeenEvent, type Projection, type Recorded } from '@ledger/kit';
import { LeafFrames } from '@ledger/platform/audit-log';
import { mustFollow, ProjectionFold, type FoldStatus } from '@ledger/platform/fold';
import { readEvent } from './stored-event';

/** What an event shows beside its hash. */
export type ReadAs = 'damaged' | 'not-canonical';

/** What the events showed that a piece of bytes has brought to their end. */
export interface ReadPiece {
  /** How many there were. */
  readonly events: number;
  /** Those that are not as they have to be, by their place among them. */
  readonly wrong: ReadonlyMap<number, ReadAs>;
  /** Why none of what comes is folded any more. */
  readonly stopped?: { readonly name: string; readonly message: string };
}

export interface FoldedEvents {
  readonly folded: readonly FoldStatus[];
  /** Milliseconds that reading and folding took. */
  readonly ms: number;
}

/** Reads and folds the events whose bytes somebody else hashes: in a thread of its own, or in the same one. */
export interface EventFolding {
  /** It works in a thread of its own, while others hash. */
  readonly isBeside: boolean;
  /** The next bytes of the stored events (`LeafFrames`), the very ones that were hashed; they are handed over. */
  take(piece: Uint8Array): ReadPiece | Promise<ReadPiece>;
  /** How far every projection has come. */
  finish(): FoldedEvents | Promise<FoldedEvents>;
}

/** Reads and folds where it is asked, and keeps no event that it has folded. Never throws. */
export class EventFolder implements EventFolding {
  readonly isBeside = false;
  private readonly frames = new LeafFrames();
  private readonly folds: readonly ProjectionFold[];
  private position = 0n;
  private stopped: ReadPiece['stopped'];
  private ms = 0;

  constructor(
    projections: readonly Projection[],
    private readonly clock: () => number,
  ) {
    this.folds = projections.map((projection) => new ProjectionFold(projection));
  }

  take(piece: Uint8Array): ReadPiece {
    const wrong = new Map<number, ReadAs>();
    let events = 0;
    this.working(() => {
      const leaves = this.frames.take(piece);
      events = leaves.length;
      for (const [index, leaf] of leaves.entries()) {
        const read = readEvent(leaf);
        if (read.recorded === undefined) wrong.set(index, 'damaged');
        else if (!read.isCanonical) wrong.set(index, 'not-canonical');
        // What the ledger's own reading steps over is in no table.
        if (read.recorded && !leaf.isSent && !isOfStore(leaf)) this.fold(read.recorded);
      }
    });
    return { events, wrong, ...(this.stopped && { stopped: this.stopped }) };
  }

  finish(): FoldedEvents {
    return { folded: this.folds.map(({ status }) => status), ms: this.ms };
  }

  private fold(recorded: Recorded): void {
    mustFollow(recorded, this.position);
    this.position = recorded.position;
    const seen = new SeenEvent(recorded);
    for (const fold of this.folds) fold.take(seen);
  }

  private working(work: () => void): void {
    if (this.stopped) return;
    const from = this.clock();
    try {
      work();
    } catch (error) {
      const { name, message } = error as Error;
      this.stopped = { name, message };
    }
    this.ms += this.clock() - from;
  }
}

/** Streams that the store keeps about others; the ledger records nothing in them. */
export const isOfStore = ({ stream }: { readonly stream: string }): boolean => stream.startsWith('$$');
