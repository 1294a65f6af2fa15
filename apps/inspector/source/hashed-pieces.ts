import type { EventFolding, FoldedEvents, ReadPiece } from './event-folder';
import type { StoredPiece } from './read-ledger';
import { entryOf } from './stored-entry';

/** How many bytes may be hashed and not yet folded: as much is kept of them. */
const UNREAD_BYTES_MAX = 8 * 1024 * 1024;

/** A piece whose events are hashed and read. */
export interface HashedPiece {
  /** Their stored bytes may be gone already. */
  readonly leaves: StoredPiece['leaves'];
  /** The bytes of the leaves' entries. */
  readonly entries: readonly Uint8Array[];
  readonly read: ReadPiece;
}

interface HalfDone extends Omit<HashedPiece, 'read'> {
  readonly bytes: number;
  readonly reading: Promise<ReadPiece>;
  isRead: boolean;
}

/** Who folds has broken down: nothing that was read shows it. */
export class FoldingFailed extends Error {
  override readonly name = 'FoldingFailed';
}

/** Pieces of stored events, hashed here and folded by somebody else from the same bytes; they come out in the order in which they came. */
export class HashedPieces {
  private readonly waiting: HalfDone[] = [];
  private bytes = 0;
  private isBegun = false;

  constructor(private readonly folding: EventFolding) {}

  get size(): number {
    return this.waiting.length;
  }

  /** The oldest is to be taken: it has been read, or too much waits for that. */
  get isDue(): boolean {
    return this.waiting[0]?.isRead === true || this.bytes > UNREAD_BYTES_MAX;
  }

  hash(stored: StoredPiece): void {
    const entries = stored.leaves.map(entryOf);
    const bytes = stored.piece.length;
    // The very bytes that were hashed are handed over: nobody can be shown others.
    const reading = Promise.resolve(this.folding.take(stored.piece));
    const piece: HalfDone = { leaves: stored.leaves, bytes, entries, reading, isRead: false };
    const done = (): void => void (piece.isRead = true);
    reading.then(done, done);
    this.waiting.push(piece);
    this.bytes += bytes;
    this.isBegun = true;
  }

  /** Takes the oldest out once it has been read; there must be one. Throws `FoldingFailed`. */
  async oldest(): Promise<HashedPiece> {
    const { leaves, bytes, entries, reading } = this.waiting.shift()!;
    this.bytes -= bytes;
    const read = await reading.catch(failed);
    if (!read.stopped && read.events !== leaves.length) throw new FoldingFailed(`${read.events} events were read where ${leaves.length} were hashed`);
    return { leaves, entries, read };
  }

  /** Lets go of what waits. */
  clear(): void {
    this.waiting.length = 0;
    this.bytes = 0;
  }

  /** How far the tables have come; none where no event was ever handed on. Throws `FoldingFailed`. */
  async folded(): Promise<FoldedEvents> {
    return this.isBegun ? Promise.resolve(this.folding.finish()).catch(failed) : { folded: [], ms: 0 };
  }
}

function failed({ message }: Error): never {
  throw new FoldingFailed(message);
}
