import { must, type Act, type CommandRule } from '@ledger/kit';
import { AdjustCapitalPlan, ApproveCapitalPlan, AssignCapitalPlan, RejectCapitalPlan } from './commands';
import { fundsEvents } from './events';
import { law } from './law';
import { dimensionsOf } from './line-dimensions';
import { lineId as id, lineScope as scope, mustBeInPlanYear, mustBeKnown, mustBeNew, mustBeOpen, mustDiffer, mustFit, mustFollow, opening, type FundsFacts, type LineFact, type LineOn } from './line-guards';
import { known, mustHold, type LineState, type PendingDecision } from './line-state';

interface Preparation {
  readonly line: string;
  readonly decision: string;
}

function prepare({ line, decision }: Preparation, kind: PendingDecision['kind'], change: bigint, state: LineState, act: Act, facts: FundsFacts): readonly LineFact[] {
  const dimensions = dimensionsOf(line);
  must(dimensions.originYear === dimensions.planYear, 'funds.carried-line', { field: 'line', ...dimensions, law: law.yearEnd });
  must(change !== 0n, 'funds.zero-change', { field: 'change' });
  mustBeNew(state, 'decision', decision);
  mustBeInPlanYear(state, line, act);
  mustBeKnown(facts, act, dimensions, 'line');
  return [...opening(state, line), fundsEvents.CapitalPlanPrepared({ decision, kind, change })];
}

function pendingDecision(state: LineState, decision: string): PendingDecision {
  const pending = known(state.decisions, decision);
  must(pending, 'funds.unknown-decision', { field: 'decision', decision });
  return pending;
}

function approve({ line, decision }: Preparation, state: LineState, act: Act): readonly LineFact[] {
  const { kind, change, maker, preparedOn, basedOn } = pendingDecision(state, decision);
  mustDiffer(act, maker);
  mustFollow(act, preparedOn);
  mustBeInPlanYear(state, line, act);
  if (change > 0n) mustFit(state, change);
  else mustHold(state, 'ASG', -change, act, law.programCapital);
  return kind === 'assignment'
    ? [fundsEvents.CapitalPlanAssigned({ decision, amount: change, basedOn, preparedBy: maker })]
    : [fundsEvents.CapitalPlanAdjusted({ decision, change, basedOn, preparedBy: maker })];
}

/** Giao, điều chỉnh kế hoạch vốn: a decision, prepared by one person and approved by another. */
export const planRules = (on: LineOn): readonly CommandRule<LineState, LineFact>[] => [
  on(AssignCapitalPlan, {
    roles: ['finance'], id, scope, needs: ['units', 'programs'], requires: ['legalBasis'],
    decide: (c, state, { act, facts }) => prepare(c, 'assignment', c.amount, state, act, facts),
  }),
  on(AdjustCapitalPlan, {
    roles: ['finance'], id, scope, needs: ['units', 'programs'], requires: ['legalBasis'],
    decide: (c, state, { act, facts }) => prepare(c, 'adjustment', c.change, state, act, facts),
  }),
  on(ApproveCapitalPlan, { roles: ['approver'], id, scope, decide: (c, state, { act }) => approve(c, state, act) }),
  on(RejectCapitalPlan, {
    roles: ['approver'], id, scope, requires: ['reason'],
    decide: ({ line, decision }, state, { act }) => {
      mustDiffer(act, pendingDecision(state, decision).maker);
      mustBeOpen(state, line, act);
      return [fundsEvents.CapitalPlanRejected({ decision })];
    },
  }),
];
