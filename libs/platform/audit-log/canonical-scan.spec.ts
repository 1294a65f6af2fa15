import fc from 'fast-check';
import { canonicalJson, canonicalText, isSurelyCanonical, type NotCanonical } from './index';

const ledgerKey = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,6}$/);
const word = fc.string({ unit: fc.constantFrom(...'aZ 0"\\/\n\t\u0007\u007fđỨớé–中😀\ud800') });
const { json } = fc.letrec((tie) => ({
  json: fc.oneof({ maxDepth: 4 }, fc.constantFrom(null, true, false, 0, -1, 1.5, 1e21, 9007199254740991, -0), fc.integer(), word, fc.array(tie('json'), { maxLength: 4 }), fc.dictionary(fc.oneof(ledgerKey, word), tie('json'), { maxKeys: 5 })),
}));

const isCanonical = (text: string): boolean => canonicalText(new TextEncoder().encode(text)) !== undefined;

describe('the scan for canonical JSON', () => {
  it('is sure of what the ledger writes', () => {
    for (const text of ['{}', '[]', '""', '0', '-12', 'true', '{"amount":"1500000","lines":[{"note":"Đợt 1 – Mường Khương"},null],"n":-3}', '{"a":"\\"\\\\\\n","ab":[],"b":{}}']) expect([text, isSurelyCanonical(text)]).toEqual([text, true]);
  });

  it.each(['', ' ', '{', '"', '"a', '{"a":1', '[1', '[1,]', '{"a":1,}', '{"b":1,"a":2}', '{"a":1,"a":2}', '{"a" :1}', '[1 ,2]', '01', '-0', '1.0', '1e3', '"\\u0041"', '"\\/"', '"e\u0301"', '"\ud800"', '"\u0001"', '{"":1}', 'nul', 'truee', '[1]x', '9007199254740993'])('is not sure of %j', (text) => {
    expect(isSurelyCanonical(text)).toBe(false);
  });

  it('is not sure of what is nested too deep', () => {
    expect(isSurelyCanonical('['.repeat(100) + ']'.repeat(100))).toBe(false);
    expect(isSurelyCanonical('['.repeat(1_000_000))).toBe(false);
  });

  it('is never sure of what is not canonical: of any JSON, and of its damaged text', () => {
    let sure = 0;
    fc.assert(
      fc.property(json, fc.nat(), fc.constantFrom(...' ,:"{}[]0-aé\\', ''), (value, place, by) => {
        let text: string;
        try {
          text = canonicalJson(value as never);
        } catch (error) {
          expect((error as NotCanonical).name).toBe('NotCanonical');
          text = JSON.stringify(value);
        }
        const at = place % (text.length + 1);
        for (const each of [text, text.slice(0, at) + by + text.slice(at + 1), text.slice(0, at) + by + text.slice(at)]) {
          if (!isSurelyCanonical(each)) continue;
          sure++;
          expect(isCanonical(each)).toBe(true);
        }
      }),
      { numRuns: 3_000 },
    );
    expect(sure).toBeGreaterThan(1_000);
  });
});
