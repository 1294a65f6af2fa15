import { move, pockets, type Movement, type Pocket } from './accounts';
import type { FundsEvents, FundsEventType } from './events';

type Movements = { readonly [T in FundsEventType]?: (data: FundsEvents[T]) => readonly Movement[] };

/**
 * What each event posts. Events that are not listed post nothing.
 * An arrival is one entry across two lines: the sender's `TRN` against the receiver's account. The sender's own stream
 * learns of it by `FundsArrivalConfirmed`; whoever reads both streams counts the arrival once (`isEcho`).
 */
const movements: Movements = {
  CapitalPlanAssigned: ({ amount }) => move('SRC', 'ASG', amount),
  CapitalPlanAdjusted: ({ change }) => move('SRC', 'ASG', change),

  FundsAllocated: ({ amount }) => move('ASG', 'ALC', amount),
  FundsSent: ({ transfer, account, amount }) => move(account, pockets.transfer(transfer), amount),
  FundsReceived: ({ transfer, from, amount }) => [{ debit: { pocket: pockets.transfer(transfer), line: from }, credit: { pocket: 'ALC' }, amount }],
  FundsArrivalConfirmed: ({ transfer, to, amount }) => [{ debit: { pocket: pockets.transfer(transfer) }, credit: { pocket: 'ALC', line: to }, amount }],
  FundsReturned: ({ transfer, account, amount }) => move(pockets.transfer(transfer), account, amount),

  CommitmentReserved: ({ commitment, amount }) => move('ALC', pockets.commitment(commitment), amount),
  CommitmentReleased: ({ commitment, amount }) => move(pockets.commitment(commitment), 'ALC', amount),

  PaymentPrepared: ({ payment, commitment, amount }) => move(pockets.origin(commitment), pockets.payment(payment), amount),
  PaymentRejected: ({ payment, commitment, amount }) => move(pockets.payment(payment), pockets.origin(commitment), amount),
  PaymentWithdrawn: ({ payment, commitment, amount }) => move(pockets.payment(payment), pockets.origin(commitment), amount),
  AdvancePaid: ({ payment, amount }) => move(pockets.payment(payment), pockets.advance(payment), amount),
  PaymentMade: ({ payment, amount }) => move(pockets.payment(payment), 'EXP', amount),
  AdvanceSettled: ({ advance, amount }) => move(pockets.advance(advance), 'EXP', amount),
  AdvanceRecovered: ({ advance, commitment, amount }) => move(pockets.advance(advance), pockets.origin(commitment), amount),
  ExpenditureDisallowed: ({ amount }) => move('EXP', 'RET', amount),
  HousePaymentPosted: ({ amount }) => move('ALC', 'EXP', amount),

  EntryReversed: ({ from, to, amount }) => move(to as Pocket, from as Pocket, amount),
  EntryCorrected: ({ from, to, before, amount }) => move(from as Pocket, to as Pocket, amount - before),

  BudgetCancelled: ({ account, amount }) => move(account, 'CAN', amount),
  CarryForwardSent: ({ transfer, account, reference, amount }) => move(carriedPocket(account, reference), pockets.transfer(transfer), amount),
  CarryForwardReceived: ({ account, reference, amount }) => move('SRC', carriedPocket(account, reference), amount),
  CarriedForward: ({ transfer, amount }) => move(pockets.transfer(transfer), 'CFO', amount),
  CarryForwardReturned: ({ transfer, account, reference, amount }) => move(pockets.transfer(transfer), carriedPocket(account, reference), amount),
};

/** The part of an account that is carried forward: of commitments and advances, the one that is named. */
export function carriedPocket(account: 'ASG' | 'ALC' | 'RSV' | 'ADV', reference: string | undefined): Pocket {
  if (account === 'RSV') return pockets.commitment(reference!);
  return account === 'ADV' ? pockets.advance(reference!) : account;
}

export const movementsOf = (type: string, data: unknown): readonly Movement[] =>
  (movements as { readonly [type: string]: ((data: unknown) => readonly Movement[]) | undefined })[type]?.(data) ?? [];

/** Events that repeat, in the sender's stream, what the receiver's stream has already posted for both. */
export const isEcho = (type: string): boolean => type === 'FundsArrivalConfirmed';

export const postingTypes = Object.keys(movements) as readonly FundsEventType[];
