import type { Unit } from '@ledger/registers/territory/domain';
import type { Norm } from './norm';

/** What a decision about a house needs from elsewhere: the commune it names, and the norms in force on the day. */
export interface HouseFacts {
  readonly units: readonly Unit[];
  readonly norms: readonly Norm[];
}
