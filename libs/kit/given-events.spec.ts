import { command, currentTable, datedTable, defineEvents, defineProcess, defineProjection, given, handle, happened, issue, patch, put, Refusal, sum, type Field } from '@ledger/kit';

const words = { vi: 'Từ', en: 'Word' };
const name: Field<string> = { word: 'name', label: words, optional: false, storage: 'text', schema: { type: 'string' }, decode: (json) => String(json), encode: (value) => value };
const money: Field<bigint> = { word: 'money', label: words, optional: false, storage: 'integer', schema: { type: 'string' }, decode: (json) => BigInt(json as string), encode: (value) => value.toString() };

const events = defineEvents('test', { Opened: { name }, Renamed: { from: name, to: name }, Paid: { name, amount: money } });
const books = currentTable('test_books', { label: words, columns: { name, title: name }, key: ['name'] });
const payments = datedTable('test_payments', { label: words, columns: { name, amount: money }, key: ['name'] });
const shelf = defineProjection('test_shelf', {
  version: 1,
  tables: [books, payments],
  on: handle(events, {
    Opened: ({ name }) => [put(books, { name, title: name })],
    Renamed: ({ from, to }) => [patch(books, { name: from }, { title: to })],
    Paid: ({ name, amount }) => [put(payments, { name, amount })],
  }),
});

class Rename extends command({ from: name, to: name }) {}
class Note extends command({ name }) {}
const renaming = defineProcess('test-renaming', {
  on: handle(events, { Opened: ({ name }, { effectiveOn }) => [issue(new Rename({ from: name, to: `${name}!` }), effectiveOn === '2024-01-01' ? undefined : effectiveOn)] }),
  refused: { 'test.taken': ({ cause }) => [issue(new Note({ name: cause.data.name }))] },
});

describe('given(projection, …)', () => {
  it('shows rows as they are after the events', () => {
    given(shelf, events.Opened({ name: 'a' }), events.Renamed({ from: 'a', to: 'b' }))
      .shows(books, { name: 'a' }, { title: 'b' })
      .shows(books, { name: 'b' }, undefined);
  });

  it('throws when a row is another, is missing or should be', () => {
    const shown = given(shelf, events.Opened({ name: 'a' }));
    expect(() => shown.shows(books, { name: 'a' }, { title: 'b' })).toThrow('expected:\n{"title":"b"}\nbut:\n{"title":"a"}');
    expect(() => shown.shows(books, { name: 'b' }, { title: 'b' })).toThrow('but:\nnothing');
    expect(() => shown.shows(books, { name: 'a' }, undefined)).toThrow('expected:\nnothing');
    expect(() => given(shelf, events.Renamed({ from: 'a', to: 'b' }))).toThrow('patch of a row that does not exist');
  });

  it('dates facts by their events', () => {
    const shown = given(shelf, happened(events.Paid({ name: 'a', amount: 5n }), { effectiveOn: '2024-02-01' }), happened(events.Paid({ name: 'b', amount: 7n }), { effectiveOn: '2024-03-01', basis: 'published' }));
    expect(shown.rows(sum(payments, { by: [], of: ['amount'] }), '2024-02-28')).toEqual([{ amount: 5n }]);
    expect(shown.rows(sum(payments, { by: [], of: ['amount'], count: 'n' }))).toEqual([{ amount: 12n, n: 2, basis: 'published' }]);
  });
});

describe('given(process, …)', () => {
  it('tells the commands that events lead to', () => {
    given(renaming, events.Opened({ name: 'a' })).issues(new Rename({ from: 'a', to: 'a!' }));
    given(renaming, events.Paid({ name: 'a', amount: 1n })).issues();
    expect(() => given(renaming, events.Opened({ name: 'a' })).issues(new Rename({ from: 'a', to: 'b' }))).toThrow('but:\nRename {"from":"a","to":"a!"}');
    expect(() => given(renaming, happened(events.Opened({ name: 'a' }), { effectiveOn: '2024-05-05' })).issues(new Rename({ from: 'a', to: 'a!' }))).toThrow('on 2024-05-05');
  });

  it('tells what a refusal leads to, and that an undeclared one parks it', () => {
    const opened = given(renaming, events.Opened({ name: 'a' }));
    opened.whenRefused(new Refusal('test.taken'), new Note({ name: 'a' }));
    expect(() => opened.whenRefused(new Refusal('test.other'))).toThrow('parks test-renaming');
  });
});
