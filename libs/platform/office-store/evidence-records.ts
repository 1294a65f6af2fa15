import type { OfficeDatabase } from './office-database';

/** Who brought a file of evidence, and how it was called there. One per file and unit: the first upload counts. */
export interface EvidenceRecord {
  readonly sha256: string;
  /** Unit under which it was uploaded. */
  readonly unit: string;
  /** Bytes. */
  readonly size: number;
  readonly type: string;
  readonly name: string;
  readonly username: string;
  /** Milliseconds since 1970 UTC. */
  readonly stored: number;
}

/** What is known about the files of evidence beside their content. */
export class EvidenceRecords {
  private readonly insert;
  private readonly byHash;

  constructor(db: OfficeDatabase) {
    this.insert = db.prepare(
      'INSERT INTO evidence (sha256, unit, size, type, name, username, stored) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    );
    this.byHash = db.prepare('SELECT * FROM evidence WHERE sha256 = ? ORDER BY stored, unit');
  }

  add({ sha256, unit, size, type, name, username, stored }: EvidenceRecord): void {
    this.insert.run(sha256, unit, size, type, name, username, stored);
  }

  /** The file's records, the first upload first. */
  of(sha256: string): readonly EvidenceRecord[] {
    return this.byHash.all(sha256).map((row) => ({
      sha256,
      unit: row['unit'] as string,
      size: Number(row['size']),
      type: row['type'] as string,
      name: row['name'] as string,
      username: row['username'] as string,
      stored: Number(row['stored']),
    }));
  }
}
