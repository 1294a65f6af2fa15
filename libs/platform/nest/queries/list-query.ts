import { list, sum, InvalidFields, type Condition, type Field, type FieldProblem, type Projection, type Shape, type Source } from '@ledger/kit';
import { Problem } from '../problems/problem';
import { dayParameter, malformed, single, wholeNumber, type Query } from './position-parameters';

export const LIMIT_DEFAULT = 50;
export const LIMIT_MAX = 1_000;
const OFFSET_MAX = 1_000_000;
const RESERVED = new Set(['limit', 'offset', 'order', 'asOf', 'knownAt', 'minPosition', 'format', 'lang']);
const RESERVED_OF_TOTALS = new Set(['by', 'of', 'asOf', 'knownAt', 'minPosition']);

type Table = Projection['tables'][number];

export interface ListQuery {
  readonly source: Source;
  readonly limit: number;
  readonly offset: number;
  readonly asOf: string | undefined;
}

/** Reads `?column=value&column.from=…&order=-column&limit=…` for one table; asks for one row more than wanted, to know whether there are more. */
export function listQuery(table: Table, query: Query): ListQuery {
  const limit = wholeNumber(query, 'limit', { least: 1, most: LIMIT_MAX }) ?? LIMIT_DEFAULT;
  const offset = wholeNumber(query, 'offset', { most: OFFSET_MAX }) ?? 0;
  const where = conditions(table, query);
  const source = list(table, { where: where as never, order: orderOf(table, query) as never, limit: limit + 1, offset }) as Source;
  return { source, limit, offset, asOf: dayParameter(query, 'asOf') };
}

export interface TotalsQuery {
  readonly source: Source;
  readonly by: readonly string[];
  readonly of: readonly string[];
  readonly asOf: string | undefined;
}

/** Reads `?by=step,kind&of=amount&column=value…`: rows counted and amounts added up per group. */
export function totalsQuery(table: Table, query: Query): TotalsQuery {
  const by = columnsIn(table, query, 'by');
  const of = columnsIn(table, query, 'of');
  const uncountable = of.find((name) => (table.columns as Shape)[name]!.storage !== 'integer');
  if (uncountable !== undefined) throw malformed('of', `Cột «${uncountable}» không phải là số.`, `The column “${uncountable}” is no number.`);
  const source = sum(table, { by: by as never, of: of as never, where: conditions(table, query, RESERVED_OF_TOTALS) as never, count: ROWS_COUNTED }) as Source;
  return { source, by, of, asOf: dayParameter(query, 'asOf') };
}

/** Where a group's row has the number of rows behind it. */
export const ROWS_COUNTED = 'rows';

function columnsIn(table: Table, query: Query, name: string): readonly string[] {
  const columns = single(query, name)?.split(',') ?? [];
  for (const column of columns) columnOf(table, column, name);
  return [...new Set(columns)];
}

function conditions(table: Table, query: Query, reserved = RESERVED): Record<string, Condition<unknown>> {
  const problems: FieldProblem[] = [];
  const where: Record<string, Condition<unknown>> = {};
  for (const [name, value] of Object.entries(query)) {
    if (reserved.has(name) || value === undefined) continue;
    try {
      const [column, end] = columnAndEnd(name);
      const field = columnOf(table, column, name);
      where[column] = narrowed(where[column], field, value, name, end);
    } catch (error) {
      if (!(error instanceof InvalidFields || error instanceof Problem)) throw error;
      problems.push(...(error instanceof InvalidFields ? error.problems : error.fields));
    }
  }
  if (problems.length > 0) throw new Problem(400, 'query.malformed', {}, problems);
  return where;
}

function columnAndEnd(name: string): [string, 'from' | 'to' | undefined] {
  const match = /^(.+)\.(from|to)$/.exec(name);
  return match ? [match[1]!, match[2] as 'from' | 'to'] : [name, undefined];
}

function columnOf(table: Table, column: string, name: string): Field {
  const field = Object.prototype.hasOwnProperty.call(table.columns, column) ? table.columns[column] : undefined;
  if (!field) throw malformed(name, `Không có cột này. Có: ${Object.keys(table.columns).join(', ')}.`, `There is no such column. There are: ${Object.keys(table.columns).join(', ')}.`);
  if (field.storage === 'json') throw malformed(name, 'Không lọc được theo cột này.', 'Rows cannot be filtered by this column.');
  return field;
}

function narrowed(before: Condition<unknown> | undefined, field: Field, value: string | string[], name: string, end: 'from' | 'to' | undefined): Condition<unknown> {
  const values = [value].flat().map((typed) => field.decode(field.read ? field.read(typed) : typed, name));
  if (end === undefined) return values.length === 1 ? values[0] : { in: values };
  if (values.length > 1) throw malformed(name, 'Chỉ được nêu một lần.', 'May be given only once.');
  return { ...(before as object | undefined), [end]: values[0] };
}

function orderOf(table: Table, query: Query): string[] {
  const order = single(query, 'order')?.split(',') ?? [];
  for (const each of order) columnOf(table, each.replace(/^-/, ''), 'order');
  return order;
}
