import { timingSafeEqual } from 'node:crypto';
import { sessionId, type OfficeStore, type Session } from '@ledger/platform/office-store';
import { OPERATOR_TOKEN_USER, type Authenticator, type SignedIn } from '../authority';

const SESSIONS_CACHED_MAX = 10_000;
/** A cached session is read again after so long: another process may have ended it. */
const TRUSTED_MS = 1_000;

export interface SessionAuthenticatorOptions {
  readonly office: OfficeStore;
  /** Whether the account exists and is not disabled; asked on every request. */
  readonly isActive: (user: string) => boolean;
  /** Refuses sessions that were opened with a demo credential. */
  readonly production: boolean;
  /** The server's own token, from `server.json`. */
  readonly operatorToken?: string;
  /** The machine's clock, milliseconds since 1970 UTC: sessions do not follow the demo's days. */
  readonly now?: () => number;
}

interface Cached {
  readonly session: Session;
  readonly readAt: number;
}

/** Recognises session tokens from memory; the office store is asked once a second per session at most. */
export class SessionAuthenticator implements Authenticator {
  private readonly cache = new Map<string, Cached>();
  private readonly now: () => number;
  private readonly operatorId: Buffer | undefined;

  constructor(private readonly options: SessionAuthenticatorOptions) {
    this.now = options.now ?? Date.now;
    this.operatorId = options.operatorToken === undefined ? undefined : Buffer.from(sessionId(options.operatorToken));
  }

  authenticate(token: string): SignedIn | undefined {
    const id = sessionId(token);
    if (this.operatorId && timingSafeEqual(Buffer.from(id), this.operatorId)) return { user: OPERATOR_TOKEN_USER, operatorToken: true };
    const session = this.find(token, id);
    return session && this.options.isActive(session.username) ? { user: session.username } : undefined;
  }

  /** The session behind a token, whether or not its account is active. */
  session(token: string): Session | undefined {
    return this.find(token, sessionId(token));
  }

  /** Forgets one session, or all of a user: they have been ended in the office store. */
  forget(which: { readonly id: string } | { readonly user: string }): void {
    if ('id' in which) this.cache.delete(which.id);
    else for (const [id, { session }] of this.cache) if (session.username === which.user) this.cache.delete(id);
  }

  private find(token: string, id: string): Session | undefined {
    const now = this.now();
    const known = this.cache.get(id);
    if (known && now - known.readAt < TRUSTED_MS && now < known.session.expires) return known.session;
    this.cache.delete(id);
    const found = this.options.office.sessions.find(token, now);
    if (!found || (found.demo && this.options.production)) return undefined;
    return this.keep(this.options.office.sessions.touch(found, now), now);
  }

  private keep(session: Session, now: number): Session {
    if (this.cache.size >= SESSIONS_CACHED_MAX) this.cache.delete(this.cache.keys().next().value as string);
    this.cache.set(session.id, { session, readAt: now });
    return session;
  }
}
