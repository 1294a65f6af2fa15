import { must, type Act, type FoldedMeta, type LegalBasis } from '@ledger/kit';
import { VND_MAX } from '@ledger/fields';
import { accountOf, type Account, type Movement, type Pocket } from './accounts';
import { find, grown, type Chain } from './chain';
import { availableFrom, changed, empty, lastBalance, type DatedBalance } from './dated-balance';
import { law } from './law';
import { movementsOf } from './movements';

export interface PendingDecision {
  readonly change: bigint;
  readonly kind: 'assignment' | 'adjustment';
  readonly maker: string;
  readonly preparedOn: string;
  readonly basedOn: LegalBasis;
}

/** A payment on its way; once paid it is an entry. */
export interface Payment {
  readonly kind: 'advance' | 'completed-volume';
  readonly amount: bigint;
  readonly commitment?: string;
  readonly step: 'prepared' | 'checked' | 'approved';
  readonly maker: string;
  readonly checker?: string;
  /** The day of the latest step. */
  readonly on: string;
}

/** Funds that have left and not yet arrived. */
export interface Transit {
  readonly to: string;
  readonly account: 'ASG' | 'ALC' | 'RSV' | 'ADV';
  readonly amount: bigint;
  readonly carry?: { readonly kind: 'extension' | 'transfer'; readonly reference?: string; readonly expiresOn?: string; readonly from?: string };
}

/** One posted entry that may still be reversed or corrected. */
export interface Entry {
  readonly id: string;
  readonly type: string;
  /** The pockets between which it moved its amount. */
  readonly from: Pocket;
  readonly to: Pocket;
  readonly amount: bigint;
  readonly on: string;
  readonly payment?: string;
  readonly household?: string;
  /** Where a paid payment's money had come from before it was held: a correction takes from there or gives back there. */
  readonly source?: Pocket;
  /** The payment as it was before it was paid: a reversal brings it back. */
  readonly unpaid?: Payment;
}

export interface Amendment {
  readonly maker: string;
  /** What the amount should have been; absent for a reversal. */
  readonly amount?: bigint;
}

export interface LineState {
  readonly opened: boolean;
  readonly pockets: { readonly [pocket: string]: DatedBalance };
  readonly decisions: { readonly [decision: string]: PendingDecision };
  readonly transit: { readonly [transfer: string]: Transit };
  readonly commitments: { readonly [commitment: string]: { readonly reservedOn: string; readonly expiresOn: string } };
  readonly payments: { readonly [payment: string]: Payment };
  /** Advances by the payment that made them, with the commitment that they came from. */
  readonly advances: { readonly [advance: string]: { readonly commitment?: string; readonly from?: string } };
  readonly entries?: Chain<Entry>;
  /** Entries as they stand after a correction or a reversal. */
  readonly amended: { readonly [entry: string]: { readonly amount: bigint; readonly reversed: boolean } };
  readonly reversals: { readonly [entry: string]: Amendment };
  readonly corrections: { readonly [entry: string]: Amendment };
  /** Ids that have been given and may not be given again, each with its kind before it. */
  readonly used?: Chain<string>;
  readonly closed: boolean;
  /** Last day of recording of a reopened year. */
  readonly reopenedUntil?: string;
  readonly reopening?: { readonly maker: string; readonly until: string };
}

export const initialLine: LineState = {
  opened: false, pockets: {}, decisions: {}, transit: {}, commitments: {}, payments: {}, advances: {},
  amended: {}, reversals: {}, corrections: {}, closed: false,
};

/** The state after an event's postings; a movement's side that names a line is another line's. */
export function posted(state: LineState, meta: Pick<FoldedMeta, 'type' | 'effectiveOn'>, data: unknown): LineState {
  const movements = movementsOf(meta.type, data);
  if (movements.length === 0) return state;
  return { ...state, pockets: movements.reduce((pockets, movement) => moved(pockets, movement, meta.effectiveOn), state.pockets) };
}

function moved(pockets: LineState['pockets'], { debit, credit, amount }: Movement, day: string): LineState['pockets'] {
  const debited = debit.line === undefined ? withChange(pockets, debit.pocket, day, -amount) : pockets;
  return credit.line === undefined ? withChange(debited, credit.pocket, day, amount) : debited;
}

/**
 * A commitment's, payment's or transfer's pocket is dropped when it is empty for good, so that the state grows with what
 * is open and not with what ever was: taking from it on any earlier day would be refused with or without its history.
 */
function withChange(pockets: LineState['pockets'], pocket: Pocket, day: string, change: bigint): LineState['pockets'] {
  const balance = changed(pockets[pocket] ?? empty, day, change);
  if (pocket === accountOf(pocket) || lastBalance(balance) !== 0n) return { ...pockets, [pocket]: balance };
  const { [pocket]: _emptied, ...rest } = pockets;
  return rest;
}

/** An account's balance after everything: the sum of its pockets. */
export const balanceOf = (state: LineState, account: Account): bigint =>
  Object.entries(state.pockets).reduce((total, [pocket, balance]) => (accountOf(pocket as Pocket) === account ? total + lastBalance(balance) : total), 0n);

/** What is left in a pocket after everything. */
export const leftIn = (state: LineState, pocket: Pocket): bigint => lastBalance(state.pockets[pocket] ?? empty);

/** Refuses to take more than a pocket holds on that day and ever after. */
export function mustHold(state: LineState, pocket: Pocket, amount: bigint, act: Act, citation: string = law.withinBudget): void {
  const left = leftIn(state, pocket);
  const details = { field: 'amount', amount, left, account: accountOf(pocket), effectiveOn: act.effectiveOn, law: citation };
  if (pocket === 'SRC') return;
  must(amount <= left, 'funds.above-what-is-left', details);
  const available = availableFrom(state.pockets[pocket] ?? empty, act.effectiveOn);
  must(amount <= available, 'funds.before-money-came', { ...details, field: 'effectiveOn', available });
}

/** Refuses when all the money of the line would exceed the largest amount the ledger adds up safely. */
export const fits = (state: LineState, amount: bigint): boolean =>
  Object.entries(state.pockets).reduce((total, [pocket, balance]) => (pocket === 'SRC' ? total : total + lastBalance(balance)), amount) <= VND_MAX;

export const isUsed = (state: LineState, id: string): boolean => find(state.used, (used) => used === id) !== undefined;
export const using = (state: LineState, id: string): LineState => ({ ...state, used: grown(state.used, id) });

/** The entry as it stands now, after its corrections and reversal. */
export function entryNow(state: LineState, id: string): (Entry & { readonly reversed: boolean }) | undefined {
  const entry = find(state.entries, (each) => each.id === id);
  return entry && { ...entry, reversed: false, ...known(state.amended, id) };
}

/** An entry as it was posted, and as it stands now. */
export interface EntryStanding {
  readonly entry: Entry;
  readonly amount: bigint;
  readonly reversed: boolean;
}

/** Every entry that may be reversed or corrected, or was, the newest first. */
export function entriesOf(state: LineState): readonly EntryStanding[] {
  const standings: EntryStanding[] = [];
  for (let link = state.entries; link; link = link.older) {
    const { newest: entry } = link;
    standings.push({ entry, amount: entry.amount, reversed: false, ...known(state.amended, entry.id) });
  }
  return standings;
}

/** A value by an id that people choose, which may be a name that every object has. */
export const known = <T>(map: { readonly [id: string]: T }, id: string): T | undefined => (Object.hasOwn(map, id) ? map[id] : undefined);

export function without<T>(map: { readonly [id: string]: T }, id: string): { readonly [id: string]: T } {
  const { [id]: _gone, ...rest } = map;
  return rest;
}
