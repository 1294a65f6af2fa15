import {
  add, command, currentTable, datedTable, defineDecider, defineEvents, defineProjection, defineReport, handle, latest, list, patch, put, sum,
  type DataOf, type Field, type RowOf, type Source, type Values,
} from '@ledger/kit';

/** Checked by the compiler: `npm run typecheck` fails when one of these lines stops being an error, or starts to be one. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <T extends true>(): T => true as T;
const inferred = <T>(_value?: () => unknown): T => undefined as T;

declare const name: Field<string>;
declare const money: Field<bigint>;
declare const note: Field<string | undefined>;
const never = (): boolean => false;

const shape = () => ({ name, amount: money, note });
type Shape = ReturnType<typeof shape>;

describe('what the kit infers', () => {
  it('compiles', () => {
    expect([values, eventsAndHandlers, decider, tablesAndSources, reports].every((each) => typeof each === 'function')).toBe(true);
  });
});

function values(): void {
  holds<Same<Values<Shape>, { readonly name: string; readonly amount: bigint; readonly note?: string | undefined }>>();
  class Pay extends command(shape()) {}
  const pay = new Pay({ name: 'a', amount: 1n });
  holds<Same<(typeof pay)['amount'], bigint>>();
  void pay;
  // @ts-expect-error money is a bigint, never a number
  new Pay({ name: 'a', amount: 1 });
  // @ts-expect-error a required field is missing
  new Pay({ name: 'a' });
}

function eventsAndHandlers(): void {
  const events = defineEvents('test', { Paid: { name, amount: money }, Noted: { note } });
  holds<Same<DataOf<typeof events>['Paid'], { readonly name: string; readonly amount: bigint }>>();
  // @ts-expect-error no such event
  void events.Lost;
  // @ts-expect-error data of another shape
  events.Paid({ name: 'a', amount: '1' });
  handle(events, { Paid: ({ amount }, { position }) => [amount + position] });
  // @ts-expect-error an event handler for an event that is not defined
  handle(events, { Refunded: () => [] });
  // @ts-expect-error a field that the event does not have
  handle(events, { Paid: ({ sum }) => [sum] });
}

function decider(): void {
  const events = defineEvents('test', { Opened: { name }, Paid: { amount: money } });
  class Pay extends command({ name, amount: money }) {}
  const build = defineDecider<{ left: bigint }, { limits: readonly { limit: bigint }[] }>();
  build({
    kind: 'thing', events, initial: { left: 0n },
    evolve: { Opened: (state) => state, Paid: ({ left }, { amount }) => ({ left: left - amount }) },
    rules: (on) => [on(Pay, { roles: ['r'], id: ({ name }) => name, needs: ['limits'], decide: ({ amount }, { left }, { facts }) => (amount < left + facts.limits[0]!.limit ? [events.Paid({ amount })] : []) })],
  });
  // @ts-expect-error an event of the stream is not folded
  build({ kind: 'thing', events, initial: { left: 0n }, evolve: { Opened: (state) => state }, rules: () => [] });
  // @ts-expect-error a fact that the decider does not know
  build({ kind: 'thing', events, types: ['Opened'], initial: { left: 0n }, evolve: { Opened: (state) => state }, rules: (on) => [on(Pay, { roles: [], id: () => '', needs: ['rates'], decide: () => [] })] });
}

const book = () => currentTable('test_book', { label: { vi: '', en: '' }, columns: { name, amount: money, note }, key: ['name'] });
const ledger = () => datedTable('test_ledger', { label: { vi: '', en: '' }, columns: { name, amount: money, note }, key: ['name'] });

function tablesAndSources(): void {
  const [books, postings] = [book(), ledger()];
  holds<Same<RowOf<typeof books>, Values<Shape>>>();
  put(books, { name: 'a', amount: 1n });
  patch(books, { name: 'a' }, { note: 'b' });
  add(books, { name: 'a' }, { amount: 1n });
  // @ts-expect-error a row without a required column
  put(books, { name: 'a' });
  // @ts-expect-error a key that is not the table's
  patch(books, { amount: 1n }, { note: 'b' });
  // @ts-expect-error only numbers are added to
  add(books, { name: 'a' }, { note: 1n });
  // @ts-expect-error a key that is no column
  currentTable('test_wrong', { label: { vi: '', en: '' }, columns: { name }, key: ['nobody'] });
  list(books, { where: { amount: { from: 1n } }, order: ['-amount', 'name'] });
  // @ts-expect-error a condition on a column that does not exist
  list(books, { where: { price: 1n } });
  // @ts-expect-error an order by a column that does not exist
  list(books, { order: ['price'] });
  // @ts-expect-error the latest fact may only be asked for by what it is the latest of
  latest(postings, { by: ['name'], where: { amount: 1n } });
  const total = sum(postings, { by: ['name'], of: ['amount'] });
  void total;
  const row = inferred<typeof total extends Source<infer R> ? R : never>(never);
  holds<Same<(typeof row)['amount'], bigint>>();
  // @ts-expect-error what is neither grouped by nor added up is not there
  void row.note;
  // @ts-expect-error a projection without tables
  defineProjection('test', { version: 1, on: {} });
}

function reports(): void {
  const postings = ledger();
  defineReport('test', {
    version: 1, title: { vi: '', en: '' }, params: { name },
    sources: ({ name }) => ({ totals: sum(postings, { by: ['name'], of: ['amount'], where: { name } }) }),
    columns: () => [],
    build: ({ totals }, { name }) => ({ rows: totals.map((row) => ({ name, amount: row.amount.toString() })), totals: {}, notes: [] }),
  });
  defineReport('test', {
    version: 1, title: { vi: '', en: '' }, params: { name },
    sources: () => ({ totals: sum(postings, { by: ['name'], of: ['amount'] }) }),
    columns: () => [],
    // @ts-expect-error the rows of a source that was not asked
    build: ({ others }) => ({ rows: others, totals: {}, notes: [] }),
  });
}
