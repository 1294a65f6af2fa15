import type { DemoCommand } from '../demo-command';
import type { HousePlan } from '../houses/house-plans';
import { oddAssessments } from './assessments';
import { splitCommitments } from './commitments';
import { oddHousePayments } from './house-payments';
import { oddHouses } from './houses';

export { irregularPapers } from './papers';

/**
 * What is permitted and odd, so that every risk signal that can be has something to show. All of it is illustrative, and
 * none of it changes a published figure: nothing is paid, a note changes and no outcome, and houses are of 2025.
 */
export const irregularCommands = (houses: readonly HousePlan[]): readonly DemoCommand[] => [...splitCommitments(), ...oddHousePayments(houses), ...oddAssessments(), ...oddHouses()];
