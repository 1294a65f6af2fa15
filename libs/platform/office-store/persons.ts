import type { Json } from '@ledger/kit';
import type { OfficeDatabase, Row } from './office-database';

/** A person's key, or that it was destroyed. Times are milliseconds since 1970 UTC. */
export interface PersonKey {
  /** 32 bytes; undefined once destroyed. */
  readonly key?: Uint8Array;
  readonly made: number;
  readonly destroyed?: number;
}

/** What is readable of one person: JSON by attribute. */
export type ReadableValues = ReadonlyMap<string, Json>;

/** One attribute of one person, as the event at a position says it. */
export interface ReadableValue {
  readonly person: string;
  readonly attribute: string;
  readonly json: Json;
  readonly position: bigint;
}

/**
 * Persons' keys, and what is readable of them now, without history. Both go when the person is forgotten; that there was
 * a key, and when it was destroyed, stays.
 */
export class Persons {
  private readonly byId;
  private readonly insert;
  private readonly destroyKey;
  private readonly clear;
  private readonly clearAll;
  private readonly upsert;
  private readonly readable;
  private readonly count;

  constructor(private readonly db: OfficeDatabase) {
    this.byId = db.prepare('SELECT key, made, destroyed FROM personal_keys WHERE person = ?');
    this.insert = db.prepare('INSERT INTO personal_keys (person, key, made) VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
    this.destroyKey = db.prepare(
      `INSERT INTO personal_keys (person, key, made, destroyed) VALUES (?1, NULL, ?2, ?2)
       ON CONFLICT (person) DO UPDATE SET key = NULL, destroyed = excluded.destroyed WHERE key IS NOT NULL`,
    );
    this.clear = db.prepare('DELETE FROM personal_values WHERE person = ?');
    this.clearAll = db.prepare('DELETE FROM personal_values');
    // An event read again says nothing newer than one that came after it.
    this.upsert = db.prepare(
      `INSERT INTO personal_values (person, attribute, json, position) VALUES (?, ?, ?, ?)
       ON CONFLICT (person, attribute) DO UPDATE SET json = excluded.json, position = excluded.position WHERE excluded.position >= position`,
    );
    this.readable = db.prepare('SELECT attribute, json FROM personal_values WHERE person = ? ORDER BY attribute');
    this.count = db.prepare('SELECT count(key) AS keys, count(destroyed) AS destroyed FROM personal_keys');
  }

  find(person: string): PersonKey | undefined {
    const row = this.byId.get(person);
    return row && keyOf(row);
  }

  /** Keeps a new person's key; of two the first stays. */
  keep(person: string, key: Uint8Array, made: number): void {
    this.insert.run(person, key, BigInt(made));
  }

  /** Sets what is readable, all of it or nothing; what a later event said stays. */
  show(values: readonly ReadableValue[]): void {
    if (values.length === 0) return;
    this.db.transaction(() => {
      for (const { person, attribute, json, position } of values) this.upsert.run(person, attribute, JSON.stringify(json), position);
    });
  }

  valuesOf(person: string): ReadableValues {
    return new Map(this.readable.all(person).map((row) => [row['attribute'] as string, JSON.parse(row['json'] as string) as Json]));
  }

  /** Destroys the key and what is readable; repeating it changes nothing. What lay in the file is gone once `scrub` has been called. */
  forget(person: string, at: number): void {
    this.db.transaction(() => {
      this.destroyKey.run(person, BigInt(at));
      this.clear.run(person);
    });
  }

  /** Empties what is readable of everybody, to fill it again from the events. */
  clearReadable(): void {
    this.clearAll.run();
  }

  /** Writes the file anew, so that no page, no free space and no log of it holds what was deleted. */
  scrub(): Promise<void> {
    return this.db.scrub();
  }

  counts(): { readonly keys: number; readonly destroyed: number } {
    const row = this.count.get() as Row;
    return { keys: Number(row['keys']), destroyed: Number(row['destroyed']) };
  }
}

const keyOf = (row: Row): PersonKey => ({
  ...(row['key'] === null ? {} : { key: row['key'] as Uint8Array }),
  made: Number(row['made']),
  ...(row['destroyed'] === null ? {} : { destroyed: Number(row['destroyed']) }),
});
