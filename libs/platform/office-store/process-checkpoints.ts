import type { OfficeDatabase, Row } from './office-database';

/** Why a process stands still, for whoever is to set it going again. */
export interface Parked {
  /** Position of the event it could not act on. */
  readonly at: bigint;
  /** Milliseconds since 1970 UTC. */
  readonly since: number;
  readonly code: string;
  readonly message: string;
}

export interface ProcessCheckpoint {
  readonly process: string;
  /** Everything up to here has been acted on; 0n: nothing yet. */
  readonly position: bigint;
  readonly parked?: Parked;
}

/**
 * How far each process has come. Every move names the position it moves from (compare-and-swap), so that of two
 * runners of one process the second loses.
 */
export class ProcessCheckpoints {
  private readonly byName;
  private readonly everything;
  private readonly begin;
  private readonly move;
  private readonly parkAt;
  private readonly unpark;
  private readonly remove;

  constructor(db: OfficeDatabase) {
    this.byName = db.prepare('SELECT * FROM process_checkpoints WHERE process = ?');
    this.everything = db.prepare('SELECT * FROM process_checkpoints ORDER BY process');
    this.begin = db.prepare('INSERT INTO process_checkpoints (process, position) VALUES (?, 0) ON CONFLICT DO NOTHING');
    this.move = db.prepare(
      `UPDATE process_checkpoints SET position = ?, parked_at = NULL, parked_since = NULL, parked_code = NULL, parked_message = NULL
       WHERE process = ? AND position = ?`,
    );
    this.parkAt = db.prepare(
      `UPDATE process_checkpoints SET parked_at = ?, parked_since = ?, parked_code = ?, parked_message = ?
       WHERE process = ? AND position = ?`,
    );
    this.unpark = db.prepare(
      `UPDATE process_checkpoints SET parked_at = NULL, parked_since = NULL, parked_code = NULL, parked_message = NULL
       WHERE process = ? AND parked_at IS NOT NULL`,
    );
    this.remove = db.prepare('DELETE FROM process_checkpoints WHERE process = ?');
  }

  /** Where the process stands; at 0n when it was never heard of. */
  read(process: string): ProcessCheckpoint {
    const row = this.byName.get(process);
    return row ? checkpointOf(row) : { process, position: 0n };
  }

  list(): readonly ProcessCheckpoint[] {
    return this.everything.all().map(checkpointOf);
  }

  /** Moves on; false when another runner was faster and nothing changed. Moving on ends a parking. */
  advance(process: string, from: bigint, to: bigint): boolean {
    if (to < from) throw new RangeError(`a process moves forwards, not from ${from} to ${to}`);
    if (from === 0n) this.begin.run(process);
    return this.move.run(to, process, from) === 1;
  }

  /** Stands still at an event, visibly; false when another runner was faster. */
  park(process: string, from: bigint, parked: Parked): boolean {
    if (from === 0n) this.begin.run(process);
    return this.parkAt.run(parked.at, parked.since, parked.code, parked.message, process, from) === 1;
  }

  /** Lets a parked process try again; false when it was not parked. */
  resume(process: string): boolean {
    return this.unpark.run(process) === 1;
  }

  /** Forgets the process: it begins again with the first event. */
  reset(process: string): boolean {
    return this.remove.run(process) === 1;
  }
}

function checkpointOf(row: Row): ProcessCheckpoint {
  const at = row['parked_at'] as bigint | null;
  const parked = at === null ? undefined : {
    at, since: Number(row['parked_since']), code: row['parked_code'] as string, message: row['parked_message'] as string,
  };
  return { process: row['process'] as string, position: row['position'] as bigint, ...(parked ? { parked } : {}) };
}
