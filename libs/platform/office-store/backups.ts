import type { OfficeDatabase, Row } from './office-database';

/** A backup that was begun. Times are milliseconds since 1970 UTC. */
export interface Backup {
  readonly id: string;
  /** Where it was written, as given. */
  readonly folder: string;
  readonly begun: number;
  /** Undefined: it was not finished, or that was never told; what was written may lie there all the same. */
  readonly finished?: number;
  /** Whether it was to hold persons' keys and what is readable of them. */
  readonly personal: boolean;
  /** SHA-256 (hex) of its manifest, once finished. */
  readonly manifest?: string;
}

/** The backups that were made, so that forgetting a person can name those that still hold the key. */
export class Backups {
  private readonly insert;
  private readonly end;
  private readonly everything;
  private readonly withKey;

  constructor(db: OfficeDatabase) {
    this.insert = db.prepare('INSERT INTO backups (id, folder, begun, personal) VALUES (?, ?, ?, ?)');
    this.end = db.prepare('UPDATE backups SET finished = ?, manifest = ? WHERE id = ? AND finished IS NULL');
    this.everything = db.prepare('SELECT * FROM backups ORDER BY begun, id');
    this.withKey = db.prepare(
      `SELECT backups.* FROM backups JOIN personal_keys ON person = ?
       WHERE personal = 1 AND (finished IS NULL OR finished >= made) AND (destroyed IS NULL OR begun <= destroyed) ORDER BY begun, id`,
    );
  }

  /** Recorded before anything is copied: a backup that is not known cannot be named. */
  begin({ id, folder, begun, personal }: Pick<Backup, 'id' | 'folder' | 'begun' | 'personal'>): void {
    this.insert.run(id, folder, BigInt(begun), personal ? 1n : 0n);
  }

  /** False when there is no such backup under way. */
  finish(id: string, finished: number, manifest: string): boolean {
    return this.end.run(BigInt(finished), manifest, id) === 1;
  }

  list(): readonly Backup[] {
    return this.everything.all().map(backupOf);
  }

  /** The backups that hold, or may hold, a person's key. */
  holding(person: string): readonly Backup[] {
    return this.withKey.all(person).map(backupOf);
  }
}

const backupOf = (row: Row): Backup => ({
  id: row['id'] as string,
  folder: row['folder'] as string,
  begun: Number(row['begun']),
  ...(row['finished'] === null ? {} : { finished: Number(row['finished']) }),
  personal: row['personal'] === 1n,
  ...(row['manifest'] === null ? {} : { manifest: row['manifest'] as string }),
});
