import { hashPassword, isOutdatedHash, verifyPassword, type Credential, type OfficeStore } from '@ledger/platform/office-store';
import { dayOf, type Clock } from '../ledger/clock';
import type { Log } from '../log';
import { Problem } from '../problems/problem';
import type { HeldRole, LiveAuthoriser } from './live-authoriser';
import { mustBeStrong } from './password-rules';
import type { SessionAuthenticator } from './session-authenticator';
import { Throttle } from './throttle';

const MINUTE = 60_000;
const BY_USER = { free: 5, penaltyMs: 2_000, penaltyMsMax: 5 * MINUTE, forgetMs: 60 * MINUTE, namesMax: 20_000 };
/** A whole office may sit behind one address. */
const BY_ADDRESS = { ...BY_USER, free: 30 };
/** Passwords being hashed or waiting to be, at 19 MiB and about 30 ms each on four threads. */
const HASHING_MAX = 64;

export interface SignInParts {
  readonly office: OfficeStore;
  readonly accounts: LiveAuthoriser;
  readonly sessions: SessionAuthenticator;
  /** The ledger's clock, for the day on which roles are in force. */
  readonly clock: Clock;
  readonly log: Log;
  readonly production: boolean;
  /** The machine's clock; default `Date.now`. */
  readonly now?: () => number;
}

/** Who somebody is, as the apps show it. */
export interface Profile {
  readonly user: string;
  readonly displayName: string;
  readonly roles: readonly HeldRole[];
  /** ISO 8601 UTC; absent for the operator's token, which lasts as long as the server. */
  readonly expiresAt?: string;
}

export type SignedInProfile = Profile & { readonly token: string; readonly expiresAt: string };

/** Passwords and sessions. Whatever is wrong at sign-in is answered alike and in like time. */
export class SignIn {
  private readonly byUser = new Throttle(BY_USER);
  private readonly byAddress = new Throttle(BY_ADDRESS);
  private readonly now: () => number;
  private readonly decoy: Promise<string>;
  private hashing = 0;

  constructor(private readonly parts: SignInParts) {
    this.now = parts.now ?? Date.now;
    this.decoy = hashPassword('a password that nobody has');
    parts.accounts.onChange(() => this.endSessionsOfDisabled());
    this.prepare();
  }

  /** @throws Problem 401 `sign-in.wrong`, 403 `sign-in.disabled`, 429 `sign-in.too-many` with `seconds`. */
  async signIn(username: string, password: string, address: string): Promise<SignedInProfile> {
    const credential = await this.known(username, password, address);
    const { token, session } = this.parts.office.sessions.open(username, { now: this.now(), demo: credential.demo });
    return { token, ...this.profile(username), expiresAt: new Date(session.expires).toISOString() };
  }

  /** Checks a name and a password without opening a session; answers the roles held today. @throws Problem as `signIn`. */
  async rolesOf(username: string, password: string, address: string): Promise<readonly HeldRole[]> {
    await this.known(username, password, address);
    return this.parts.accounts.roles(username, dayOf(this.parts.clock.now()));
  }

  private async known(username: string, password: string, address: string): Promise<Credential> {
    this.admit(username, address);
    const credential = await this.verified(username, password);
    const account = credential && (await this.parts.accounts.freshAccount(username));
    if (!account) throw new Problem(401, 'sign-in.wrong');
    this.byUser.succeeded(username, 'all');
    this.byAddress.succeeded(address, 'this');
    if (account.disabled) throw new Problem(403, 'sign-in.disabled');
    await this.upgradeHash(credential, password);
    return credential;
  }

  signOut(token: string): void {
    const session = this.parts.sessions.session(token);
    if (!session) return;
    this.parts.office.sessions.close({ id: session.id });
    this.parts.sessions.forget({ id: session.id });
  }

  profile(user: string, token?: string): Profile {
    const session = token === undefined ? undefined : this.parts.sessions.session(token);
    return {
      user,
      displayName: this.parts.accounts.account(user)?.displayName ?? user,
      roles: this.parts.accounts.roles(user, dayOf(this.parts.clock.now())),
      ...(session ? { expiresAt: new Date(session.expires).toISOString() } : {}),
    };
  }

  /** Changes one's own password; every other session of the user ends. */
  async changePassword(user: string, token: string, current: string, next: string, address: string): Promise<void> {
    const session = this.parts.sessions.session(token);
    if (!session) throw new Problem(403, 'sign-in.no-session');
    this.admit(user, address);
    if (!(await this.verified(user, current))) throw new Problem(403, 'sign-in.wrong-current');
    this.byUser.succeeded(user, 'all');
    this.byAddress.succeeded(address, 'this');
    await this.store(user, next, session.id);
  }

  /** Sets the password of an account, for an operator; every session of the user ends. */
  async setPassword(user: string, password: string, by: string): Promise<void> {
    if (!(await this.parts.accounts.freshAccount(user))) throw new Problem(404, 'sign-in.unknown-account', { user });
    await this.store(user, password);
    this.parts.log.info({ user, by }, 'password set');
  }

  private async store(user: string, password: string, exceptSession?: string): Promise<void> {
    mustBeStrong(user, password);
    const hash = await this.limited(() => hashPassword(password));
    const demo = this.parts.office.credentials.get(user)?.demo ?? false;
    this.parts.office.transaction(() => {
      this.parts.office.credentials.put({ username: user, hash, demo, changed: this.now() });
      this.parts.office.sessions.revoke(user, exceptSession);
    });
    this.parts.sessions.forget({ user });
  }

  /** Counts the attempt as failed until it has gone well, so that many at once are no way around. */
  private admit(username: string, address: string): void {
    const now = this.now();
    const wait = Math.max(this.byUser.wait(username, now), this.byAddress.wait(address, now));
    if (wait > 0) throw new Problem(429, 'sign-in.too-many', { seconds: Math.ceil(wait / 1_000) });
    this.byUser.failed(username, now);
    this.byAddress.failed(address, now);
  }

  /** The credential, if the password is right. An unknown user costs the same time. */
  private async verified(username: string, password: string): Promise<Credential | undefined> {
    const credential = this.parts.office.credentials.get(username);
    const usable = credential && !(credential.demo && this.parts.production) ? credential : undefined;
    const isRight = await this.limited(async () => verifyPassword(usable?.hash ?? (await this.decoy), password));
    return isRight ? usable : undefined;
  }

  private async upgradeHash({ username, hash }: Credential, password: string): Promise<void> {
    if (!isOutdatedHash(hash)) return;
    const upgraded = await this.limited(() => hashPassword(password));
    this.parts.office.credentials.upgrade(username, hash, upgraded);
  }

  private async limited<T>(work: () => Promise<T>): Promise<T> {
    if (this.hashing >= HASHING_MAX) throw new Problem(503, 'ledger.busy', { retryAfter: 1 });
    this.hashing += 1;
    try {
      return await work();
    } finally {
      this.hashing -= 1;
    }
  }

  private prepare(): void {
    const { office, production, log } = this.parts;
    office.sessions.deleteExpired(this.now());
    this.endSessionsOfDisabled();
    if (!production) return;
    const sessions = office.sessions.deleteDemo();
    const credentials = office.credentials.deleteDemo();
    if (credentials > 0) log.warn({ credentials, sessions }, 'demo credentials were deleted: the ledger runs in production');
  }

  private endSessionsOfDisabled(): void {
    for (const user of this.parts.accounts.disabled()) {
      this.parts.office.sessions.revoke(user);
      this.parts.sessions.forget({ user });
    }
  }
}
