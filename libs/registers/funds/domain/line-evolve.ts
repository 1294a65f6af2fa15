import type { FoldedMeta } from '@ledger/kit';
import { pockets } from './accounts';
import { grown } from './chain';
import type { FundsEvents, FundsEventType } from './events';
import { entryNow, known, posted, using, without, type Entry, type LineState, type Payment } from './line-state';
import { movementsOf } from './movements';

type Evolve = { readonly [T in FundsEventType]: (state: LineState, data: FundsEvents[T], meta: FoldedMeta) => LineState };

/** What each event changes beside the balances, which `movements.ts` says. */
const changes: Evolve = {
  LineOpened: (state) => ({ ...state, opened: true }),

  CapitalPlanPrepared: (state, { decision, kind, change }, { actor, effectiveOn, legalBasis }) => ({
    ...using(state, `decision ${decision}`),
    decisions: { ...state.decisions, [decision]: { change, kind, maker: actor.user, preparedOn: effectiveOn, basedOn: legalBasis! } },
  }),
  CapitalPlanAssigned: (state, data, meta) => ({ ...entered(state, data, meta), decisions: without(state.decisions, data.decision) }),
  CapitalPlanAdjusted: (state, data, meta) => ({ ...entered(state, data, meta), decisions: without(state.decisions, data.decision) }),
  CapitalPlanRejected: (state, { decision }) => ({ ...state, decisions: without(state.decisions, decision) }),

  FundsAllocated: (state, data, meta) => entered(using(state, `allocation ${data.allocation}`), data, meta),
  FundsSent: (state, { transfer, to, account, amount }) => ({
    ...using(using(state, `allocation ${allocationOf(transfer)}`), `transfer ${transfer}`),
    transit: { ...state.transit, [transfer]: { to, account, amount } },
  }),
  FundsReceived: (state, { from, transfer }) => using(state, arrival(from, transfer)),
  FundsRefused: (state, { from, transfer }) => using(state, arrival(from, transfer)),
  FundsArrivalConfirmed: (state, { transfer }) => ({ ...state, transit: without(state.transit, transfer) }),
  FundsReturned: (state, { transfer }) => ({ ...state, transit: without(state.transit, transfer) }),

  CommitmentReserved: (state, { commitment, expiresOn }, { effectiveOn }) => ({
    ...using(state, `commitment ${commitment}`),
    commitments: { ...state.commitments, [commitment]: { reservedOn: effectiveOn, expiresOn } },
  }),
  CommitmentReleased: (state) => state,

  PaymentPrepared: (state, { payment, kind, amount, commitment }, { actor, effectiveOn }) =>
    withPayment(using(state, `payment ${payment}`), payment, { kind, amount, commitment, step: 'prepared', maker: actor.user, on: effectiveOn }),
  PaymentChecked: (state, { payment }, { actor, effectiveOn }) =>
    withPayment(state, payment, { ...state.payments[payment]!, step: 'checked', checker: actor.user, on: effectiveOn }),
  PaymentApproved: (state, { payment }, { effectiveOn }) => withPayment(state, payment, { ...state.payments[payment]!, step: 'approved', on: effectiveOn }),
  PaymentRejected: (state, { payment }) => ({ ...state, payments: without(state.payments, payment) }),
  PaymentWithdrawn: (state, { payment }) => ({ ...state, payments: without(state.payments, payment) }),
  AdvancePaid: (state, data, meta) => ({
    ...paid(state, data, meta),
    advances: { ...state.advances, [data.payment]: { commitment: data.commitment } },
  }),
  PaymentMade: (state, data, meta) => paid(state, data, meta),
  AdvanceSettled: (state, data, meta) => entered(state, data, meta),
  AdvanceRecovered: (state, data, meta) => entered(state, data, meta),
  ExpenditureDisallowed: (state, data, meta) => entered(state, data, meta),
  HousePaymentPosted: (state, data, meta) => entered(using(using(state, housePayment(data)), exactHousePayment(data)), data, meta, { payment: data.payment, household: data.household }),

  ReversalPrepared: (state, { entry }, { actor }) => ({ ...state, reversals: { ...state.reversals, [entry]: { maker: actor.user } } }),
  EntryReversed: (state, { entry, amount }) => {
    const original = entryNow(state, entry)!;
    const reversed = { ...state, reversals: without(state.reversals, entry), amended: { ...state.amended, [entry]: { amount, reversed: true } } };
    return original.unpaid ? withPayment({ ...reversed, advances: without(state.advances, original.payment!) }, original.payment!, { ...original.unpaid, amount }) : reversed;
  },
  ReversalRejected: (state, { entry }) => ({ ...state, reversals: without(state.reversals, entry) }),
  CorrectionPrepared: (state, { entry, amount }, { actor }) => ({ ...state, corrections: { ...state.corrections, [entry]: { maker: actor.user, amount } } }),
  EntryCorrected: (state, { entry, amount }) => ({
    ...state,
    corrections: without(state.corrections, entry),
    amended: { ...state.amended, [entry]: { amount, reversed: false } },
  }),
  CorrectionRejected: (state, { entry }) => ({ ...state, corrections: without(state.corrections, entry) }),

  BudgetCancelled: (state, data, meta) => entered(state, data, meta),
  CarryForwardSent: (state, { transfer, to, kind, account, amount, reference, expiresOn }) => ({
    ...using(state, `transfer ${transfer}`),
    transit: { ...state.transit, [transfer]: { to, account, amount, carry: { kind, reference, expiresOn } } },
  }),
  CarryForwardReceived: (state, { from, transfer, account, reference, expiresOn }, { effectiveOn }) => {
    const received = using(state, arrival(from, transfer));
    if (account === 'ADV') return { ...received, advances: { ...state.advances, [reference!]: known(state.advances, reference!) ?? {} } };
    if (account !== 'RSV') return received;
    const reservedOn = known(state.commitments, reference!)?.reservedOn ?? effectiveOn;
    return { ...using(received, `commitment ${reference}`), commitments: { ...state.commitments, [reference!]: { reservedOn, expiresOn: expiresOn! } } };
  },
  CarryForwardRefused: (state, { from, transfer }) => using(state, arrival(from, transfer)),
  CarriedForward: (state, { transfer }) => ({ ...state, transit: without(state.transit, transfer) }),
  CarryForwardReturned: (state, { transfer }) => ({ ...state, transit: without(state.transit, transfer) }),

  YearClosed: (state) => ({ ...state, closed: true, reopenedUntil: undefined }),
  ReopeningPrepared: (state, { until }, { actor }) => ({ ...state, reopening: { maker: actor.user, until } }),
  YearReopened: (state, { until }) => ({ ...state, reopening: undefined, reopenedUntil: until }),
  ReopeningRejected: (state) => ({ ...state, reopening: undefined }),
};

/** The fold of a fund line's stream: balances first, then everything else. */
export const evolveLine = Object.fromEntries(
  Object.entries(changes).map(([type, change]) => [
    type,
    (state: LineState, data: never, meta: FoldedMeta) => (change as (s: LineState, d: never, m: FoldedMeta) => LineState)(posted(state, meta, data), data, meta),
  ]),
) as unknown as Evolve;

/** What an arrival is remembered by in the receiving line, so that it is decided once. */
export const arrival = (from: string, transfer: string): string => `arrival ${from} ${transfer}`;

interface HousePayment {
  readonly household: string;
  readonly payment: string;
  readonly amount: bigint;
}

/** What a house's payment is remembered by: payments are numbered within their house. */
export const housePayment = ({ household, payment }: HousePayment): string => `house ${household} ${payment}`;
export const exactHousePayment = (paid: HousePayment): string => `${housePayment(paid)} ${paid.amount}`;

/** Transfers are numbered within their allocation. */
const allocationOf = (transfer: string): string => transfer.slice(0, transfer.lastIndexOf('.'));

const withPayment = (state: LineState, payment: string, value: Payment): LineState => ({ ...state, payments: { ...state.payments, [payment]: value } });

/** Remembers a posted entry under its event's id, so that it can be reversed or corrected. */
function entered(state: LineState, data: object, meta: FoldedMeta, more: Partial<Entry> = {}): LineState {
  const [movement] = movementsOf(meta.type, data);
  const { debit, credit, amount } = movement!;
  const entry: Entry = { id: meta.eventId, type: meta.type, from: debit.pocket, to: credit.pocket, amount, on: meta.effectiveOn, ...more };
  return { ...state, entries: grown(state.entries, entry) };
}

function paid(state: LineState, data: { payment: string; commitment?: string }, meta: FoldedMeta): LineState {
  const unpaid = state.payments[data.payment];
  return { ...entered(state, data, meta, { payment: data.payment, unpaid, source: pockets.origin(data.commitment) }), payments: without(state.payments, data.payment) };
}
