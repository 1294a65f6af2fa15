import type { WitnessStatus } from './cosigning';

/** `held`: waiting for what is loaded; `failing`: tries again by itself; `refused`: a person has to look. */
export type SealerState = 'starting' | 'held' | 'sealing' | 'failing' | 'refused' | 'closed';

export interface SealerStatus {
  readonly state: SealerState;
  readonly origin?: string;
  /** Of the keys that sign now, the current one first. */
  readonly keys: readonly string[];
  /** Leaves under the last checkpoint. */
  readonly size: bigint;
  /** Everything in the store up to here is sealed. */
  readonly position: bigint;
  /** When the last checkpoint was made by this process, milliseconds since 1970 UTC. */
  readonly sealedAt?: number;
  readonly published?: { readonly size: bigint; readonly quorumMet: boolean };
  /** Present when a policy asks for cosignatures. */
  readonly witnesses?: readonly WitnessStatus[];
  /** True when the tiles had to be made again from the events. */
  readonly rebuilt: boolean;
  readonly error?: string;
}
