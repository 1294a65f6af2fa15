import { must, type Act, type CommandRule, type On } from '@ledger/kit';
import { programOf } from '@ledger/registers/programs/domain';
import { AmendHousePayment, ConfirmHousePayment, PayHouse, RefuseHousePayment } from './commands';
import { housingEvents, type HouseFact } from './events';
import { mustBeApproved, paidOrRequested, type ApprovedHouse, type HouseState, type Payment } from './house-state';

const HOUSING_PROGRAM = 'GNBV';

/** The program whose grant covers the act: that of the line it is paid from, or the poverty program's housing project. */
export const housingScope = ({ house }: HouseState, line = house?.approval?.line) => ({
  unit: house?.commune,
  program: line === undefined ? HOUSING_PROGRAM : programOf(line.split(':')[0]!),
});

function mustBePayable(house: ApprovedHouse, { source, line, amount }: PayHouse, act: Act): void {
  const { approval } = house;
  must(approval.by !== act.actor.user, 'housing.maker-is-checker', { user: approval.by });
  must(act.effectiveOn >= approval.on, 'housing.before-previous-step', { field: 'effectiveOn', previousOn: approval.on });
  must(source !== 'line' || line !== undefined, 'housing.line-missing', { field: 'line' });
  must(source === 'line' || line === undefined, 'housing.line-not-expected', { field: 'line', source });
  must(house.correction === undefined, 'housing.correction-awaits', { field: 'household', by: house.correction?.by });
  const left = approval.amount - paidOrRequested(house);
  must(amount <= left, 'housing.above-approved', { field: 'amount', amount, left });
}

interface Known {
  readonly house: ApprovedHouse;
  readonly payment: Payment;
}

function mustBeRequested(state: HouseState, id: string): Known {
  const house = mustBeApproved(state);
  const payment = house.payments.get(id);
  must(payment?.status === 'requested', 'housing.payment-not-requested', { field: 'payment', payment: id });
  return { house, payment };
}

function mustBePaid(state: HouseState, id: string): Known {
  const house = mustBeApproved(state);
  const payment = house.payments.get(id);
  must(payment?.status === 'paid', 'housing.payment-not-paid', { field: 'payment', payment: id });
  return { house, payment };
}

const told = ({ household, commune, kind }: ApprovedHouse, payment: Omit<Payment, 'status'>) => ({ household, commune, kind, ...payment });

/** What the line did is so, even when it paid more than was approved: it is recorded, and the report shows it. */
function amend({ payment: id, amount }: AmendHousePayment, state: HouseState): readonly HouseFact[] {
  const { house, payment } = mustBePaid(state, id);
  return payment.amount === amount ? [] : [housingEvents.HousePaymentAmended({ ...told(house, payment), before: payment.amount, amount })];
}

/** Money: a payment from a line waits until the line's own stream has paid or refused. */
export const paymentRules = <F>(on: On<HouseState, F, HouseFact>): readonly CommandRule<HouseState, HouseFact>[] => [
  on(PayHouse, {
    roles: ['finance'],
    id: ({ household }) => household,
    scope: ({ line }, state) => housingScope(state, line),
    decide: (command, state, { act }) => {
      const house = mustBeApproved(state);
      mustBePayable(house, command, act);
      const { source, line, amount } = command;
      const payment = told(house, { payment: `${house.household}-${house.payments.size + 1}`, source, line, amount });
      return [source === 'line' ? housingEvents.HousePaymentRequested(payment) : housingEvents.HousePaid(payment)];
    },
  }),
  on(ConfirmHousePayment, {
    roles: ['process'],
    id: ({ household }) => household,
    decide: (command, state) => {
      const { house, payment } = mustBeRequested(state, command.payment);
      return [housingEvents.HousePaid(told(house, payment))];
    },
  }),
  on(RefuseHousePayment, {
    roles: ['process'],
    id: ({ household }) => household,
    decide: (command, state) => {
      const { house, payment } = mustBeRequested(state, command.payment);
      return [housingEvents.HousePaymentRefused({ ...told(house, payment), refusal: command.refusal })];
    },
  }),
  on(AmendHousePayment, { roles: ['process'], id: ({ household }) => household, decide: amend }),
];
