import { changedPaths, differencesOf, entriesOf, pathKey } from './state-values';

const at = (before: unknown, after: unknown) => differencesOf(before, after).map(({ path, before: was, after: is }) => [path.map(({ key }) => key).join('.'), was, is]);

describe('differences of two states', () => {
  it('are told down to single values, in maps, sets, lists and records', () => {
    expect(at({ a: 1n, list: [1, 2], map: new Map([['x', { y: 'old' }]]), set: new Set(['p']) }, { a: 2n, list: [1, 3, 4], map: new Map([['x', { y: 'new' }]]), set: new Set(['p', 'q']) })).toEqual([
      ['a', 1n, 2n], ['list.1', 2, 3], ['list.2', undefined, 4], ['map.x.y', 'old', 'new'], ['set.q', undefined, 'q'],
    ]);
  });

  it('tell what went away', () => {
    expect(at({ gone: { deep: 1n }, same: 'x' }, { same: 'x' })).toEqual([['gone.deep', 1n, undefined]]);
  });

  it('of a growing chain are what was put before it, however long it is', () => {
    let older: { newest: unknown; older?: unknown } | undefined;
    for (let n = 0; n < 5_000; n += 1) older = { newest: n, older };
    expect(at({ used: older }, { used: { newest: 'new', older } })).toEqual([['used.0', undefined, 'new']]);
  });

  it('are none between a state and itself', () => {
    const state = { a: { get b() { throw new Error('looked into'); } } };
    expect(differencesOf(state, state)).toEqual([]);
  });

  it('mark their values and all that leads to them', () => {
    const changed = changedPaths(differencesOf({ a: { b: 1n } }, { a: { b: 2n } }));
    expect([...changed]).toEqual([pathKey(['a']), pathKey(['a', 'b'])]);
  });
});

it('ids are told from names of fields, and a place in a list from both', () => {
  expect(entriesOf({ amount: 1n, 'RSV:c:HD-01': 2n })!.map(({ isId }) => isId)).toEqual([false, true]);
  expect(entriesOf(['x'])![0]).toMatchObject({ isPlace: true });
  expect(entriesOf(undefined)).toBeUndefined();
});
