import type { OfficeDatabase, Row } from './office-database';

/** That somebody was shown personal data. */
export interface PersonalRead {
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  readonly username: string;
  /** The role and unit under which it was permitted. */
  readonly role: string;
  readonly unit: string;
  /** The list or report that showed it. */
  readonly place: string;
  readonly person: string;
}

export interface PersonalReadsQuery {
  readonly person?: string;
  readonly username?: string;
  readonly limit: number;
  /** Only reads before this one, to page backwards. */
  readonly before?: number;
}

/** The access log of personal data: it names persons by their opaque ids, so that it stays when they are forgotten. */
export class PersonalReads {
  private readonly insert;
  private readonly select;

  constructor(private readonly db: OfficeDatabase) {
    this.insert = db.prepare('INSERT INTO personal_reads (at, username, role, unit, place, person) VALUES (?, ?, ?, ?, ?, ?)');
    this.select = db.prepare(
      `SELECT * FROM personal_reads WHERE (?1 IS NULL OR person = ?1) AND (?2 IS NULL OR username = ?2) AND (?3 IS NULL OR id < ?3)
       ORDER BY id DESC LIMIT ?4`,
    );
  }

  /** On disk when it returns: nothing is shown before it is logged. */
  add(reads: readonly PersonalRead[]): void {
    if (reads.length === 0) return;
    this.db.transaction(() => {
      for (const { at, username, role, unit, place, person } of reads) this.insert.run(BigInt(at), username, role, unit, place, person);
    });
  }

  /** Latest first. */
  list({ person, username, limit, before }: PersonalReadsQuery): readonly (PersonalRead & { readonly id: number })[] {
    return this.select.all(person ?? null, username ?? null, before === undefined ? null : BigInt(before), BigInt(limit)).map(readOf);
  }
}

const readOf = (row: Row): PersonalRead & { readonly id: number } => ({
  id: Number(row['id']),
  at: Number(row['at']),
  username: row['username'] as string,
  role: row['role'] as string,
  unit: row['unit'] as string,
  place: row['place'] as string,
  person: row['person'] as string,
});
