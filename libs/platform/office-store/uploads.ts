import type { OfficeDatabase, Row } from './office-database';

/** A file on its way in, in parts. Sizes in bytes, instants in milliseconds since 1970 UTC. */
export interface Upload {
  readonly id: string;
  readonly sha256: string;
  readonly size: number;
  /** Media type as declared. */
  readonly type: string;
  readonly name: string;
  readonly username: string;
  readonly unit: string;
  /** How much is on disk for certain: where the next part begins. */
  readonly received: number;
  readonly touched: number;
}

/** Uploads under way: what lets one resume after an interruption or a restart. */
export class Uploads {
  private readonly insert;
  private readonly byId;
  private readonly progress;
  private readonly remove;
  private readonly untouched;
  private readonly count;

  constructor(db: OfficeDatabase) {
    this.insert = db.prepare(
      'INSERT INTO uploads (id, sha256, size, type, name, username, unit, received, touched) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    );
    this.byId = db.prepare('SELECT * FROM uploads WHERE id = ?');
    this.progress = db.prepare('UPDATE uploads SET received = ?, touched = ? WHERE id = ?');
    this.remove = db.prepare('DELETE FROM uploads WHERE id = ?');
    this.untouched = db.prepare('SELECT * FROM uploads WHERE touched < ? ORDER BY touched, id');
    this.count = db.prepare('SELECT count(*) AS n FROM uploads WHERE username = ?');
  }

  open(upload: Upload): void {
    const { id, sha256, size, type, name, username, unit, received, touched } = upload;
    this.insert.run(id, sha256, size, type, name, username, unit, received, touched);
  }

  get(id: string): Upload | undefined {
    const row = this.byId.get(id);
    return row && uploadOf(row);
  }

  /** To be called once the bytes up to `received` are on disk. */
  advance(id: string, received: number, now: number): boolean {
    return this.progress.run(received, now, id) === 1;
  }

  close(id: string): boolean {
    return this.remove.run(id) === 1;
  }

  /** Uploads that nobody has touched since `before`. */
  abandoned(before: number): readonly Upload[] {
    return this.untouched.all(before).map(uploadOf);
  }

  countOf(username: string): number {
    return Number(this.count.get(username)!['n']);
  }
}

const uploadOf = (row: Row): Upload => ({
  id: row['id'] as string,
  sha256: row['sha256'] as string,
  size: Number(row['size']),
  type: row['type'] as string,
  name: row['name'] as string,
  username: row['username'] as string,
  unit: row['unit'] as string,
  received: Number(row['received']),
  touched: Number(row['touched']),
});
