import type { EventMeta, Handlers } from '@ledger/kit';
import { accountOf, isAllocated, isDisbursed, type Account } from '../accounts';
import { fundsEvents } from '../events';
import { movementsOf, postingTypes } from '../movements';

/** Money that is the line's own: what was given to it and has neither left nor been cancelled. */
const isHeld = (account: Account): boolean => account === 'ASG' || isAllocated(account);

/** What an event changes in its own line, in whole đồng. */
export interface LineChange {
  /** The line's id. */
  readonly line: string;
  /** Of all that the line holds. */
  readonly held: bigint;
  /** Of what is disbursed: advances outstanding and accepted payments. */
  readonly disbursed: bigint;
}

function changeOf(data: unknown, { id: line, type }: EventMeta): LineChange {
  let [held, disbursed] = [0n, 0n];
  const post = (pocket: Parameters<typeof accountOf>[0], amount: bigint): void => {
    const account = accountOf(pocket);
    if (isHeld(account)) held += amount;
    if (isDisbursed(account)) disbursed += amount;
  };
  for (const { debit, credit, amount } of movementsOf(type, data)) {
    // A side that names a line is another line's.
    if (debit.line === undefined) post(debit.pocket, -amount);
    if (credit.line === undefined) post(credit.pocket, amount);
  }
  return { line, held, disbursed };
}

/** What every posting changes in its line. */
export const lineChanges: Handlers<LineChange> = Object.fromEntries(
  postingTypes.map((type) => [type, { definition: fundsEvents.$catalogue.definitions[type]!, run: changeOf }]),
);
