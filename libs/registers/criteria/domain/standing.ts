import { must } from '@ledger/kit';
import type { Outcome } from './criteria-words';

/** What was assessed of one criterion of one year, by whom, and by which event. */
export interface Assessment {
  readonly met: Outcome;
  readonly note?: string;
  readonly assessedOn: string;
  readonly by: string;
  readonly eventId: string;
}

/** Where the assessment of one criterion of one year stands; `pending` waits for a checker. */
export interface Standing {
  readonly verified?: Assessment;
  readonly pending?: Assessment;
}

/** What a commune's stream knows. */
export interface CommuneState {
  /** By set, criterion and year. */
  readonly standings: ReadonlyMap<string, Standing>;
  /** Indicators measured, by set, indicator and year. */
  readonly measured: ReadonlySet<string>;
}

export interface CriterionOfYear {
  readonly set: string;
  readonly criterion: number;
  readonly year: number;
}

export const standingKey = ({ set, criterion, year }: CriterionOfYear): string => `${set}·${criterion}·${year}`;
export const measurementKey = ({ set, indicator, year }: { set: string; indicator: string; year: number }): string => `${set}·${indicator}·${year}`;

export const standingOf = (state: CommuneState, criterion: CriterionOfYear): Standing => state.standings.get(standingKey(criterion)) ?? {};

export const withStanding = (state: CommuneState, criterion: CriterionOfYear, standing: Standing): CommuneState => ({
  ...state,
  standings: new Map(state.standings).set(standingKey(criterion), standing),
});

export function mustAwaitVerification(standing: Standing, criterion: CriterionOfYear): Assessment {
  must(standing.pending, 'criteria.nothing-to-verify', { field: 'criterion', criterion: criterion.criterion, year: criterion.year });
  return standing.pending;
}

export function mustNotAwaitVerification(standing: Standing): void {
  must(!standing.pending, 'criteria.awaits-verification', { field: 'criterion', by: standing.pending?.by });
}
