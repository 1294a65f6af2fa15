import { hash, randomBytes } from 'node:crypto';
import type { OfficeDatabase, Row } from './office-database';

const TOKEN_BYTES = 32;
/** How often a session's last use is written down: often enough for the idle limit, rarely enough to cost nothing. */
const TOUCH_EVERY_MS = 60_000;

export interface SessionLimits {
  /** A session not used for so long ends; default 8 hours. */
  readonly idleMs: number;
  /** A session ends so long after sign-in whatever happens; default 7 days. */
  readonly absoluteMs: number;
}

export const SESSION_LIMITS: SessionLimits = { idleMs: 8 * 3_600_000, absoluteMs: 7 * 24 * 3_600_000 };

/** Instants are milliseconds since 1970 UTC. */
export interface Session {
  /** SHA-256 of the token, hexadecimal: names the session without being able to use it. */
  readonly id: string;
  readonly username: string;
  readonly demo: boolean;
  readonly opened: number;
  readonly used: number;
  /** When it ends if it is not used again. */
  readonly expires: number;
}

export const sessionId = (token: string): string => hash('sha256', token, 'hex');

/** Sessions of signed-in users; of a token only its SHA-256 is stored, so a copy of the file opens nothing. */
export class Sessions {
  private readonly insert;
  private readonly byId;
  private readonly byUser;
  private readonly everybodys;
  private readonly touched;
  private readonly remove;
  private readonly removeOfUser;
  private readonly removeExpired;
  private readonly removeDemo;

  constructor(db: OfficeDatabase, private readonly limits: SessionLimits = SESSION_LIMITS) {
    this.insert = db.prepare('INSERT INTO sessions (token_hash, username, demo, opened, used, expires) VALUES (?, ?, ?, ?, ?, ?)');
    this.byId = db.prepare('SELECT * FROM sessions WHERE token_hash = ? AND expires > ?');
    this.byUser = db.prepare('SELECT * FROM sessions WHERE username = ? AND expires > ? ORDER BY opened, token_hash');
    this.everybodys = db.prepare('SELECT * FROM sessions WHERE expires > ? ORDER BY used DESC, token_hash LIMIT ?');
    this.touched = db.prepare('UPDATE sessions SET used = ?, expires = ? WHERE token_hash = ?');
    this.remove = db.prepare('DELETE FROM sessions WHERE token_hash = ?');
    this.removeOfUser = db.prepare('DELETE FROM sessions WHERE username = ? AND token_hash <> ?');
    this.removeExpired = db.prepare('DELETE FROM sessions WHERE expires <= ?');
    this.removeDemo = db.prepare('DELETE FROM sessions WHERE demo = 1');
  }

  /** Opens a session; the token is shown once, here. */
  open(username: string, options: { readonly now: number; readonly demo?: boolean }): { readonly token: string; readonly session: Session } {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    const { now, demo = false } = options;
    const session = { id: sessionId(token), username, demo, opened: now, used: now, expires: this.endOf(now, now) };
    this.insert.run(Buffer.from(session.id, 'hex'), username, demo ? 1 : 0, now, now, session.expires);
    return { token, session };
  }

  /** The session of a token, unless it has ended. */
  find(token: string, now: number): Session | undefined {
    const row = this.byId.get(Buffer.from(sessionId(token), 'hex'), now);
    return row && sessionOf(row);
  }

  /** Notes that the session was used, at most once a minute; returns the session as it now is. */
  touch(session: Session, now: number): Session {
    if (now - session.used < Math.min(TOUCH_EVERY_MS, this.limits.idleMs / 4)) return session;
    const expires = this.endOf(session.opened, now);
    this.touched.run(now, expires, Buffer.from(session.id, 'hex'));
    return { ...session, used: now, expires };
  }

  /** The user's open sessions, the oldest first. */
  list(username: string, now: number): readonly Session[] {
    return this.byUser.all(username, now).map(sessionOf);
  }

  /** Everybody's open sessions, the last used first. */
  listAll(now: number, limit: number): readonly Session[] {
    return this.everybodys.all(now, BigInt(limit)).map(sessionOf);
  }

  /** Ends one session by its token or id; true when there was one. */
  close(by: { readonly token: string } | { readonly id: string }): boolean {
    const id = 'token' in by ? sessionId(by.token) : by.id;
    return this.remove.run(Buffer.from(id, 'hex')) === 1;
  }

  /** Ends all sessions of a user, but for the one given; returns how many. */
  revoke(username: string, except = ''): number {
    return this.removeOfUser.run(username, Buffer.from(except, 'hex'));
  }

  deleteExpired(now: number): number {
    return this.removeExpired.run(now);
  }

  /** Ends every session opened with a demo credential; returns how many there were. */
  deleteDemo(): number {
    return this.removeDemo.run();
  }

  private endOf(opened: number, used: number): number {
    return Math.min(used + this.limits.idleMs, opened + this.limits.absoluteMs);
  }
}

const sessionOf = (row: Row): Session => ({
  id: Buffer.from(row['token_hash'] as Uint8Array).toString('hex'),
  username: row['username'] as string,
  demo: row['demo'] === 1n,
  opened: Number(row['opened']),
  used: Number(row['used']),
  expires: Number(row['expires']),
});
