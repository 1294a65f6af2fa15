import { add, currentTable, drop, list, MemoryTables, patch, put, type Change, type EventMeta, type Field, type Projection } from './index';

const label = { vi: 'Quầy', en: 'Stall' };
const text: Field<string> = { word: 'text', label, optional: false, storage: 'text', schema: { type: 'string' }, decode: (json) => String(json), encode: (value) => value };
const count: Field<bigint> = { word: 'count', label, optional: false, storage: 'integer', schema: { type: 'string' }, decode: (json) => BigInt(json as string), encode: (value) => value.toString() };
const stalls = currentTable('market_stalls', { label, columns: { row: text, number: count, goods: text }, key: ['row', 'number'] });
const projection: Projection = { name: 'market_stall_list', version: 1, tables: [stalls], on: {} };
const at = (position: bigint): EventMeta => ({ position, effectiveOn: '2024-03-01' }) as EventMeta;
const rice = { row: 'A', number: 1n, goods: 'rice' };
const key = { row: 'A', number: 1n };

describe('tables in memory', () => {
  const tables = new MemoryTables();
  const changes = (position: bigint, ...made: readonly Change[]) => tables.change(projection, made, at(position));
  const goodsAt = (knownAt?: bigint) => tables.evaluate(list(stalls), { knownAt }).map(({ goods }) => goods);
  changes(1n, put(stalls, rice));

  it.each<[string, readonly Change[], string]>([
    ['a patch that changes the key', [patch(stalls, key, { row: 'B' } as never)], 'changes the key'],
    ['an addition to the key', [add(stalls, key, { number: 1n } as never)], 'changes the key'],
    ['a patch of a row that is not there', [patch(stalls, { row: 'A', number: 2n }, { goods: 'tea' })], 'does not exist'],
    ['a row without a column', [put(stalls, { row: 'C', number: 1n } as never)], 'column goods must have a value'],
  ])('%s is refused, and with it all that its event did before', (_, wrong, message) => {
    const before = tables.versions(stalls);
    expect(() => changes(2n, patch(stalls, key, { goods: 'tea' }), put(stalls, { ...rice, number: 3n }), ...wrong)).toThrow(message);
    expect(tables.versions(stalls)).toEqual(before);
  });

  it('keep one version of a row for each event that changed it, however often that did', () => {
    changes(3n, patch(stalls, key, { goods: 'tea' }), patch(stalls, key, { goods: 'salt' }));
    changes(4n, drop(stalls, key), put(stalls, { ...rice, goods: 'silk' }));
    changes(5n, drop(stalls, key));
    expect(tables.versions(stalls).map(({ row: { goods }, from, to }) => [goods, from, to])).toEqual([['rice', 1n, 3n], ['salt', 3n, 4n], ['silk', 4n, 5n]]);
    expect([1n, 3n, 4n, 5n].map((position) => goodsAt(position))).toEqual([['rice'], ['salt'], ['silk'], []]);
    expect(goodsAt()).toEqual([]);
  });

  it('find an absent value only where nothing is asked: by no condition, and by a range without ends, as a database does', () => {
    const optional: Field<string> = { ...text, optional: true };
    const carts = currentTable('market_carts', { label, columns: { cart: text, goods: optional }, key: ['cart'] });
    const some = new MemoryTables();
    some.change({ ...projection, tables: [carts] }, [put(carts, { cart: 'empty' } as never), put(carts, { cart: 'full', goods: 'tea' } as never)], at(1n));
    const found = (goods: unknown) => some.evaluate(list(carts, { where: { goods } as never })).map(({ cart }) => cart);
    expect([undefined, {}, { from: undefined, to: undefined }].map(found)).toEqual(Array(3).fill(['empty', 'full']));
    expect(['tea', { in: ['tea'] }, { from: 'a' }, { to: 'z' }, { from: 'a', to: 'z' }].map(found)).toEqual(Array(5).fill(['full']));
    expect([{ in: [] }, { to: 'a' }].map(found)).toEqual([[], []]);
  });
});
