import type { Json } from '@ledger/kit';
import type { OfficeDatabase } from './office-database';

/** Small JSON values by name, such as how far the demo has been loaded. */
export class NamedValues {
  private readonly byName;
  private readonly upsert;
  private readonly remove;

  constructor(db: OfficeDatabase) {
    this.byName = db.prepare('SELECT json FROM named_values WHERE name = ?');
    this.upsert = db.prepare('INSERT INTO named_values (name, json) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET json = excluded.json');
    this.remove = db.prepare('DELETE FROM named_values WHERE name = ?');
  }

  get(name: string): Json | undefined {
    const row = this.byName.get(name);
    return row && (JSON.parse(row['json'] as string) as Json);
  }

  set(name: string, value: Json): void {
    this.upsert.run(name, JSON.stringify(value));
  }

  delete(name: string): boolean {
    return this.remove.run(name) === 1;
  }
}
