import fc from 'fast-check';
import { LatelyUsed } from './lately-used';

const keys = fc.constantFrom(...'abcdefghij');
const steps = fc.array(fc.oneof(fc.record({ set: keys, weight: fc.integer({ min: 1, max: 4 }) }), fc.record({ get: keys }), fc.record({ drop: keys })), { maxLength: 200 });

describe('what was used lately', () => {
  it('is there up to the weight that is enough, never another value, and never twice as heavy', () => {
    const ENOUGH = 12;
    fc.assert(
      fc.property(steps, (all) => {
        const kept = new LatelyUsed<{ readonly key: string; readonly weight: number }>(ENOUGH, ({ weight }) => weight);
        const given = new Map<string, { readonly key: string; readonly weight: number }>();
        let used: string[] = [];
        for (const step of all) {
          if ('drop' in step) {
            kept.delete(step.drop);
            given.delete(step.drop);
            used = used.filter((key) => key !== step.drop);
            continue;
          }
          const key = 'set' in step ? step.set : step.get;
          if ('set' in step) {
            const value = { key, weight: step.weight };
            kept.set(key, value);
            given.set(key, value);
          }
          const found = kept.get(key);
          if (found !== undefined) expect(found).toBe(given.get(key));
          if (found === undefined) used = used.filter((each) => each !== key);
          else used = [key, ...used.filter((each) => each !== key)];
        }
        let weight = 0;
        for (const key of used) {
          weight += given.get(key)!.weight;
          if (weight >= ENOUGH) break;
          expect(kept.get(key)).toBe(given.get(key));
        }
      }),
    );
  });

  it('lets go of what was not used for long', () => {
    const kept = new LatelyUsed<number>(100);
    for (let n = 0; n < 10_000; n += 1) kept.set(`${n}`, n);
    expect(Array.from({ length: 10_000 }, (_, n) => kept.get(`${n}`)).filter((value) => value !== undefined).length).toBeLessThan(200);
    expect(kept.get('9999')).toBe(9_999);
  });
});
