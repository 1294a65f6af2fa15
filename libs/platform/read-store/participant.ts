import type { Statement } from './database';
import type { Batch } from './batch';

/** The event that a projection cannot get past. */
export interface Poison {
  readonly position: bigint;
  readonly eventId: string;
  readonly error: string;
}

/** What a batch did: statements to write together with the move of the checkpoint to `position`. */
export interface Prepared {
  readonly statements: readonly Statement[];
  readonly position: bigint;
  /** Names of the tables whose rows changed. */
  readonly changed: readonly string[];
  readonly poison?: Poison;
}

/** One thing that follows the events with a checkpoint of its own: a projection, or the journal. */
export interface Participant {
  readonly name: string;
  readonly version: number;
  /** What its tables look like. */
  readonly signature: string;
  readonly build: number;
  /** Every event up to here has been taken in and written. */
  position: bigint;
  /** A build that is not yet swapped in. */
  building: boolean;
  /** Creates the tables of this build. */
  create(): Statement[];
  prepare(batch: Batch): Promise<Prepared>;
  /** Ends a build: what is still in memory, and the indexes. Afterwards it is live. */
  finish(): Statement[];
}
