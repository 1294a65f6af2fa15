import { MemoryTables, SeenEvent, type Projection, type Recorded } from '@ledger/kit';

export interface Replayed {
  readonly tables: MemoryTables;
  /** Where the projection stands: before the event that it cannot take in, or at the end. */
  readonly position: bigint;
  readonly parked: boolean;
}

/** The model: events up to a position applied to tables in memory. */
export function replay(projection: Projection, history: readonly Recorded[], to?: bigint): Replayed {
  const tables = new MemoryTables();
  let position = 0n;
  for (const event of history) {
    if (to !== undefined && event.position > to) break;
    try {
      tables.apply(projection, new SeenEvent(event));
    } catch {
      return { tables, position, parked: true };
    }
    position = event.position;
  }
  return { tables, position, parked: false };
}
