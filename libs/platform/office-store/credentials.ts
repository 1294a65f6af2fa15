import type { OfficeDatabase } from './office-database';

/** What a user signs in with. `hash` is an argon2id hash in PHC form; `demo` credentials are refused in production. */
export interface Credential {
  readonly username: string;
  readonly hash: string;
  readonly demo: boolean;
  /** Milliseconds since 1970 UTC. */
  readonly changed: number;
}

/** Credentials by user name. They are no events: a password leaves no history. */
export class Credentials {
  private readonly byName;
  private readonly upsert;
  private readonly replace;
  private readonly remove;
  private readonly removeDemo;
  private readonly count;

  constructor(db: OfficeDatabase) {
    this.byName = db.prepare('SELECT * FROM credentials WHERE username = ?');
    this.upsert = db.prepare(
      `INSERT INTO credentials (username, hash, demo, changed) VALUES (?, ?, ?, ?)
       ON CONFLICT (username) DO UPDATE SET hash = excluded.hash, demo = excluded.demo, changed = excluded.changed`,
    );
    this.replace = db.prepare('UPDATE credentials SET hash = ? WHERE username = ? AND hash = ?');
    this.remove = db.prepare('DELETE FROM credentials WHERE username = ?');
    this.removeDemo = db.prepare('DELETE FROM credentials WHERE demo = 1');
    this.count = db.prepare('SELECT count(*) AS n FROM credentials');
  }

  get(username: string): Credential | undefined {
    const row = this.byName.get(username);
    return row && { username, hash: row['hash'] as string, demo: row['demo'] === 1n, changed: Number(row['changed']) };
  }

  put({ username, hash, demo, changed }: Credential): void {
    this.upsert.run(username, hash, demo ? 1 : 0, changed);
  }

  /** Same password under newer parameters; does nothing when the password was changed meanwhile. */
  upgrade(username: string, from: string, to: string): boolean {
    return this.replace.run(to, username, from) === 1;
  }

  delete(username: string): boolean {
    return this.remove.run(username) === 1;
  }

  /** Deletes every demo credential; returns how many there were. */
  deleteDemo(): number {
    return this.removeDemo.run();
  }

  get size(): number {
    return Number(this.count.get()!['n']);
  }
}
