import fc from 'fast-check';
import { actShape, capitalType, choice, code, count, day, decimal, fiscalYear, householdId, lineId, many, optional, struct, text, unitCode, vnd, vndChange, yesNo } from '@ledger/fields';
import { decodeShape, encodeShape, type Field, type JsonObject, type Shape } from '@ledger/kit';
import { bodyOf, inputsOf, type GroupInput } from './form-input';
import { labelAt, problemsOf } from './form-problems';

const label = { vi: 'Trường', en: 'Field' };
const words = (field: Field, values: fc.Arbitrary<unknown>) => ({ field, values });
const days = fc.tuple(fc.integer({ min: 1900, max: 2199 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 })).map(([y, m, d]) => `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`);
const texts = fc.string({ unit: fc.constantFrom(...'abc Hộ nghèo đỗ 012,.'), minLength: 1, maxLength: 20 }).map((typed) => typed.trim().normalize('NFC')).filter((typed) => typed !== '');

const known = [
  words(vnd(), fc.bigInt({ min: 1n, max: 10n ** 15n }).map(String)),
  words(vndChange(), fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }).map(String)),
  words(day(label), days),
  words(fiscalYear(), fc.integer({ min: 2010, max: 2099 })),
  words(count({ label }), fc.integer({ min: 0, max: 1_000_000_000 })),
  words(decimal({ label }), fc.tuple(fc.integer({ min: -999, max: 999 }), fc.integer({ min: 1, max: 9 })).map(([whole, tenth]) => `${whole === 0 ? '' : whole}` + (whole === 0 ? `0.${tenth}` : `.${tenth}`))),
  words(yesNo(label), fc.boolean()),
  words(capitalType(), fc.constantFrom('investment', 'public-service')),
  words(unitCode(), fc.constantFrom('10', '085', '02869')),
  words(lineId(), fc.constant('GNBV.5:investment:central:2024:2024:02869')),
  words(householdId(), fc.constant('H0286900017')),
  words(text({ label }), texts),
  words(code({ word: 'x', label, pattern: /^[a-z]+$/, example: 'a' }), fc.constant('abc')),
  words(choice('y', label, { 1: label, 2: label }), fc.constantFrom('1', '2')),
];

/** Shapes of every word, bare, in a group, in a list and optional, with a body that fits each. */
const filledForms: fc.Arbitrary<{ readonly shape: Shape; readonly body: JsonObject }> = fc
  .array(fc.tuple(fc.constantFrom(...known), fc.constantFrom('bare', 'group', 'list', 'optional', 'absent')), { minLength: 1, maxLength: 6 })
  .chain((picked) => {
    const shape: Record<string, Field> = {};
    const values: Record<string, fc.Arbitrary<unknown>> = {};
    picked.forEach(([{ field, values: own }, how], index) => {
      const key = `f${index}`;
      if (how === 'group') [shape[key], values[key]] = [struct('group', label, { inner: field, other: optional(field) }) as Field, own.map((inner) => ({ inner }))];
      else if (how === 'list') [shape[key], values[key]] = [many(field, { label, max: 4 }) as Field, fc.array(own, { minLength: 1, maxLength: 4 })];
      else if (how === 'absent') shape[key] = optional(field) as Field;
      else [shape[key], values[key]] = [how === 'optional' ? (optional(field) as Field) : field, own];
    });
    return fc.record(values).map((body) => ({ shape, body: body as JsonObject }));
  });

describe('a form', () => {
  it('sends back every body it is filled with', () => {
    fc.assert(
      fc.property(filledForms, ({ shape, body }) => {
        expect(encodeShape(shape, decodeShape(shape, body))).toEqual(body);
        expect(bodyOf(shape, inputsOf(shape, body))).toEqual(body);
        expect([...problemsOf(shape, [], body).keys()]).toEqual([]);
      }),
    );
  });

  it('asks for nothing that may be left out, and for everything else by its path', () => {
    const shape: Shape = { ...actShape, amount: vnd(), parts: many(struct('part', label, { to: lineId(), amount: vnd() }), { label }), successors: many(unitCode(), { label, min: 0 }) };
    expect([...problemsOf(shape, ['legalBasis', 'reason'], bodyOf(shape, {})).keys()]).toEqual(['amount', 'parts', 'legalBasis', 'reason']);
    expect([labelAt(shape, 'parts[1].amount', 'vi'), labelAt(shape, 'legalBasis.issuedOn', 'en'), labelAt(shape, 'nothing', 'vi')]).toEqual(['Trường 2 · Số tiền', 'Legal basis · Date of issue', 'nothing']);
    const half: GroupInput = { amount: '1,5', parts: [{ to: 'nowhere', amount: '' }, { to: '', amount: '' }], legalBasis: { number: '1/QĐ' } };
    expect([...problemsOf(shape, ['legalBasis'], bodyOf(shape, half)).keys()]).toEqual(['legalBasis.issuedOn', 'amount', 'parts[0].to', 'parts[0].amount']);
  });

  it('says how a day is written, not how it is sent', () => {
    const problem = problemsOf({ on: day(label) }, [], bodyOf({ on: day(label) }, { on: '31/2/2025' })).get('on');
    expect(problem).toEqual({ vi: 'Phải là một ngày có thật, viết như 31/01/2025.', en: 'Must be a day that exists, such as 2025-01-31.' });
  });

  it('reads money, days and choices as people write them', () => {
    const shape: Shape = { amount: vnd(), on: day(label), kind: capitalType(), yes: yesNo(label), share: decimal({ label }) };
    expect(bodyOf(shape, { amount: '1,5 tỷ', on: '5/1/2025', kind: 'investment', yes: 'có', share: '47,290' })).toEqual({ amount: '1500000000', on: '2025-01-05', kind: 'investment', yes: true, share: '47.29' });
  });
});
