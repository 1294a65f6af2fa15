import { must, type Act, type CommandRule } from '@ledger/kit';
import { CancelBudget, CarryForward, ConfirmCarryForward, ReceiveCarryForward, ReturnCarryForward } from './commands';
import { commitmentOf } from './commitment-rules';
import { fundsEvents } from './events';
import { law } from './law';
import { arrival } from './line-evolve';
import { dimensionsOf, nextYearsLine, planWindow } from './line-dimensions';
import { lineId as id, lineScope as scope, mustBeAfterPlanYear, mustBeNew, opening, type LineFact, type LineOn } from './line-guards';
import { isUsed, mustHold, type LineState } from './line-state';
import { carriedPocket } from './movements';
import { refusalOf, underWay } from './transfer-rules';

function carryForward({ line, carry, account, amount, reference }: CarryForward, state: LineState, act: Act): readonly LineFact[] {
  mustBeNew(state, 'transfer', carry, 'carry');
  mustBeAfterPlanYear(state, line, act);
  const { capitalType, planYear } = dimensionsOf(line);
  const kind = capitalType === 'investment' ? 'extension' : 'transfer';
  const citation = kind === 'extension' ? law.extension : law.yearEnd;
  const lastDay = planWindow({ planYear: planYear + 1 }).until;
  must(act.effectiveOn <= lastDay, 'funds.outside-plan-year', { field: 'effectiveOn', planYear: planYear + 1, effectiveOn: act.effectiveOn, ...planWindow({ planYear: planYear + 1 }), law: citation });
  must((account === 'RSV' || account === 'ADV') === (reference !== undefined), 'funds.carry-reference', { field: 'reference', account });
  const expiresOn = account === 'RSV' ? commitmentOf(state, reference!).expiresOn : undefined;
  mustHold(state, carriedPocket(account, reference), amount, act, citation);
  return [fundsEvents.CarryForwardSent({ transfer: carry, to: nextYearsLine(line), kind, account, amount, reference, expiresOn })];
}

function receive(c: ReceiveCarryForward, state: LineState, act: Act): readonly LineFact[] {
  if (isUsed(state, arrival(c.from, c.transfer))) return [];
  const refusal = refusalOf(c.line, c.amount, state, act);
  return refusal
    ? [...opening(state, c.line), fundsEvents.CarryForwardRefused({ ...c, refusal })]
    : [...opening(state, c.line), fundsEvents.CarryForwardReceived(c)];
}

/** Year end: what is left is carried forward (kéo dài, chuyển nguồn), keeping its origin year, or cancelled (hủy dự toán). */
export const yearEndRules = (on: LineOn): readonly CommandRule<LineState, LineFact>[] => [
  on(CarryForward, { roles: ['finance'], id, scope, requires: ['legalBasis'], decide: (c, state, { act }) => carryForward(c, state, act) }),
  on(ReceiveCarryForward, { roles: ['process'], id, scope, decide: (c, state, { act }) => receive(c, state, act) }),
  on(ConfirmCarryForward, {
    roles: ['process'], id, scope,
    decide: ({ transfer }, state) => {
      const transit = underWay(state, transfer);
      return transit ? [fundsEvents.CarriedForward({ transfer, to: transit.to, kind: transit.carry!.kind, amount: transit.amount })] : [];
    },
  }),
  on(ReturnCarryForward, {
    roles: ['process'], id, scope,
    decide: ({ transfer, refusal }, state) => {
      const transit = underWay(state, transfer);
      if (!transit) return [];
      return [fundsEvents.CarryForwardReturned({ transfer, account: transit.account, amount: transit.amount, reference: transit.carry!.reference, refusal })];
    },
  }),
  on(CancelBudget, {
    roles: ['finance'], id, scope, requires: ['legalBasis', 'reason'],
    decide: ({ line, account, amount }, state, { act }) => {
      mustBeAfterPlanYear(state, line, act);
      mustHold(state, account, amount, act, law.yearEnd);
      return [fundsEvents.BudgetCancelled({ account, amount })];
    },
  }),
];
