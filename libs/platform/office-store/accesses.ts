import type { OfficeDatabase, Row } from './office-database';

/** What somebody looked at that is worth knowing afterwards. */
export type AccessKind = 'personal' | 'events' | 'evidence' | 'bundle' | 'export' | 'receipt';

/** That somebody looked at something. */
export interface Access {
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  readonly username: string;
  readonly kind: AccessKind;
  /** The address that was asked, with its parameters. */
  readonly target: string;
  /** The answer's HTTP status: what was refused is there too. */
  readonly status: number;
  /** The request's id. */
  readonly request: string;
}

export interface AccessQuery {
  readonly username?: string;
  readonly kind?: AccessKind;
  readonly limit: number;
  /** Only entries before this one, to page backwards. */
  readonly before?: number;
}

/** The access log: who looked at what. */
export class Accesses {
  private readonly insert;
  private readonly select;
  private readonly removeBefore;
  private readonly counted;

  constructor(private readonly db: OfficeDatabase) {
    this.insert = db.prepare('INSERT INTO accesses (at, username, kind, target, status, request) VALUES (?, ?, ?, ?, ?, ?)');
    this.select = db.prepare(
      `SELECT * FROM accesses WHERE (?1 IS NULL OR username = ?1) AND (?2 IS NULL OR kind = ?2) AND (?3 IS NULL OR id < ?3)
       ORDER BY id DESC LIMIT ?4`,
    );
    this.removeBefore = db.prepare('DELETE FROM accesses WHERE at < ?');
    this.counted = db.prepare('SELECT count(*) AS entries, min(at) AS first FROM accesses');
  }

  /** Several at once are one write to disk. */
  add(entries: readonly Access[]): void {
    if (entries.length === 0) return;
    this.db.transaction(() => {
      for (const { at, username, kind, target, status, request } of entries) this.insert.run(BigInt(at), username, kind, target, BigInt(status), request);
    });
  }

  /** Latest first. */
  list({ username, kind, limit, before }: AccessQuery): readonly (Access & { readonly id: number })[] {
    return this.select.all(username ?? null, kind ?? null, before === undefined ? null : BigInt(before), BigInt(limit)).map(accessOf);
  }

  /** Forgets what is older; returns how many entries there were. */
  forgetBefore(at: number): number {
    return this.removeBefore.run(BigInt(at));
  }

  /** How many entries there are, and since when. */
  extent(): { readonly entries: number; readonly since?: number } {
    const row = this.counted.get()!;
    return { entries: Number(row['entries']), ...(row['first'] === null ? {} : { since: Number(row['first']) }) };
  }
}

const accessOf = (row: Row): Access & { readonly id: number } => ({
  id: Number(row['id']),
  at: Number(row['at']),
  username: row['username'] as string,
  kind: row['kind'] as AccessKind,
  target: row['target'] as string,
  status: Number(row['status']),
  request: row['request'] as string,
});
