import { must, type Act, type CommandRule } from '@ledger/kit';
import { pockets } from './accounts';
import { ApprovePayment, CheckPayment, PayHouseFromLine, PayPayment, PreparePayment, RejectPayment, WithdrawPayment } from './commands';
import { commitmentOf } from './commitment-rules';
import { fundsEvents } from './events';
import { law } from './law';
import { exactHousePayment, housePayment } from './line-evolve';
import { lineId as id, lineScope as scope, mustBeInPlanYear, mustBeNew, mustDiffer, mustFollow, mustHaveBegun, mustHaveHappened, type LineFact, type LineOn } from './line-guards';
import { isUsed, known, mustHold, type LineState, type Payment } from './line-state';

function openPayment(state: LineState, payment: string): Payment {
  const open = known(state.payments, payment);
  must(open, 'funds.unknown-payment', { field: 'payment', payment });
  return open;
}

/** The payment that a step is taken on: at the step before it, and not dated before that. */
function atStep(state: LineState, payment: string, step: Payment['step'], act: Act): Payment {
  const open = openPayment(state, payment);
  must(open.step === step, 'funds.wrong-step', { field: 'payment', payment, step: open.step, expected: step, law: law.payment });
  mustFollow(act, open.on);
  return open;
}

function prepare(c: PreparePayment, state: LineState, act: Act): readonly LineFact[] {
  mustBeNew(state, 'payment', c.payment);
  mustBeInPlanYear(state, c.line, act);
  if (c.commitment !== undefined) {
    const { reservedOn, expiresOn } = commitmentOf(state, c.commitment);
    mustFollow(act, reservedOn);
    must(act.effectiveOn <= expiresOn, 'funds.commitment-expired', { field: 'commitment', commitment: c.commitment, expiresOn, law: law.commitment });
  }
  mustHold(state, pockets.origin(c.commitment), c.amount, act, law.withinBudget);
  return [fundsEvents.PaymentPrepared(c)];
}

function pay({ line, payment, treasuryReference }: PayPayment, state: LineState, act: Act): readonly LineFact[] {
  const { kind, amount, commitment } = atStep(state, payment, 'approved', act);
  mustBeInPlanYear(state, line, act);
  mustHaveHappened(act);
  mustHold(state, pockets.payment(payment), amount, act, law.withinBudget);
  const paid = { payment, amount, commitment, treasuryReference };
  return [kind === 'advance' ? fundsEvents.AdvancePaid(paid) : fundsEvents.PaymentMade(paid)];
}

function giveBack(line: string, payment: string, state: LineState, act: Act): { payment: string; amount: bigint; commitment?: string } {
  const { on, amount, commitment } = openPayment(state, payment);
  mustFollow(act, on);
  mustHaveBegun(state, line, act);
  return { payment, amount, commitment };
}

function payHouse(c: PayHouseFromLine, state: LineState, act: Act): readonly LineFact[] {
  if (isUsed(state, exactHousePayment(c))) return [];
  must(!isUsed(state, housePayment(c)), 'funds.id-used', { field: 'payment', id: c.payment });
  mustBeInPlanYear(state, c.line, act);
  mustHaveHappened(act);
  mustHold(state, 'ALC', c.amount, act, law.withinBudget);
  return [fundsEvents.HousePaymentPosted(c)];
}

/** Lập → kiểm tra → duyệt → Kho bạc kiểm soát chi → thanh toán. The money is held from the first step on. */
export const paymentRules = (on: LineOn): readonly CommandRule<LineState, LineFact>[] => [
  on(PreparePayment, { roles: ['officer', 'program', 'finance'], id, scope, decide: (c, state, { act }) => prepare(c, state, act) }),
  on(CheckPayment, {
    roles: ['checker'], id, scope,
    decide: ({ line, payment }, state, { act }) => {
      mustDiffer(act, atStep(state, payment, 'prepared', act).maker);
      mustBeInPlanYear(state, line, act);
      return [fundsEvents.PaymentChecked({ payment })];
    },
  }),
  on(ApprovePayment, {
    roles: ['approver'], id, scope,
    decide: ({ line, payment }, state, { act }) => {
      const { maker, checker } = atStep(state, payment, 'checked', act);
      mustDiffer(act, maker, checker);
      mustBeInPlanYear(state, line, act);
      return [fundsEvents.PaymentApproved({ payment })];
    },
  }),
  on(PayPayment, { roles: ['finance'], id, scope, decide: (c, state, { act }) => pay(c, state, act) }),
  on(RejectPayment, {
    roles: ['checker', 'approver', 'finance'], id, scope, requires: ['reason'],
    decide: ({ line, payment }, state, { act }) => {
      mustDiffer(act, openPayment(state, payment).maker);
      return [fundsEvents.PaymentRejected(giveBack(line, payment, state, act))];
    },
  }),
  on(WithdrawPayment, {
    roles: ['officer', 'program', 'finance'], id, scope, requires: ['reason'],
    decide: ({ line, payment }, state, { act }) => {
      must(openPayment(state, payment).maker === act.actor.user, 'funds.not-the-maker', { payment });
      return [fundsEvents.PaymentWithdrawn(giveBack(line, payment, state, act))];
    },
  }),
  on(PayHouseFromLine, { roles: ['process'], id, scope, decide: (c, state, { act }) => payHouse(c, state, act) }),
];
