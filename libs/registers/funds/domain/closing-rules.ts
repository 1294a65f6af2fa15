import { must, type CommandRule } from '@ledger/kit';
import { ApproveReopening, CloseYear, RejectReopening, ReopenYear } from './commands';
import { fundsEvents } from './events';
import { law } from './law';
import { dimensionsOf } from './line-dimensions';
import { lineId as id, lineScope as scope, mustBeAfterPlanYear, mustDiffer, type LineFact, type LineOn } from './line-guards';
import type { LineState } from './line-state';

function pendingReopening(state: LineState): NonNullable<LineState['reopening']> {
  must(state.reopening, 'funds.not-prepared', { field: 'line' });
  return state.reopening;
}

const isEmpty = (map: object): boolean => Object.keys(map).length === 0;

/** Khóa sổ: a closed year takes no posting of any date until two persons reopen it, for a time. */
export const closingRules = (on: LineOn): readonly CommandRule<LineState, LineFact>[] => [
  on(CloseYear, {
    roles: ['finance'], id, scope,
    decide: ({ line }, state, { act }) => {
      mustBeAfterPlanYear(state, line, act);
      must(isEmpty(state.transit), 'funds.in-transit', { line, law: law.yearEnd });
      const waiting = [state.payments, state.decisions, state.reversals, state.corrections].some((pending) => !isEmpty(pending));
      must(!waiting, 'funds.still-pending', { line, law: law.yearEnd });
      return [fundsEvents.YearClosed({ planYear: dimensionsOf(line).planYear })];
    },
  }),
  on(ReopenYear, {
    roles: ['finance'], id, scope, requires: ['reason', 'legalBasis'],
    decide: ({ until }, state, { act }) => {
      must(state.closed, 'funds.year-not-closed', { field: 'line' });
      must(!state.reopening, 'funds.already-pending', { field: 'line' });
      must(until >= act.recordedOn, 'funds.reopening-over', { field: 'until', until });
      return [fundsEvents.ReopeningPrepared({ until })];
    },
  }),
  on(ApproveReopening, {
    roles: ['approver'], id, scope,
    decide: (_, state, { act }) => {
      const { maker, until } = pendingReopening(state);
      mustDiffer(act, maker);
      must(until >= act.recordedOn, 'funds.reopening-over', { field: 'until', until });
      return [fundsEvents.YearReopened({ until })];
    },
  }),
  on(RejectReopening, {
    roles: ['approver'], id, scope, requires: ['reason'],
    decide: (_, state, { act }) => {
      const { maker, until } = pendingReopening(state);
      mustDiffer(act, maker);
      return [fundsEvents.ReopeningRejected({ until })];
    },
  }),
];
