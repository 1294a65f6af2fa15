import { quote, type Dialect, type RowsToInsert, type Statement, type StoredColumn, type StoredRow, type TypedColumn } from './database';

/** Rows per statement: fewer, larger statements bind twice as fast; few sizes keep few statements prepared. */
const CHUNKS = [40, 8, 1];
/** Keys per look-up: SQLite takes at most 32,766 parameters. */
const KEYS_PER_STATEMENT = 200;

const list = (columns: readonly { readonly name: string }[]) => columns.map((column) => quote(column.name)).join(', ');

export const sqliteDialect: Dialect = {
  name: 'sqlite',
  types: { text: 'TEXT', integer: 'INTEGER', boolean: 'INTEGER', json: 'TEXT' },
  tableSuffix: ' STRICT',
  keyedTableSuffix: ' STRICT, WITHOUT ROWID',
  placeholder: () => '?',
  boolean: (value) => (value ? 1 : 0),
  sum: (column) => `coalesce(sum(${column}), 0)`,

  // The other columns come from the row with the greatest value: one pass, three times as fast as a window (sqlite.org/lang_select.html#bareagg).
  latest: ({ columns, from, by, order, tie }) => {
    const newest = ['"effective_on"', "printf('%020d', \"valid_from\")", ...tie.map(sortable)].join(' || ');
    return `SELECT ${columns}, max(${newest}) ${from} GROUP BY ${list(by)} ORDER BY ${order}`;
  },

  insert(table, columns, rows) {
    if (rows.length === 0) return [];
    const tuple = `(${columns.map(() => '?').join(', ')})`;
    const statements: Statement[] = [];
    let at = 0;
    for (const size of CHUNKS) {
      const sql = `INSERT INTO ${quote(table)} (${list(columns)}) VALUES ${Array(size).fill(tuple).join(', ')}`;
      for (; rows.length - at >= size; at += size) statements.push({ sql, params: parameters(rows, at, size) });
    }
    return statements;
  },

  update(table, where, set, also, rows) {
    const conditions = where.map((column) => `${quote(column.name)} = ?`).join(' AND ');
    const sql = `UPDATE ${quote(table)} SET ${quote(set.name)} = ? WHERE ${conditions} AND ${also}`;
    return rows.map((row) => ({ sql, params: [row[row.length - 1], ...row.slice(0, -1)], expect: 1 }));
  },

  selectByKeys(table, columns, where, also, keys) {
    const select = `SELECT ${columns.map(quote).join(', ')} FROM ${quote(table)} WHERE`;
    return chunked(keys, KEYS_PER_STATEMENT).map((chunk) => ({ sql: `${select} ${keyCondition(where, chunk.length)} AND ${also}`, params: chunk.flat() }));
  },
};

/** A value as text that sorts as the value does, whatever text follows it. */
const sortable = ({ name, field }: StoredColumn): string =>
  field.storage === 'text' ? `${quote(name)} || char(1)` : `(${quote(name)} >= 0) || printf('%016x', ${quote(name)})`;

const parameters = (rows: RowsToInsert, from: number, count: number) => (): unknown[] => {
  const params: unknown[] = [];
  for (let index = from; index < from + count; index += 1) rows.push(index, params);
  return params;
};

/** One column: `IN` over bound values. Several: an `IN` over rows, which SQLite answers from the key's index. */
function keyCondition(where: readonly TypedColumn[], count: number): string {
  if (where.length === 1) return `${quote(where[0]!.name)} IN (${Array(count).fill('?').join(', ')})`;
  const tuple = `(${where.map(() => '?').join(', ')})`;
  return `(${list(where)}) IN (VALUES ${Array(count).fill(tuple).join(', ')})`;
}

function chunked(rows: readonly StoredRow[], size: number): StoredRow[][] {
  const chunks: StoredRow[][] = [];
  for (let at = 0; at < rows.length; at += size) chunks.push(rows.slice(at, at + size));
  return chunks;
}
