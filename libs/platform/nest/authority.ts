import type { Scope } from '@ledger/kit';

/** Who sent a request, once a token has been recognised. */
export interface SignedIn {
  readonly user: string;
  /** The operator's own token from `server.json`: may act under any account, named by the header `Ledger-Act-As`. */
  readonly operatorToken?: boolean;
}

/**
 * Recognises the token of a request: the bearer token, or else the session cookie.
 * It is asked on every request, so it answers from memory when it can, and then without a promise.
 */
export interface Authenticator {
  /** Undefined when the token is unknown, expired or belongs to a disabled account. */
  authenticate(token: string): SignedIn | undefined | Promise<SignedIn | undefined>;
}

/** What somebody wants to do: act under one of `roles`, for the unit and program in `scope`, on a day. */
export interface PermitRequest {
  readonly user: string;
  /** Roles any of which will do. Empty: being signed in with an active account is enough. */
  readonly roles: readonly string[];
  readonly scope: Scope;
  /** The day of the request in the ledger's zone, `YYYY-MM-DD`: grants run from one day until another. */
  readonly on: string;
}

/** The role and unit under which the act is recorded, whose role it is when it was lent; or why it may not be done. */
export type Permit =
  | { readonly permitted: true; readonly role: string; readonly unit: string; readonly lentBy?: string }
  | {
      readonly permitted: false;
      /** `<register>.<reason>`, answered as 403; its texts stand in a register's `messages`. */
      readonly code: string;
      readonly details?: Readonly<Record<string, unknown>>;
    };

/**
 * Says who may do what. A grant recorded before the call counts: an implementation whose rows lag behind
 * the ledger waits, bounded, before it says no. It answers without a promise when it need not wait.
 */
export interface Authoriser {
  permit(request: PermitRequest): Permit | Promise<Permit>;
}

/** Tokens under which Nest provides the two. */
export const AUTHENTICATOR = Symbol('Authenticator');
export const AUTHORISER = Symbol('Authoriser');

/** The session cookie's name; its value is the same token as a bearer's. */
export const SESSION_COOKIE = 'ledger-session';

/** The role of whoever holds the operator's token and names no account. */
export const OPERATOR = 'operator';
/** The user of whoever does: no account can have this name, so that an account called `operator` is told apart. */
export const OPERATOR_TOKEN_USER = 'token:operator';
