import fc from 'fast-check';
import { repeatedKey } from './json-body';

it.each([
  ['{"a":1,"a":2}', 'a'],
  ['{"a":1,"\\u0061":2}', 'a'],
  ['{"b":{"a":[{"c":1,"c":1}]}}', 'c'],
  ['[{"a":1},{"a":2}]', undefined],
  ['{"a":"\\"a\\":","b":"\\\\","c":"a"}', undefined],
  ['{"a":{"a":{"a":1}},"b":["a","a"]}', undefined],
  ['{"a" \n\t: 1, "a" : 2}', 'a'],
  ['"a"', undefined],
])('%s repeats %s', (text, key) => expect(repeatedKey(text)).toBe(key));

it('finds nothing in what JSON.stringify writes, and finds a key put in once more', () => {
  fc.assert(fc.property(fc.jsonValue(), fc.string(), (value, key) => {
    expect(repeatedKey(JSON.stringify(value, undefined, 1))).toBeUndefined();
    const name = JSON.stringify(key);
    expect(repeatedKey(`[{${name}:${JSON.stringify(value)},${name}:1}]`)).toBe(key);
  }), { verbose: 1 });
});
