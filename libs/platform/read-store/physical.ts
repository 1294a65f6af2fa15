import { OPEN, quote, type Dialect, type RowsToInsert, type Statement, type StoredRow } from './database';
import { RowVersion, keyText, type RowWrites } from './open-rows';
import type { Layout } from './layout';

/** A build of one table: `<table>_v<version>_<build>`. */
export interface PhysicalTable {
  readonly layout: Layout;
  readonly name: string;
}

export const physicalName = (table: string, version: number, build: number): string => `${table}_v${version}_${build}`;

export function createTable({ layout, name }: PhysicalTable, dialect: Dialect): Statement[] {
  const nullable = new Set(layout.columns.filter((column) => column.nullable).map((column) => column.name));
  const columns = layout.stored.map((column) => {
    const collation = dialect.name === 'postgres' && column.type === dialect.types.text ? ' COLLATE "C"' : '';
    return `${quote(column.name)} ${column.type}${collation}${nullable.has(column.name) ? '' : ' NOT NULL'}`;
  });
  return [{ sql: `CREATE TABLE ${quote(name)} (${columns.join(', ')})${dialect.tableSuffix}`, params: [] }];
}

/**
 * The key with the end of validity finds the open row at once, however many closed versions there are.
 * An index on further columns of a dated table also holds the order in which the latest fact is looked for.
 */
export function createIndexes({ layout, name }: PhysicalTable): Statement[] {
  const key = layout.keyColumns.map((column) => quote(column.name));
  const order = layout.dated ? ['"effective_on" DESC', '"valid_from" DESC'] : ['"valid_to"'];
  const further = layout.table.indexes.map(
    (columns, rank) => `CREATE INDEX IF NOT EXISTS ${quote(`${name}_i${rank}`)} ON ${quote(name)} (${[...columns.map(quote), ...order].join(', ')})`,
  );
  return [createKeyIndex({ layout, name }, key), ...further.map((sql) => ({ sql, params: [] }))];
}

export const createKeyIndex = ({ layout, name }: PhysicalTable, key = layout.keyColumns.map((column) => quote(column.name))): Statement => ({
  sql: `CREATE UNIQUE INDEX IF NOT EXISTS ${quote(`${name}_key`)} ON ${quote(name)} (${[...key, '"valid_to"'].join(', ')})`,
  params: [],
});

export const dropTable = (name: string): Statement => ({ sql: `DROP TABLE IF EXISTS ${quote(name)}`, params: [] });

const isOpen = `"valid_to" = ${OPEN}`;

/** Ends first: the key of an open row is unique. */
export function rowStatements({ layout, name }: PhysicalTable, { inserts, closes }: RowWrites, dialect: Dialect): Statement[] {
  const validTo = { name: 'valid_to', type: dialect.types.integer };
  return [
    ...dialect.update(name, layout.keyColumns, validTo, isOpen, closes.map((version) => [...layout.key.map((rank) => version.values[rank]!), version.to])),
    ...dialect.insert(name, layout.stored, versionRows(layout, inserts)),
  ];
}

const versionRows = ({ dated }: Layout, versions: readonly RowVersion[]): RowsToInsert => ({
  length: versions.length,
  push: (index, params) => {
    const { values, effectiveOn, from, to, basis } = versions[index]!;
    for (let rank = 0; rank < values.length; rank += 1) params.push(values[rank]);
    if (dated) params.push(effectiveOn);
    params.push(from, to, basis);
  },
});

export const openRowsStatements = ({ layout, name }: PhysicalTable, keys: readonly StoredRow[], dialect: Dialect): Statement[] =>
  dialect.selectByKeys(name, layout.stored.map((column) => column.name), layout.keyColumns, isOpen, keys);

/** A row read by `openRowsStatements`. */
export function versionOf(layout: Layout, row: StoredRow): RowVersion {
  const count = layout.columns.length;
  const values = row.slice(0, count);
  const at = layout.dated ? count + 1 : count;
  const effectiveOn = layout.dated ? (row[count] as string) : null;
  return new RowVersion(keyText(layout.key.map((rank) => values[rank]!)), values, BigInt(row[at] as bigint), Number(row[at + 2]), effectiveOn);
}
