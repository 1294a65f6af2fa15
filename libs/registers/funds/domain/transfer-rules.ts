import { must, type Act, type CommandRule } from '@ledger/kit';
import { AllocateFunds, ConfirmFundsArrival, ReallocateFunds, ReceiveFunds, ReturnFunds } from './commands';
import { fundsEvents } from './events';
import { law } from './law';
import { arrival } from './line-evolve';
import { dimensionsOf, isWithin, sameMoney } from './line-dimensions';
import { isInPlanYear, isOpen, lineId as id, lineScope as scope, mustBeInPlanYear, mustBeKnown, mustBeNew, opening, type FundsFacts, type LineFact, type LineOn } from './line-guards';
import { fits, isUsed, known, leftIn, mustHold, type LineState, type Transit } from './line-state';

/** What is assigned and not yet allocated goes first; a line without it passes on what was allocated to it. */
const allocatesFrom = (state: LineState): 'ASG' | 'ALC' => (leftIn(state, 'ASG') > 0n ? 'ASG' : 'ALC');

function allocate({ line, allocation, parts }: AllocateFunds, state: LineState, act: Act, facts: FundsFacts): readonly LineFact[] {
  mustBeNew(state, 'allocation', allocation);
  mustBeInPlanYear(state, line, act);
  const sender = dimensionsOf(line);
  const targets = parts.map(({ to }) => dimensionsOf(to));
  must(new Set(parts.map(({ to }) => to)).size === parts.length, 'funds.duplicate-recipient', { field: 'parts' });
  for (const [index, target] of targets.entries()) {
    const fitting = sameMoney(sender, target) && isWithin(target.component, sender.component);
    must(fitting, 'funds.wrong-line', { field: `parts[${index}].to`, line, to: parts[index]!.to, law: law.programCapital });
  }
  for (const [index, target] of targets.entries()) mustBeKnown(facts, act, target, `parts[${index}].to`);
  const account = allocatesFrom(state);
  must(account === 'ASG' || parts.every(({ to }) => to !== line), 'funds.same-line', { field: 'parts', line });
  mustHold(state, account, parts.reduce((total, { amount }) => total + amount, 0n), act, law.withinBudget);
  return parts.map(({ to, amount }, index) =>
    to === line
      ? fundsEvents.FundsAllocated({ allocation, amount })
      : fundsEvents.FundsSent({ transfer: `${allocation}.${index + 1}`, purpose: 'allocation', to, account, amount }),
  );
}

function reallocate({ line, allocation, to, amount }: ReallocateFunds, state: LineState, act: Act, facts: FundsFacts): readonly LineFact[] {
  mustBeNew(state, 'allocation', allocation);
  mustBeInPlanYear(state, line, act);
  must(to !== line, 'funds.same-line', { field: 'to', line });
  const target = dimensionsOf(to);
  must(sameMoney(dimensionsOf(line), target), 'funds.wrong-line', { field: 'to', line, to, law: law.programCapital });
  mustBeKnown(facts, act, target, 'to');
  mustHold(state, 'ALC', amount, act, law.withinBudget);
  return [fundsEvents.FundsSent({ transfer: `${allocation}.1`, purpose: 'reallocation', to, account: 'ALC', amount })];
}

/**
 * Takes what was sent, or says in its own stream that it does not: an event, so that the answer is given once even when
 * the question is repeated after circumstances have changed.
 */
function receive({ line, transfer, from, amount }: ReceiveFunds, state: LineState, act: Act): readonly LineFact[] {
  if (isUsed(state, arrival(from, transfer))) return [];
  const refusal = refusalOf(line, amount, state, act);
  return refusal
    ? [...opening(state, line), fundsEvents.FundsRefused({ transfer, from, amount, refusal })]
    : [...opening(state, line), fundsEvents.FundsReceived({ transfer, from, amount })];
}

/** Why a line does not take funds, if it does not. */
export function refusalOf(line: string, amount: bigint, state: LineState, act: Act): string | undefined {
  if (!isOpen(state, act)) return 'funds.year-closed';
  if (!isInPlanYear(dimensionsOf(line), act.effectiveOn)) return 'funds.outside-plan-year';
  return fits(state, amount) ? undefined : 'funds.sum-too-large';
}

/** A transfer that is still under way; undefined when it has ended; refused when it never began. */
export function underWay(state: LineState, transfer: string): Transit | undefined {
  const transit = known(state.transit, transfer);
  must(transit || isUsed(state, `transfer ${transfer}`), 'funds.unknown-transfer', { field: 'transfer', transfer });
  return transit;
}

/** Phân bổ, điều chuyển: out of one line, through transit, into another. */
export const transferRules = (on: LineOn): readonly CommandRule<LineState, LineFact>[] => [
  on(AllocateFunds, {
    roles: ['finance'], id, scope, needs: ['units', 'programs'], requires: ['legalBasis'],
    decide: (c, state, { act, facts }) => allocate(c, state, act, facts),
  }),
  on(ReallocateFunds, {
    roles: ['finance'], id, scope, needs: ['units', 'programs'], requires: ['legalBasis'],
    decide: (c, state, { act, facts }) => reallocate(c, state, act, facts),
  }),
  on(ReceiveFunds, { roles: ['process'], id, scope, decide: (c, state, { act }) => receive(c, state, act) }),
  on(ConfirmFundsArrival, {
    roles: ['process'], id, scope,
    decide: ({ transfer }, state) => {
      const transit = underWay(state, transfer);
      return transit ? [fundsEvents.FundsArrivalConfirmed({ transfer, to: transit.to, amount: transit.amount })] : [];
    },
  }),
  on(ReturnFunds, {
    roles: ['process'], id, scope,
    decide: ({ transfer, refusal }, state) => {
      const transit = underWay(state, transfer);
      if (!transit) return [];
      return [fundsEvents.FundsReturned({ transfer, account: transit.account as 'ASG' | 'ALC', amount: transit.amount, refusal })];
    },
  }),
];
