import { must, type CommandRule } from '@ledger/kit';
import { pockets } from './accounts';
import { DisallowExpenditure, RecoverAdvance, SettleAdvance } from './commands';
import { fundsEvents } from './events';
import { law } from './law';
import { lineId as id, lineScope as scope, mustBeInPlanYear, mustHaveBegun, mustHaveHappened, type LineFact, type LineOn } from './line-guards';
import { known, mustHold, type LineState } from './line-state';

function advanceOf(state: LineState, advance: string): LineState['advances'][string] {
  const paid = known(state.advances, advance);
  must(paid, 'funds.unknown-advance', { field: 'advance', advance });
  return paid;
}

/** What becomes of money after it was paid: settled against accepted volume, recovered, or disallowed. */
export const advanceRules = (on: LineOn): readonly CommandRule<LineState, LineFact>[] => [
  on(SettleAdvance, {
    roles: ['finance'], id, scope,
    decide: ({ line, advance, amount }, state, { act }) => {
      advanceOf(state, advance);
      mustBeInPlanYear(state, line, act);
      mustHaveHappened(act);
      mustHold(state, pockets.advance(advance), amount, act, law.payment);
      return [fundsEvents.AdvanceSettled({ advance, amount })];
    },
  }),
  on(RecoverAdvance, {
    roles: ['finance'], id, scope, requires: ['reason'],
    decide: ({ line, advance, amount }, state, { act }) => {
      const { commitment } = advanceOf(state, advance);
      mustHaveBegun(state, line, act);
      mustHaveHappened(act);
      mustHold(state, pockets.advance(advance), amount, act, law.payment);
      return [fundsEvents.AdvanceRecovered({ advance, amount, commitment })];
    },
  }),
  on(DisallowExpenditure, {
    roles: ['finance'], id, scope, requires: ['legalBasis', 'reason'],
    decide: ({ line, amount, finding }, state, { act }) => {
      mustHaveBegun(state, line, act);
      mustHold(state, 'EXP', amount, act);
      return [fundsEvents.ExpenditureDisallowed({ amount, finding })];
    },
  }),
];
