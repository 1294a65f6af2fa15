import { quote, type Dialect, type RowsToInsert, type Statement, type Stored, type StoredRow, type TypedColumn } from './database';

const list = (columns: readonly { readonly name: string }[], prefix = '') => columns.map((column) => prefix + quote(column.name)).join(', ');

/** One array parameter per column: a statement of any number of rows has one text, and is planned once. */
const unnested = (columns: readonly TypedColumn[]): string => `unnest(${columns.map(({ type }, index) => `$${index + 1}::${type}[]`).join(', ')})`;

const transposed = (columns: number, rows: readonly StoredRow[]): unknown[][] =>
  Array.from({ length: columns }, (_, rank) => rows.map((row) => row[rank]));

const listed = (rows: RowsToInsert): StoredRow[] =>
  Array.from({ length: rows.length }, (_, index) => {
    const row: Stored[] = [];
    rows.push(index, row);
    return row;
  });

export const postgresDialect: Dialect = {
  name: 'postgres',
  types: { text: 'text', integer: 'int8', boolean: 'boolean', json: 'text' },
  tableSuffix: '',
  keyedTableSuffix: '',
  placeholder: (n) => `$${n}`,
  boolean: (value) => value,
  // A sum of int8 is an exact numeric; as text, so that one beyond 64 bits is noticed.
  sum: (column) => `coalesce(sum(${column}), 0)::text`,

  latest: ({ columns, from, by, order, tie }) => {
    const newest = ['"effective_on" DESC', '"valid_from" DESC', ...tie.map((column) => `${quote(column.name)} DESC`)].join(', ');
    return `SELECT DISTINCT ON (${list(by)}) ${columns} ${from} ORDER BY ${order}, ${newest}`;
  },

  insert(table, columns, rows): Statement[] {
    if (rows.length === 0) return [];
    const sql = `INSERT INTO ${quote(table)} (${list(columns)}) SELECT * FROM ${unnested(columns)}`;
    return [{ sql, params: () => transposed(columns.length, listed(rows)) }];
  },

  update(table, where, set, also, rows): Statement[] {
    if (rows.length === 0) return [];
    const columns = [...where, set];
    const names = columns.map((_, rank) => `c${rank}`).join(', ');
    const joined = where.map((column, rank) => `t.${quote(column.name)} = u.c${rank}`).join(' AND ');
    const sql = `UPDATE ${quote(table)} AS t SET ${quote(set.name)} = u.c${where.length} FROM ${unnested(columns)} AS u(${names}) WHERE ${joined} AND t.${also}`;
    return [{ sql, params: transposed(columns.length, rows), expect: rows.length }];
  },

  selectByKeys(table, columns, where, also, keys): Statement[] {
    const joined = where.map((column, rank) => `t.${quote(column.name)} = u.c${rank}`).join(' AND ');
    const names = where.map((_, rank) => `c${rank}`).join(', ');
    const select = columns.map((column) => `t.${quote(column)}`).join(', ');
    const sql = `SELECT ${select} FROM ${unnested(where)} AS u(${names}) JOIN ${quote(table)} AS t ON ${joined} AND t.${also}`;
    return [{ sql, params: transposed(where.length, keys) }];
  },
};
