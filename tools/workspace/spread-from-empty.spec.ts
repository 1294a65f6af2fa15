import { spreadFromEmpty } from './spread-from-empty.cjs';

const pass = (source: string): string => spreadFromEmpty(source, 'a.ts');

it('begins an object that goes on after a leading spread with an empty one', () => {
  expect(pass('const f = (a) => ({ ...a, b: { ...a.b, c: 1 } });')).toBe('const f = (a) => ({ ...{}, ...a, b: { ...{}, ...a.b, c: 1 } });');
  expect(pass('f({\n  // why\n  ...a,\n  ...b,\n})')).toBe('f({\n  // why\n  ...{}, ...a,\n  ...b,\n})');
});

it.each(['const { ...rest } = a;', 'f({ ...a })', 'f({ b, ...a })', 'f("{ ...a, b }", [...a, b])', '`{ ...a, b }`; /{ ...a, b }/.test(x)'])('leaves %s as it is', (source) => {
  expect(pass(source)).toBe(source);
});

it('keeps what an object says: values, order of keys, and a key named __proto__', () => {
  const source = '({ ...JSON.parse(`{"b":1,"__proto__":{"c":2}}`), b: 3, a: undefined })';
  const [before, after] = [source, pass(source)].map((code) => (0, eval)(code) as object);
  expect(Object.entries(after!)).toEqual(Object.entries(before!));
  expect(Object.getPrototypeOf(after)).toBe(Object.prototype);
});
