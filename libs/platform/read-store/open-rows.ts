import type { Change } from '@ledger/kit';
import { OPEN, type Stored, type StoredRow } from './database';
import { integerOf, type Column, type Layout } from './layout';
import { WrittenKeys } from './written-keys';

/** One version of a row: valid from the position of the event that made it until that of the event that changed it. */
export class RowVersion {
  to = OPEN;
  /** Whether the table already holds it, as open. */
  written = false;

  constructor(
    readonly key: string,
    readonly values: readonly Stored[],
    readonly from: bigint,
    readonly basis: number,
    readonly effectiveOn: string | null,
  ) {}
}

/** What of a table has to be written: new versions, open or already closed, and the ends of written ones. */
export interface RowWrites {
  readonly inserts: readonly RowVersion[];
  readonly closes: readonly RowVersion[];
}

const NUL = String.fromCharCode(0);

/**
 * The open rows of one table that changes are folded into; a row that is not here may have to be loaded first.
 * A build knows which keys it has `forgotten`: any other key that is not here has no open row. At most `max` rows are kept
 * between batches: those changed longest ago are written, open, and forgotten.
 */
export class OpenRows {
  private readonly open = new Map<string, RowVersion>();
  private readonly absent = new Set<string>();
  private forgotten: WrittenKeys | undefined;
  private fresh: RowVersion[] = [];
  private closed: RowVersion[] = [];
  private touched: { readonly key: string; readonly before: RowVersion | undefined }[] = [];

  constructor(
    readonly layout: Layout,
    building: boolean,
    private readonly max: number,
  ) {
    if (building) this.forgotten = new WrittenKeys();
  }

  /** The stored key of the row that a change is about. */
  keyOf(change: Change): StoredRow {
    const from = change.op === 'put' ? change.row : change.key;
    return this.layout.keyColumns.map((column) => column.toStored(from[column.name]));
  }

  /** Whether the row of this key would have to be loaded before a change is folded. */
  isUnknown(key: string): boolean {
    return !this.open.has(key) && (this.forgotten ? this.forgotten.mayHave(key) : !this.absent.has(key));
  }

  /** Takes in what was loaded for `keys`; those without a row are known to be absent until the batch ends. */
  load(keys: Iterable<string>, rows: readonly RowVersion[]): void {
    for (const key of keys) this.absent.add(key);
    for (const row of rows) {
      row.written = true;
      this.open.set(row.key, row);
      this.absent.delete(row.key);
    }
  }

  /** Folds one change of the event at `position`; `settle` or `undo` must follow the event's last change. */
  fold(change: Change, key: string, position: bigint, basis: number, effectiveOn: string): void {
    const current = this.open.get(key);
    if (current?.from !== position) {
      this.touched.push({ key, before: current });
      // Changed last, so forgotten last.
      this.open.delete(key);
    }
    if (change.op === 'put') {
      this.open.set(key, this.put(change, key, position, basis, effectiveOn));
      return;
    }
    if (!current) throw new Error(`${change.op} of a row that does not exist: ${this.layout.table.name} ${key.split(NUL).join(', ')}`);
    if (change.op === 'drop') {
      this.open.delete(key);
      return;
    }
    const values = change.op === 'patch' ? this.patched(current, change.set) : this.added(current, change.by);
    this.open.set(key, new RowVersion(key, values, position, Math.max(current.basis, basis), current.effectiveOn));
  }

  /** The event's changes stand: versions it replaced end at its position. */
  settle(position: bigint): void {
    for (const { key, before } of this.touched) {
      if (before) this.end(before, position);
      const after = this.open.get(key);
      if (after?.from === position && after !== this.fresh[this.fresh.length - 1]) this.fresh.push(after);
    }
    this.touched = [];
  }

  /** The event's changes do not stand. */
  undo(): void {
    for (const { key, before } of this.touched.reverse()) {
      if (before) this.open.set(key, before);
      else this.open.delete(key);
    }
    this.touched = [];
  }

  /** Everything that happened, as writes; every open row is then in the table. */
  drainAll(): RowWrites {
    const inserts = [...new Set(this.fresh)];
    const closes = this.closed.filter((version) => version.written);
    for (const version of inserts) version.written = true;
    this.reset();
    this.forget(() => undefined);
    return { inserts, closes };
  }

  /** Of a build: closed versions, and open ones beyond what is kept. The others wait, so each version is written once. */
  drainClosed(): RowWrites {
    const inserts = this.closed.filter((version) => !version.written);
    const closes = this.closed.filter((version) => version.written);
    this.reset();
    this.forget((version) => {
      this.forgotten!.add(version.key);
      if (!version.written) inserts.push(version);
    });
    return { inserts, closes };
  }

  /** The open versions that the table does not hold yet, at the end of a build. */
  drainOpen(): RowWrites {
    const inserts = [...this.open.values()].filter((version) => !version.written);
    for (const version of inserts) version.written = true;
    this.forgotten = undefined;
    return { inserts, closes: [] };
  }

  private forget(last: (version: RowVersion) => void): void {
    for (const [key, version] of this.open) {
      if (this.open.size <= this.max) break;
      this.open.delete(key);
      last(version);
    }
  }

  private reset(): void {
    this.fresh = [];
    this.closed = [];
    this.absent.clear();
  }

  private end(version: RowVersion, position: bigint): void {
    version.to = position;
    this.closed.push(version);
  }

  private put(change: Change & { op: 'put' }, key: string, position: bigint, basis: number, effectiveOn: string): RowVersion {
    const values = this.layout.columns.map((column) => column.toStored(change.row[column.name]));
    if (!this.layout.dated) return new RowVersion(key, values, position, basis, null);
    const day = change.effectiveOn ?? effectiveOn;
    if (typeof day !== 'string') throw new Error(`a fact of ${this.layout.table.name} without an effective day`);
    return new RowVersion(key, values, position, basis, day);
  }

  private patched(current: RowVersion, set: Readonly<Record<string, unknown>>): Stored[] {
    const values = [...current.values];
    for (const name of Object.keys(set)) values[this.rankOf(name)] = this.column(name).toStored(set[name]);
    const key = keyText(this.layout.key.map((rank) => values[rank]!));
    if (key !== current.key) throw new Error(`patch changes the key of a row of ${this.layout.table.name}`);
    return values;
  }

  private added(current: RowVersion, by: Readonly<Record<string, bigint>>): Stored[] {
    const values = [...current.values];
    for (const name of Object.keys(by)) {
      const rank = this.rankOf(name);
      const before = values[rank];
      if (this.column(name).field.storage !== 'integer' || before === null) throw new Error(`add to ${name}, which is not a number`);
      values[rank] = integerOf(BigInt(before as bigint) + by[name]!, name);
    }
    return values;
  }

  private column(name: string): Column {
    return this.layout.columns[this.rankOf(name)]!;
  }

  private rankOf(name: string): number {
    const rank = this.layout.columns.findIndex((column) => column.name === name);
    if (rank < 0) throw new Error(`${this.layout.table.name} has no column ${name}`);
    return rank;
  }
}

/** One text per key, for maps; no stored text contains NUL. */
export const keyText = (key: StoredRow): string => (key.length === 1 ? String(key[0]) : key.join(NUL));
