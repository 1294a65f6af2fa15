import fc from 'fast-check';
import type { Json } from '@ledger/kit';
import { canonicalJson, JSON_DEPTH_MAX, ledgerJson, NotCanonical } from './canonical-json';

const KEY = /^[A-Za-z][A-Za-z0-9]*$/;
const nfc = fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.normalize('NFC'));
const decimal = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .filter((value) => !Object.is(value, -0) && (!Number.isInteger(value) || Number.isSafeInteger(value)));
const json = (key: fc.Arbitrary<string>): fc.Arbitrary<Json> =>
  fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      nfc,
      decimal,
      fc.maxSafeInteger(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(key, tie('value'), { maxKeys: 6, noNullPrototype: true }),
    ),
  })).value;

/** RFC 8785 §3.2.3 written as it reads, slowly. */
function reference(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(reference).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value as Record<string, Json>).sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${reference(member)}`).join(',')}}`;
}

describe('canonical JSON', () => {
  it('comes back equal when parsed, and is a fixed point', () => {
    fc.assert(
      fc.property(json(nfc), (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(text).toBe(reference(value));
      }),
    );
  });

  it('does not depend on the order in which keys were written', () => {
    fc.assert(
      fc.property(fc.dictionary(nfc, decimal, { maxKeys: 12, noNullPrototype: true }), fc.infiniteStream(fc.nat()), (value, order) => {
        const shuffled = Object.entries(value)
          .map((entry) => [order.next().value as number, entry] as const)
          .sort(([one], [other]) => one - other)
          .map(([, entry]) => entry);
        expect(canonicalJson(Object.fromEntries(shuffled))).toBe(canonicalJson(value));
      }),
    );
  });

  it('gives the text of RFC 8785 §3.2.2 and §3.2.3', () => {
    const literals = {
      numbers: [4.5, 2e-3, 1e-27],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonicalJson(literals)).toBe(
      '{"literals":[null,true,false],"numbers":[4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
    const keys = { '\u20ac': 'Euro Sign', '\r': 'Carriage Return', '1': 'One', '\u0080': 'Control', '\ud83d\ude00': 'Emoji: Grinning Face', '\u00f6': 'Latin Small Letter O With Diaeresis' };
    expect(Object.values(keys).length).toBe(6);
    expect(canonicalJson(keys)).toBe(
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😀":"Emoji: Grinning Face"}',
    );
  });

  // Appendix B of the RFC: bits of the number, and its text.
  const numbers: readonly [string, string][] = [
    ['0000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['433fffffffffffff', '9007199254740991'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555554', '333333333.33333325'],
    ['41b3de4355555555', '333333333.3333333'],
    ['41b3de4355555556', '333333333.3333334'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
  ];
  it.each(numbers)('writes the double %s as %s', (bits, text) => {
    expect(canonicalJson(Buffer.from(bits, 'hex').readDoubleBE())).toBe(text);
  });

  const refused: readonly [string, unknown, string][] = [
    ['NaN', { a: Number.NaN }, '$.a is NaN'],
    ['infinity', [1, Number.NEGATIVE_INFINITY], '$[1] is -Infinity'],
    ['minus zero', -0, '$ is -0'],
    ['an unsafe integer', { a: [{ b: 1e21 }] }, '$.a[0].b is an integer beyond 2^53'],
    ['undefined', { a: undefined }, '$.a is undefined, not JSON'],
    ['a bigint', { a: 1n }, '$.a is a bigint, not JSON'],
    ['a hole in an array', [1, , 2], '$[1] is undefined, not JSON'],
    ['a date', { a: new Date(0) }, '$.a is an instance of a class, not JSON'],
    ['a map', new Map(), '$ is an instance of a class, not JSON'],
    ['half a surrogate pair', { a: 'x\udc00' }, '$.a holds half a surrogate pair'],
    ['NFD text', { a: 'Lào Cai'.normalize('NFD') }, '$.a is not NFC text'],
    ['an NFD key', { ['ế'.normalize('NFD')]: 1 }, 'is not NFC text'],
    ['a compatibility ideograph', '\ufa10', '$ is not NFC text'],
  ];
  it.each(refused)('refuses %s and says where', (_, value, message) => {
    expect(() => canonicalJson(value as Json)).toThrow(NotCanonical);
    expect(() => canonicalJson(value as Json)).toThrow(message);
  });

  it('refuses nesting without end instead of overflowing the stack', () => {
    let deep: Json = 1;
    for (let level = 0; level < JSON_DEPTH_MAX; level++) deep = [deep];
    expect(canonicalJson(deep)).toHaveLength(2 * JSON_DEPTH_MAX + 1);
    expect(() => canonicalJson([deep])).toThrow(`nested deeper than ${JSON_DEPTH_MAX}`);
    const cycle: Json[] = [];
    cycle.push(cycle);
    expect(() => canonicalJson(cycle)).toThrow('nested deeper');
  });

  it('accepts text exactly when it is well formed and NFC', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const accepts = text.normalize('NFC') === text;
        if (accepts) expect(canonicalJson(text)).toBe(JSON.stringify(text));
        else expect(() => canonicalJson(text)).toThrow(NotCanonical);
      }),
    );
    for (let code = 0; code < 0x10000; code++) {
      const text = `a${String.fromCharCode(code)}`;
      const accepts = (code < 0xd800 || code > 0xdfff) && text.normalize('NFC') === text;
      if (accepts !== canonical(text)) throw new Error(`U+${code.toString(16)}: expected ${accepts}`);
    }
  });

  it('takes for the ledger only keys of letters and digits', () => {
    fc.assert(
      fc.property(fc.oneof(json(nfc), json(fc.stringMatching(KEY))), (value) => {
        if (keysOf(value).every((key) => KEY.test(key))) expect(ledgerJson(value)).toBe(canonicalJson(value));
        else expect(() => ledgerJson(value)).toThrow(NotCanonical);
      }),
    );
    expect(() => ledgerJson({ lines: [{ 'số tiền': 1 }] })).toThrow('$.lines[0].số tiền has a key that is not of letters and digits');
    // What one form has learnt must not loosen the other.
    expect(canonicalJson({ $maxCount: 2 })).toBe('{"$maxCount":2}');
    expect(() => ledgerJson({ $maxCount: 2 })).toThrow(NotCanonical);
  });
});

function canonical(text: string): boolean {
  try {
    canonicalJson(text);
    return true;
  } catch {
    return false;
  }
}

function keysOf(value: Json): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(keysOf);
  return Object.entries(value as Record<string, Json>).flatMap(([key, member]) => [key, ...keysOf(member)]);
}
