import { MemoryTables, type Projection, type Recorded, type SeenEvent } from '@ledger/kit';

/** How far one projection has been folded. */
export interface FoldStatus {
  readonly name: string;
  readonly version: number;
  /** Every event up to here is in its rows. */
  readonly position: bigint;
  /** The event it could not take in: nothing behind it is in its rows. */
  readonly poison?: { readonly position: bigint; readonly eventId: string; readonly error: string };
}

/** Events are folded in ascending order of position. Throws RangeError for one that does not come after the last. */
export function mustFollow({ position }: Recorded, last: bigint): void {
  if (position <= last) throw new RangeError(`position ${position} comes after ${last}`);
}

/** One projection's tables, made in memory event by event. */
export class ProjectionFold {
  readonly tables = new MemoryTables();
  private at = 0n;
  private poison: FoldStatus['poison'];

  constructor(readonly projection: Projection) {}

  get position(): bigint {
    return this.at;
  }

  get isParked(): boolean {
    return this.poison !== undefined;
  }

  /** Takes in the next event. One that cannot be taken in parks the projection before it. */
  take(seen: SeenEvent): void {
    if (this.poison) return;
    const { position, id } = seen.event;
    try {
      this.tables.apply(this.projection, seen);
      this.at = position;
    } catch (error) {
      this.poison = { position, eventId: id, error: error instanceof Error ? error.message : String(error) };
    }
  }

  get status(): FoldStatus {
    const { name, version } = this.projection;
    return { name, version, position: this.at, ...(this.poison && { poison: this.poison }) };
  }
}
