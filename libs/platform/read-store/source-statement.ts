import { basisOfRank, type Source } from '@ledger/kit';
import { quote, type Dialect, type Statement, type Stored, type StoredRow } from './database';
import type { Column, Layout } from './layout';

/** Where and when a source is read: one build of its table, one position, one day. */
export interface ReadAt {
  readonly physicalName: string;
  readonly position: bigint;
  readonly asOf: string | undefined;
}

export interface SourceStatement extends Statement {
  /** A row of the statement as the domain sees it; absent values leave no key. */
  rowOf(stored: StoredRow): Readonly<Record<string, unknown>>;
}

/** Parameters and their placeholders. */
class Binding {
  readonly params: unknown[] = [];
  constructor(private readonly dialect: Dialect) {}

  bind(value: unknown): string {
    return this.dialect.placeholder(this.params.push(value));
  }
}

/**
 * One statement per source, at any position: list, latest fact per key, or exact sums. Order is total and by bytes,
 * nothing is divided or rounded. Column names come from the table's definition; every value is bound.
 */
export function sourceStatement(source: Source, layout: Layout, at: ReadAt, dialect: Dialect): SourceStatement {
  checkSource(source, layout);
  switch (source.kind) {
    case 'list':
      return listStatement(source, layout, at, dialect);
    case 'latest':
      return latestStatement(source, layout, at, dialect);
    case 'sum':
      return sumStatement(source, layout, at, dialect);
  }
}

function checkSource(source: Source, layout: Layout): void {
  const fail = (why: string): never => {
    throw new Error(`${source.kind} of ${layout.table.name}: ${why}`);
  };
  const comparable = [...Object.keys(source.where), ...source.by, ...source.order.map(({ column }) => column)];
  for (const name of comparable) if (columnOf(layout, name).field.storage === 'json') fail(`${name} cannot be compared`);
  for (const name of source.of) if (columnOf(layout, name).field.storage !== 'integer') fail(`${name} is not a number`);
  if (source.kind === 'latest' && !layout.dated) fail('only a dated table has a latest fact');
  if (source.kind === 'latest' && Object.keys(source.where).some((name) => !source.by.includes(name))) fail('where may only name what it is taken by');
}

function columnOf(layout: Layout, name: string): Column {
  const column = layout.byName.get(name);
  if (!column) throw new Error(`${layout.table.name} has no column ${name}`);
  return column;
}

function listStatement(source: Source, layout: Layout, at: ReadAt, dialect: Dialect): SourceStatement {
  const binding = new Binding(dialect);
  const order = [
    ...source.order.map(({ column, descending }) => ordered(columnOf(layout, column), descending, dialect)),
    ...layout.keyColumns.filter(({ name }) => !source.order.some(({ column }) => column === name)).map((column) => quote(column.name)),
  ];
  const page = pageOf(source, dialect);
  const sql = `SELECT ${columnList(layout)} FROM ${quote(at.physicalName)} WHERE ${conditions(source, layout, at, binding)} ORDER BY ${order.join(', ')}${page}`;
  return { sql, params: binding.params, rowOf: rowReader(layout) };
}

function latestStatement(source: Source, layout: Layout, at: ReadAt, dialect: Dialect): SourceStatement {
  const binding = new Binding(dialect);
  const from = `FROM ${quote(at.physicalName)} WHERE ${conditions(source, layout, at, binding)}`;
  const [columns, rowOf] = [columnList(layout), rowReader(layout)];
  const isOneGroup = source.by.every((name) => isSingle(source.where[name]));
  const by = source.by.map((name) => columnOf(layout, name));
  const tie = layout.keyColumns.filter(({ name }) => !source.by.includes(name));
  const newest = ['"effective_on" DESC', '"valid_from" DESC', ...tie.map((column) => `${quote(column.name)} DESC`)].join(', ');
  const sql = isOneGroup ? `SELECT ${columns} ${from} ORDER BY ${newest} LIMIT 1` : dialect.latest({ columns, from, by, order: byOrder(source, layout, dialect), tie });
  return { sql, params: binding.params, rowOf };
}

function sumStatement(source: Source, layout: Layout, at: ReadAt, dialect: Dialect): SourceStatement {
  const binding = new Binding(dialect);
  const sums = source.of.map((name) => dialect.sum(quote(name)));
  const by = source.by.map(quote);
  const select = [...by, ...sums, 'count(*)', 'max("basis")'].join(', ');
  const from = `FROM ${quote(at.physicalName)} WHERE ${conditions(source, layout, at, binding)}`;
  // Without groups, no facts are still no row.
  const group = by.length > 0 ? `GROUP BY ${by.join(', ')} ORDER BY ${byOrder(source, layout, dialect)}` : 'HAVING count(*) > 0';
  return { sql: `SELECT ${select} ${from} ${group}`, params: binding.params, rowOf: sumReader(source, layout) };
}

const byOrder = (source: Source, layout: Layout, dialect: Dialect): string =>
  source.by.map((name) => ordered(columnOf(layout, name), false, dialect)).join(', ');

/** Absent values come first, in both dialects; SQLite does so by itself. */
const ordered = (column: Column, descending: boolean, dialect: Dialect): string => {
  const nulls = column.nullable && dialect.name === 'postgres' ? (descending ? ' NULLS LAST' : ' NULLS FIRST') : '';
  return `${quote(column.name)}${descending ? ' DESC' : ''}${nulls}`;
};

/** SQLite knows no offset without a limit. */
function pageOf({ limit, offset }: Source, dialect: Dialect): string {
  const rows = limit === undefined ? (offset && dialect.name === 'sqlite' ? ' LIMIT -1' : '') : ` LIMIT ${natural(limit)}`;
  return offset ? `${rows} OFFSET ${natural(offset)}` : rows;
}

function natural(count: number): number {
  if (!Number.isSafeInteger(count) || count < 0) throw new Error(`not a number of rows: ${count}`);
  return count;
}

const isSingle = (condition: unknown): boolean => condition !== undefined && typeof condition !== 'object';

/** Row versions of the position, facts of the day, and what the source asks of the columns. */
function conditions(source: Source, layout: Layout, at: ReadAt, binding: Binding): string {
  const parts = Object.entries(source.where).flatMap(([name, condition]) => conditionOn(columnOf(layout, name), condition, binding));
  const asOf = source.asOf ?? at.asOf;
  if (asOf !== undefined) parts.push(`"effective_on" <= ${binding.bind(asOf)}`);
  if (source.after !== undefined) parts.push(`"effective_on" > ${binding.bind(source.after)}`);
  parts.push(`"valid_from" <= ${binding.bind(at.position)}`, `"valid_to" > ${binding.bind(at.position)}`);
  return parts.join(' AND ');
}

interface Spread {
  readonly in?: readonly unknown[];
  readonly from?: unknown;
  readonly to?: unknown;
}

/** An absent condition asks nothing; an empty list finds nothing. */
function conditionOn(column: Column, condition: unknown, binding: Binding): string[] {
  const bind = (value: unknown) => binding.bind(column.toStored(value));
  const name = quote(column.name);
  if (condition === undefined) return [];
  if (condition === null || typeof condition !== 'object') return [`${name} = ${bind(condition)}`];
  const { in: values, from, to } = condition as Spread;
  if (values) return [values.length === 0 ? '1 = 0' : `${name} IN (${values.map(bind).join(', ')})`];
  return [...(from === undefined ? [] : [`${name} >= ${bind(from)}`]), ...(to === undefined ? [] : [`${name} <= ${bind(to)}`])];
}

const columnList = (layout: Layout): string => [...layout.columns.map((column) => quote(column.name)), '"basis"'].join(', ');

const rowReader = (layout: Layout) => reader(layout.columns);

function sumReader(source: Source, layout: Layout): (stored: StoredRow) => Record<string, unknown> {
  const read = reader(source.by.map((name) => columnOf(layout, name)), source.of.length + 1);
  const first = source.by.length;
  return (stored) => {
    const row = read(stored);
    source.of.forEach((name, index) => (row[name] = exact(stored[first + index]!)));
    if (source.count !== undefined) row[source.count] = Number(stored[first + source.of.length]);
    return row;
  };
}

/** The columns first, then `skipped` others, then the basis. */
function reader(columns: readonly Column[], skipped = 0): (stored: StoredRow) => Record<string, unknown> {
  const basisAt = columns.length + skipped;
  return (stored) => {
    const row: Record<string, unknown> = {};
    for (let rank = 0; rank < columns.length; rank += 1) {
      const column = columns[rank]!;
      const value = stored[rank]!;
      if (value !== null) row[column.name] = column.toDomain(value);
    }
    const basis = basisOfRank(Number(stored[basisAt]));
    if (basis) row.basis = basis;
    return row;
  };
}

function exact(stored: Stored): bigint {
  const total = BigInt(stored as bigint | string);
  if (BigInt.asIntN(64, total) !== total) throw new Error(`a sum beyond 64 bits: ${total}`);
  return total;
}
