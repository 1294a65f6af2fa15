import fc from 'fast-check';
import type { Json } from '@ledger/kit';
import { CannotOpen, comparable, newPersonKey, open, seal, type SealPlace } from './sealing';

/** JSON as an event may hold it. */
const json = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value), (_, each: unknown) => (Number.isInteger(each) && !Number.isSafeInteger(each) ? 0 : Object.is(each, -0) ? 0 : each)) as Json);
const text = fc.string({ unit: 'binary', maxLength: 60 }).filter((each) => each.isWellFormed());
const key = fc.uint8Array({ minLength: 32, maxLength: 32 });
const place: fc.Arbitrary<SealPlace> = fc.record({ stream: text, type: text, event: text, path: text, person: text });

const opens = (...of: Parameters<typeof open>): boolean => {
  try {
    open(...of);
    return true;
  } catch (error) {
    if (error instanceof CannotOpen) return false;
    throw error;
  }
};

describe('a sealed value', () => {
  it('opens to what was sealed', () => {
    fc.assert(fc.property(key, place, json, (personKey, at, value) => {
      expect(open(personKey, at, seal(personKey, at, value))).toEqual(value);
    }));
  });

  it('opens at its own place alone: not in another stream, event, type or field, nor for another person', () => {
    fc.assert(fc.property(key, place, place, fc.subarray(['stream', 'type', 'event', 'path', 'person'] as const, { minLength: 1 }), (personKey, at, elsewhere, parts) => {
      const moved = { ...at, ...Object.fromEntries(parts.map((part) => [part, elsewhere[part]])) };
      fc.pre(JSON.stringify(moved) !== JSON.stringify(at));
      expect(opens(personKey, moved, seal(personKey, at, 'Lò Thị Mẩy'))).toBe(false);
    }));
  });

  it('does not open when two places are spelt alike but divided otherwise', () => {
    const personKey = newPersonKey();
    const at = { stream: 'a', type: 'b', event: 'c', path: 'd', person: 'e' };
    const sealed = seal(personKey, { ...at, path: 'd","e', person: '' }, 'x');
    expect(opens(personKey, { ...at, path: 'd', person: 'e' }, sealed)).toBe(false);
  });

  it('opens with its own key alone, and with none of its bits changed', () => {
    fc.assert(fc.property(key, key, place, json, fc.nat(), fc.nat(7), (personKey, otherKey, at, value, byte, bit) => {
      const sealed = seal(personKey, at, value);
      fc.pre(Buffer.compare(personKey, otherKey) !== 0);
      expect(opens(otherKey, at, sealed)).toBe(false);
      const bytes = Buffer.from(sealed.slice(2), 'base64url');
      bytes[byte % bytes.length]! ^= 1 << bit;
      expect(opens(personKey, at, `1.${bytes.toString('base64url')}`)).toBe(false);
    }));
  });

  it('never opens to anything, nor throws anything else, when it is no sealed value at all', () => {
    fc.assert(fc.property(key, place, fc.oneof(text, text.map((each) => `1.${each}`)), (personKey, at, nonsense) => {
      expect(opens(personKey, at, nonsense)).toBe(false);
    }));
  });

  it('is another each time, and as long for a short name as for a longer one', () => {
    const personKey = newPersonKey();
    const at = { stream: 's', type: 't', event: 'e', path: 'name', person: 'P' };
    expect(seal(personKey, at, 'Tô A')).not.toBe(seal(personKey, at, 'Tô A'));
    expect(seal(personKey, at, 'Tô A')).toHaveLength(seal(personKey, at, 'Lường Văn Thành').length);
  });
});

describe('what bodies are compared by', () => {
  it('is equal for equal values of one field under one key, and for no others', () => {
    fc.assert(fc.property(key, key, text, text, json, json, (one, other, path, otherPath, value, otherValue) => {
      const base = comparable(one, path, value);
      expect(comparable(one, path, value)).toBe(base);
      if (Buffer.compare(one, other) !== 0) expect(comparable(other, path, value)).not.toBe(base);
      if (path !== otherPath) expect(comparable(one, otherPath, value)).not.toBe(base);
      fc.pre(JSON.stringify(value) !== JSON.stringify(otherValue));
      expect(comparable(one, path, otherValue)).not.toBe(base);
    }));
  });
});
