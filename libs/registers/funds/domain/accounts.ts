/**
 * The accounts of a fund line. All but `SRC` are credit-normal and never fall below zero.
 * SRC source control · ASG assigned, not yet allocated · TRN in transit, the sender's until the receiver has it ·
 * ALC allocated, not yet committed · RSV committed or held for a payment · ADV advances outstanding ·
 * EXP expended on accepted volume · CFO carried forward · CAN cancelled · RET returned to the source.
 */
export const accounts = ['SRC', 'ASG', 'TRN', 'ALC', 'RSV', 'ADV', 'EXP', 'CFO', 'CAN', 'RET'] as const;
export type Account = (typeof accounts)[number];

/** An account, or the part of it that one commitment, payment, advance or transfer owns: `RSV:c:HD-01`. */
export type Pocket = Account | `${Account}:${string}`;

export const accountOf = (pocket: Pocket): Account => pocket.slice(0, 3) as Account;

export const pockets = {
  transfer: (transfer: string): Pocket => `TRN:${transfer}`,
  commitment: (commitment: string): Pocket => `RSV:c:${commitment}`,
  payment: (payment: string): Pocket => `RSV:p:${payment}`,
  advance: (advance: string): Pocket => `ADV:${advance}`,
  /** Where a payment's money comes from: its commitment, or what is allocated. */
  origin: (commitment: string | undefined): Pocket => (commitment === undefined ? 'ALC' : `RSV:c:${commitment}`),
};

/** Debit and credit of one entry; a side that names a line belongs to that line and not to the stream's own. */
export interface Movement {
  readonly debit: Side;
  readonly credit: Side;
  /** Whole đồng, above zero. */
  readonly amount: bigint;
}

export interface Side {
  readonly pocket: Pocket;
  readonly line?: string;
}

export const move = (debit: Pocket, credit: Pocket, amount: bigint): readonly Movement[] =>
  amount === 0n ? [] : amount > 0n ? [{ debit: { pocket: debit }, credit: { pocket: credit }, amount }] : [{ debit: { pocket: credit }, credit: { pocket: debit }, amount: -amount }];

/** Money that has been spent: advances outstanding and accepted volume. */
export const isDisbursed = (account: Account): boolean => account === 'ADV' || account === 'EXP';
/** Money that has left the plan year without being spent. */
const isDisposed = (account: Account): boolean => account === 'CFO' || account === 'CAN' || account === 'RET';
/** Money that the plan consists of, wherever it is by now; the source's own account stands against it. */
export const isPlanned = (account: Account): boolean => account !== 'SRC';
/** Money of the plan year that is neither spent nor disposed of. */
export const isLeft = (account: Account): boolean => isPlanned(account) && !isDisbursed(account) && !isDisposed(account);
/** Money whose holder may use it, is using it or has used it. */
export const isAllocated = (account: Account): boolean => account === 'ALC' || account === 'RSV' || isDisbursed(account);
