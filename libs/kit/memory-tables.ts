import type { Field } from './field';
import type { Projection } from './projection';
import { basisOfRank, basisRank, type SeenEvent } from './recorded';
import type { EventMeta } from './act';
import type { Condition, Source, WithBasis } from './source';
import type { Change, Table } from './table';

type Row = Readonly<Record<string, unknown>>;

/** One version of a row: what an event put there, until another took its place. */
export interface RowVersion {
  readonly row: Row;
  /** Position of the event. */
  readonly from: bigint;
  /** Position of the event that ended it; undefined while the row is open. */
  readonly to?: bigint;
  readonly rank: number;
  /** Of a dated table's fact. */
  readonly effectiveOn?: string;
}

/** All versions of one row, oldest first. */
type History = RowVersion[];

/** What an event makes of a row's history: so many of its versions stay, and these come behind them. */
interface Pending {
  kept: number;
  readonly added: RowVersion[];
}

export interface MemoryQuery {
  /** Default: everything applied so far. */
  readonly knownAt?: bigint;
  readonly asOf?: string;
}

/**
 * Projections over tables in memory: what the read store means, said as plainly as possible. Tests compare the databases with it,
 * specs run projections on it, and a page without a server reads reports from it.
 */
export class MemoryTables {
  private readonly tables = new Map<string, Map<string, History>>();

  /** Applies the next event. One that cannot be applied throws and changes nothing. */
  apply(projection: Projection, seen: SeenEvent): void {
    const handler = projection.on[seen.event.type];
    if (handler) this.change(projection, handler.run(seen.data(handler.definition), seen.meta), seen.meta);
  }

  /** The row changes of one event: all or none. */
  change(projection: Projection, changes: readonly Change[], meta: EventMeta): void {
    const pending = new Map<History, Pending>();
    for (const change of changes) {
      mustBeAmong(projection, change);
      const history = this.historyOf(change.table, keyOf(change.table, change.op === 'put' ? change.row : change.key));
      const its = pending.get(history) ?? { kept: history.length, added: [] };
      take(change, history, its, meta);
      pending.set(history, its);
    }
    for (const [history, { kept, added }] of pending) {
      history.length = kept;
      history.push(...added);
    }
  }

  private historyOf({ name }: Table, key: string): History {
    let histories = this.tables.get(name);
    if (!histories) this.tables.set(name, (histories = new Map()));
    let history = histories.get(key);
    if (!history) histories.set(key, (history = []));
    return history;
  }

  /** The source's rows, in its order. */
  evaluate<R>(source: Source<R>, { knownAt, asOf }: MemoryQuery = {}): readonly R[] {
    const day = source.asOf ?? asOf;
    if (source.table.kind === 'current' && (day !== undefined || source.after !== undefined)) throw new Error(`${source.table.name} does not answer asOf`);
    return rowsOver(source, this.versions(source.table).filter((version) => isKnown(version, knownAt) && (day === undefined || version.effectiveOn! <= day)));
  }

  /** Every version that the table's rows have had, each row's oldest first. */
  versions(table: Table<any, any>): readonly RowVersion[] {
    return [...(this.tables.get(table.name)?.values() ?? [])].flat();
  }
}

function mustBeAmong(projection: Projection, { table }: Change): void {
  if (!projection.tables.includes(table)) throw new Error(`${projection.name} changes ${table.name}, which is not among its tables`);
}

const isKnown = ({ from, to }: RowVersion, knownAt: bigint | undefined): boolean => (knownAt === undefined ? to === undefined : from <= knownAt && (to === undefined || to > knownAt));

/** What a source makes of some versions of its table's rows, in its order. */
export function rowsOver<R>(source: Source<R>, versions: readonly RowVersion[]): readonly R[] {
  const { table, where, after, asOf } = source;
  const chosen = versions.filter(({ row, effectiveOn }) =>
    (asOf === undefined || effectiveOn! <= asOf) && (after === undefined || effectiveOn! > after) &&
    Object.entries(where).every(([column, condition]) => meets(table.columns[column], row[column], condition)));
  switch (source.kind) {
    case 'list':
      return listed(source, chosen) as readonly R[];
    case 'latest':
      return grouped(source, chosen).map((group) => shown(group.sort(newestFirst(table))[0]!)) as readonly R[];
    case 'sum':
      return grouped(source, chosen).map((group) => summed(source, group)) as readonly R[];
  }
}

/** A version made by the same event is replaced; an older one ends where the new one begins. */
function take(change: Change, history: History, pending: Pending, meta: EventMeta): void {
  const { added } = pending;
  const last = added[added.length - 1] ?? history[pending.kept - 1];
  const current = last && last.to === undefined ? last : undefined;
  if (!current && change.op !== 'put') throw new Error(`${change.op} of a row that does not exist: ${change.table.name} ${keyText(change.table, change.key)}`);
  const version = change.op === 'drop' ? undefined : next(current, change, meta);
  if (current) {
    if (added.length > 0) added.pop();
    else pending.kept -= 1;
    if (current.from !== meta.position) added.push({ ...current, to: meta.position });
  }
  if (version) added.push(version);
}

function next(current: RowVersion | undefined, change: Exclude<Change, { op: 'drop' }>, meta: EventMeta): RowVersion {
  const { table } = change;
  const rank = basisRank(meta.basis);
  const from = meta.position;
  if (change.op === 'put') {
    if (table.kind === 'current') return { row: checked(table, change.row), from, rank };
    const effectiveOn = change.effectiveOn ?? meta.effectiveOn;
    if (typeof effectiveOn !== 'string') throw new Error(`a fact of ${table.name} without an effective day`);
    return { row: checked(table, change.row), from, rank, effectiveOn };
  }
  const row = change.op === 'patch' ? { ...current!.row, ...change.set } : added(table, current!.row, change.by);
  const touched = change.op === 'patch' ? change.set : change.by;
  if ((table.key as string[]).some((column) => column in touched) && keyOf(table, row) !== keyOf(table, current!.row)) throw new Error(`patch changes the key of a row of ${table.name}`);
  return { ...current!, row: checked(table, row), from, rank: Math.max(current!.rank, rank) };
}

function added(table: Table, row: Row, by: Readonly<Record<string, bigint>>): Row {
  const sums = Object.entries(by).map(([column, amount]) => {
    if (table.columns[column]?.storage !== 'integer' || row[column] === undefined) throw new Error(`add to ${column}, which is not a number`);
    return [column, within64Bits(BigInt(row[column] as bigint) + amount)];
  });
  return { ...row, ...Object.fromEntries(sums) };
}

/** The names and fields of a table's columns, which are looked at for every row. */
const columnsOf = new WeakMap<Table, readonly (readonly [string, Field])[]>();

function columns(table: Table): readonly (readonly [string, Field])[] {
  const known = columnsOf.get(table) ?? Object.entries(table.columns as Record<string, Field>);
  columnsOf.set(table, known);
  return known;
}

function checked(table: Table, row: Row): Row {
  const values: Record<string, unknown> = {};
  for (const [column, field] of columns(table)) {
    const value = row[column];
    if (value === undefined && !field.optional) throw new Error(`column ${column} must have a value`);
    if (typeof value === 'bigint') within64Bits(value);
    if (value !== undefined) values[column] = value;
  }
  return values;
}

function within64Bits(value: bigint): bigint {
  if (BigInt.asIntN(64, value) !== value) throw new Error(`beyond 64 bits: ${value}`);
  return value;
}

function keyOf(table: Table<any, any>, row: Row): string {
  const [column, ...more] = table.key as [string, ...string[]];
  const only: unknown = more.length === 0 ? table.columns[column].encode(row[column]) : undefined;
  return typeof only === 'string' ? only : keyText(table, row);
}

const keyText = (table: Table<any, any>, row: Row): string => JSON.stringify((table.key as string[]).map((column) => table.columns[column].encode(row[column])));

const shown = ({ row, rank }: RowVersion): Row & WithBasis => (rank === 0 ? row : { ...row, basis: basisOfRank(rank) });

function listed(source: Source, versions: RowVersion[]): readonly Row[] {
  const order = [...source.order, ...(source.table.key as string[]).map((column) => ({ column, descending: false }))];
  const sorted = versions.sort((a, b) => {
    for (const { column, descending } of order) {
      const sign = compare(source.table.columns[column], a.row[column], b.row[column]);
      if (sign !== 0) return descending ? -sign : sign;
    }
    return 0;
  });
  const from = source.offset ?? 0;
  return sorted.slice(from, source.limit === undefined ? undefined : from + source.limit).map(shown);
}

/** By the `by` columns, in their order. */
function grouped({ table, by }: Source, versions: readonly RowVersion[]): RowVersion[][] {
  const groups = new Map<string, RowVersion[]>();
  for (const version of versions) {
    const key = JSON.stringify(by.map((column) => (version.row[column] === undefined ? null : table.columns[column].encode(version.row[column]))));
    const group = groups.get(key);
    if (group) group.push(version);
    else groups.set(key, [version]);
  }
  return [...groups.values()].sort(([a], [b]) => byColumns(table, by, a!.row, b!.row));
}

const byColumns = (table: Table<any, any>, columns: readonly string[], a: Row, b: Row): number =>
  columns.reduce((sign, column) => sign || compare(table.columns[column], a[column], b[column]), 0);

/** Of one day the later position, of one position the greater key. */
const newestFirst = (table: Table<any, any>) => (a: RowVersion, b: RowVersion): number =>
  compareBasic(b.effectiveOn!, a.effectiveOn!) || compareBasic(b.from, a.from) || byColumns(table, table.key, b.row, a.row);

function summed({ by, of, count }: Source, group: readonly RowVersion[]): Row & WithBasis {
  const [{ row }] = group as [RowVersion];
  const keys = by.flatMap((column) => (row[column] === undefined ? [] : [[column, row[column]]]));
  const sums = of.map((column) => [column, within64Bits(group.reduce((total, version) => total + BigInt((version.row[column] as bigint) ?? 0), 0n))]);
  const basis = basisOfRank(Math.max(...group.map(({ rank }) => rank)));
  return Object.fromEntries([...keys, ...sums, ...(count ? [[count, group.length]] : []), ...(basis ? [['basis', basis]] : [])]) as Row;
}

/** An absent condition asks nothing, nor does a range without ends; whatever else is asked, an absent value does not meet it. */
function meets(field: Field, value: unknown, condition: Condition<unknown>): boolean {
  if (condition === undefined) return true;
  if (typeof condition !== 'object' || condition === null) return compare(field, value, condition) === 0;
  const { in: values, from, to } = condition as { in?: readonly unknown[]; from?: unknown; to?: unknown };
  if (values === undefined && from === undefined && to === undefined) return true;
  if (value === undefined) return false;
  if (values) return values.some((each) => compare(field, value, each) === 0);
  return (from === undefined || compare(field, value, from) >= 0) && (to === undefined || compare(field, value, to) <= 0);
}

/** As a column compares: text by its bytes, absent values first. */
function compare(field: Field, a: unknown, b: unknown): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  return field.storage === 'text' ? compareText(field.encode(a) as string, field.encode(b) as string) : compareBasic(a as bigint, b as bigint);
}

const compareBasic = <T extends string | bigint | number | boolean>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

/** By code points, which is the order of UTF-8 bytes; `<` compares UTF-16 units, where surrogates come too early. */
function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const [x, y] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (x !== y) return isSurrogate(x) === isSurrogate(y) ? x - y : isSurrogate(x) ? 1 : -1;
  }
  return a.length - b.length;
}

const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;
