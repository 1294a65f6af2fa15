import { ancestorsIn, permit, rolesOf, type AccessBook, type AncestorsOf, type PermitQuestion, type Permitted } from '@ledger/registers/access/domain';
import { type Unit } from '@ledger/registers/territory/domain';
import { accountList, accounts, delegations, grants, type AccountRow, type DelegationRow, type GrantRow } from './account-list';
import { units } from './place-lists';

/** A dated row beside the day it is true from. Rows are in the order of their events. */
type Dated<R> = R & { readonly effectiveOn: string };

export interface AccessRows {
  readonly accounts: readonly AccountRow[];
  readonly grants: readonly GrantRow[];
  readonly delegations: readonly DelegationRow[];
  /** Every fact about every unit, in the order of recording. */
  readonly units: readonly Dated<Unit>[];
}

function grouped<R>(rows: readonly R[], key: (row: R) => string): ReadonlyMap<string, readonly R[]> {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}

/** The units as they are on a day: of each code the fact with the latest day, of two on one day the later recorded. */
function unitsOn(facts: readonly Dated<Unit>[], day: string): readonly Unit[] {
  const latest = new Map<string, Dated<Unit>>();
  for (const fact of facts) {
    const known = latest.get(fact.code);
    if (fact.effectiveOn <= day && (!known || known.effectiveOn <= fact.effectiveOn)) latest.set(fact.code, fact);
  }
  return [...latest.values()];
}

/** How many days' chains of units are kept: requests are about today, and in the demo about the day being loaded. */
const DAYS_KEPT = 4;

/** The rows, arranged so that a question about one user costs microseconds however many accounts there are. */
export function accessBook(rows: AccessRows): AccessBook {
  const accountOf = new Map(rows.accounts.map((account) => [account.username, account]));
  const grantsOf = grouped(rows.grants, ({ username }) => username);
  const delegationsTo = grouped(rows.delegations, ({ to }) => to);
  const chains = new Map<string, AncestorsOf>();
  return {
    account: (user) => accountOf.get(user),
    disabled: rows.accounts.filter(({ disabled }) => disabled).map(({ username }) => username),
    grantsOf: (user) => grantsOf.get(user) ?? [],
    delegationsTo: (user) => delegationsTo.get(user) ?? [],
    ancestorsOf: (day) => {
      let chain = chains.get(day);
      if (!chain) {
        if (chains.size >= DAYS_KEPT) chains.clear();
        chain = ancestorsIn(unitsOn(rows.units, day));
        chains.set(day, chain);
      }
      return chain;
    },
  };
}

/** The tables that permissions are read from, and the questions answered over their rows. */
export const accessAuthority = {
  projections: [accountList, units.projection],
  tables: { accounts, grants, delegations, units: units.table },
  book: (rows: { readonly [name in keyof AccessRows]: readonly unknown[] }): AccessBook => accessBook(rows as unknown as AccessRows),
  permit: (book: AccessBook, question: PermitQuestion): Permitted => permit(book, question),
  account: (book: AccessBook, user: string) => book.account(user),
  roles: (book: AccessBook, user: string, day: string) => rolesOf(book, user, day),
  disabled: (book: AccessBook): readonly string[] => book.disabled,
};
