import { latest, list, sum, type Field, type Recorded, type Source, type Table } from '@ledger/kit';
import * as fc from 'fast-check';

type Row = Readonly<Record<string, unknown>>;
const comparable = (table: Table<any, any>): string[] => Object.keys(table.columns).filter((name) => (table.columns[name] as Field).storage !== 'json');
const integers = (table: Table<any, any>): string[] => Object.keys(table.columns).filter((name) => (table.columns[name] as Field).storage === 'integer');

/** Any source over a table, asking for values that occur in `rows`. */
export function anySource(table: Table<any, any>, rows: readonly Row[]): fc.Arbitrary<Source> {
  const columns = comparable(table);
  const ordering = fc.constantFrom(...columns, ...columns.map((column) => `-${column}`));
  const lists = fc
    .record({ where: anyWhere(columns, rows), order: fc.uniqueArray(ordering, { maxLength: 2, selector: (each) => each.replace('-', '') }), limit: fc.option(fc.nat(5), { nil: undefined }), offset: fc.option(fc.nat(3), { nil: undefined }) })
    .map((options) => list(table, options as never) as Source);
  if (table.kind === 'current') return lists.map(printable);
  const groups = fc.subarray(columns, { minLength: 1, maxLength: 3 });
  const latests = groups.chain((by) => anyWhere(by, rows).map((where) => latest(table, { by, where } as never) as Source));
  const sums = fc
    .record({ by: fc.subarray(columns, { maxLength: 2 }), of: fc.subarray(integers(table)), where: anyWhere(columns, rows), count: fc.constantFrom(undefined, 'facts') })
    .filter(({ by, of, count }) => !of.some((name) => by.includes(name)) && of.length + by.length + (count ? 1 : 0) > 0)
    .map((options) => sum(table, options as never) as Source);
  return fc.oneof(lists, latests, sums).map(printable);
}

/** A counterexample shows what was asked, not the whole table definition. */
function printable(source: Source): Source {
  const { table, ...asked } = source;
  const print = () => `${table.name} ${fc.stringify(asked)}`;
  return Object.defineProperty({ ...source }, fc.toStringMethod, { value: print, enumerable: false });
}

/** Up to two conditions: a value, some values, or a range. */
const anyWhere = (columns: readonly string[], rows: readonly Row[]): fc.Arbitrary<Record<string, unknown>> =>
  fc.uniqueArray(fc.constantFrom(...columns), { maxLength: 2 }).chain((names) =>
    fc.record(Object.fromEntries(names.map((name) => [name, anyCondition(rows.map((row) => row[name]).filter((value) => value !== undefined))]))),
  );

function anyCondition(values: readonly unknown[]): fc.Arbitrary<unknown> {
  if (values.length === 0) return fc.constant({ in: [] });
  const value = fc.constantFrom(...values);
  return fc.oneof(value, fc.record({ in: fc.array(value, { maxLength: 3 }) }), fc.record({ from: fc.option(value, { nil: undefined }), to: fc.option(value, { nil: undefined }) }));
}

/** A position of the history, and perhaps one of its days or the day after. */
export const anyMoment = (history: readonly Recorded[]): fc.Arbitrary<{ position: bigint; asOf: string | undefined }> =>
  fc.record({
    position: history.length === 0 ? fc.constant(0n) : fc.constantFrom(...history.map(({ position }) => position)),
    asOf: fc.option(fc.constantFrom('2000-01-01', '2199-12-31', ...history.map(({ metadata }) => String(metadata.effectiveOn))), { nil: undefined }),
  });
