import type { Scope } from '@ledger/kit';
import { covers, includes, inForce, type AncestorsOf, type Grant } from './grants';

export interface Delegation extends Grant {
  /** Whose role it is. */
  readonly username: string;
}

/** What is known of accounts now. `ancestorsOf` is as of the day of the question. */
export interface AccessBook {
  account(user: string): { readonly displayName: string; readonly disabled: boolean } | undefined;
  /** User names of the accounts that are disabled. */
  readonly disabled: readonly string[];
  grantsOf(user: string): readonly Grant[];
  /** What others have lent to the user. */
  delegationsTo(user: string): readonly Delegation[];
  ancestorsOf(day: string): AncestorsOf;
}

export interface PermitQuestion {
  readonly user: string;
  /** Any of them will do; none: any role in force will do, or no role at all. */
  readonly roles: readonly string[];
  readonly scope: Scope;
  readonly on: string;
}

export type Permitted =
  | { readonly permitted: true; readonly role: string; readonly unit: string; readonly lentBy?: string }
  | { readonly permitted: false; readonly code: string; readonly details: Readonly<Record<string, unknown>> };

/** A grant, and whose it is when it was lent. */
type HeldGrant = Grant & { readonly lentBy?: string; readonly lenderName?: string };

const refused = (code: string, details: Readonly<Record<string, unknown>>): Permitted => ({ permitted: false, code, details });
const permitted = ({ role, unit, lentBy }: HeldGrant): Permitted => ({ permitted: true, role, unit, ...(lentBy === undefined ? {} : { lentBy }) });

/**
 * The role and unit under which somebody may act, or why not: the roles in the order given, one's own before lent
 * ones. A lent role holds only while its owner has an active account and a grant that includes it.
 */
export function permit(book: AccessBook, question: PermitQuestion): Permitted {
  const { user, roles, scope, on } = question;
  const account = book.account(user);
  if (!account) return refused('access.unknown-account', { user });
  if (account.disabled) return refused('access.account-disabled', { user });
  const ancestorsOf = book.ancestorsOf(on);
  const held: readonly HeldGrant[] = [...book.grantsOf(user), ...lentTo(book, user, on)];
  if (roles.length === 0) {
    const any = held.find((grant) => inForce(grant, on));
    return any ? permitted(any) : { permitted: true, role: '', unit: '' };
  }
  for (const role of roles) {
    const found = held.find((grant) => grant.role === role && inForce(grant, on) && covers(grant, scope, ancestorsOf));
    if (found) return permitted(found);
  }
  return whyNot(held.filter((grant) => roles.includes(grant.role)), question);
}

/** What somebody may act under on a day: own grants and what is lent to them, with the days and whose it is. */
export function rolesOf(book: AccessBook, user: string, day: string): readonly HeldGrant[] {
  if (book.account(user)?.disabled !== false) return [];
  return [...book.grantsOf(user).filter((grant) => inForce(grant, day)), ...lentTo(book, user, day)];
}

const lentTo = (book: AccessBook, user: string, day: string): readonly HeldGrant[] =>
  book.delegationsTo(user)
    .filter((delegation) => stillLent(book, delegation, day))
    .map(({ username, role, unit, program, from, until, endedOn }) => ({ role, unit, program, from, until, endedOn, lentBy: username, lenderName: book.account(username)?.displayName }));

/** The first thing in the way, of the grants in question: none at all, their period, or how far they reach. */
function whyNot(held: readonly Grant[], { roles, scope, on }: PermitQuestion): Permitted {
  if (held.length === 0) return refused('access.role-not-permitted', { roles: roles.join(', ') });
  const current = held.filter((grant) => inForce(grant, on));
  if (current.length === 0) return refused('access.grant-not-in-force', { roles: roles.join(', '), on });
  return refused('access.outside-scope', { roles: roles.join(', '), ...scope });
}

function stillLent(book: AccessBook, lent: Delegation, on: string): boolean {
  if (!inForce(lent, on) || book.account(lent.username)?.disabled !== false) return false;
  const ancestorsOf = book.ancestorsOf(on);
  return book.grantsOf(lent.username).some((grant) => inForce(grant, on) && includes(grant, lent, ancestorsOf));
}
