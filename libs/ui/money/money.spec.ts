import fc from 'fast-check';
import { formatMoney, moneyUnits, naturalUnit, parseMoney, roundedMoney, type MoneyUnit } from './money';
import { amountInWords } from './money-words';

const units = Object.keys(moneyUnits) as MoneyUnit[];
const languages = ['vi', 'en'] as const;
const amounts = fc.oneof(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.bigInt({ min: -2_000n, max: 2_000n }), fc.bigInt({ min: -2_000n, max: 2_000n }).map((few) => few * 1_000_000n));

describe('an amount of money', () => {
  it('is parsed from what it is shown as, in every unit and both languages', () => {
    fc.assert(
      fc.property(amounts, fc.constantFrom(...units), fc.constantFrom(...languages), (amount, unit, language) => {
        expect(parseMoney(formatMoney(amount, unit, language), unit, language)).toEqual({ amount, unit });
      }),
    );
  });

  it('means the same with its unit written behind it, whichever unit is chosen', () => {
    const words = { vi: { dong: ' đồng', thousand: ' nghìn', million: 'tr', billion: ' tỷ' }, en: { dong: ' VND', thousand: 'k', million: ' million', billion: 'bn' } } as const;
    fc.assert(
      fc.property(amounts, fc.constantFrom(...units), fc.constantFrom(...units), fc.constantFrom(...languages), (amount, unit, chosen, language) => {
        expect(parseMoney(formatMoney(amount, unit, language) + words[language][unit], chosen, language)).toEqual({ amount, unit });
      }),
    );
  });

  it('is never read as a number the typist did not mean', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.,- trỷtđ'), maxLength: 14 }), fc.constantFrom(...units), (typed, unit) => {
        const vi = parseMoney(typed, unit, 'vi');
        if ('problem' in vi) return;
        const again = parseMoney(formatMoney(vi.amount, vi.unit, 'vi'), vi.unit, 'vi');
        expect(again).toEqual(vi);
      }),
    );
  });

  it.each([
    ['1,5 tỷ', 'dong', 1_500_000_000n], ['1500tr', 'dong', 1_500_000_000n], ['1.500.000.000', 'dong', 1_500_000_000n], ['1,234,567', 'dong', 1_234_567n],
    ['2,75', 'billion', 2_750_000_000n], ['1.234', 'million', 1_234_000_000n], ['−5 triệu', 'dong', -5_000_000n], ['60 triệu', 'billion', 60_000_000n], ['0', 'billion', 0n],
  ] as const)('%s typed in %s', (typed, unit, amount) => {
    expect(parseMoney(typed, unit, 'vi')).toMatchObject({ amount });
  });

  it.each([
    ['1.5', 'billion', 'ambiguous'], ['1,5', 'dong', 'below-one-dong'], ['', 'dong', 'not-a-number'], ['một tỷ', 'dong', 'not-a-number'], ['1,2,3', 'dong', 'not-a-number'], ['1e9', 'dong', 'not-a-number'], ['5 constructor', 'dong', 'not-a-number'],
  ] as const)('%s typed in %s is refused as %s', (typed, unit, problem) => {
    expect(parseMoney(typed, unit, 'vi')).toEqual({ problem });
  });

  it('is rounded for tables half up, and by sign alike', () => {
    expect([roundedMoney(1_249_999_999n, 'billion', 'vi'), roundedMoney(1_250_000_000n, 'billion', 'vi'), roundedMoney(-1_250_000_000n, 'billion', 'vi'), roundedMoney(12n, 'dong', 'vi')]).toEqual(['1,2', '1,3', '-1,3', '12']);
    expect([naturalUnit(999_999n), naturalUnit(-1_000_000n), naturalUnit(10n ** 9n)]).toEqual(['dong', 'million', 'billion']);
  });
});

describe('an amount in words', () => {
  it.each([
    [0n, 'Không đồng'], [5n, 'Năm đồng'], [15n, 'Mười lăm đồng'], [21n, 'Hai mươi mốt đồng'], [105n, 'Một trăm linh năm đồng'], [1_000n, 'Một nghìn đồng chẵn'],
    [1_001n, 'Một nghìn không trăm linh một đồng'], [1_500_000_000n, 'Một tỷ năm trăm triệu đồng chẵn'], [60_000_000n, 'Sáu mươi triệu đồng chẵn'],
    [1_000_000_005n, 'Một tỷ không trăm linh năm đồng'], [2_345_678_000_000n, 'Hai nghìn ba trăm bốn mươi lăm tỷ sáu trăm bảy mươi tám triệu đồng chẵn'], [-1_000_000n, 'Âm một triệu đồng chẵn'],
  ])('%s', (amount, words) => {
    expect(amountInWords(amount, 'vi')).toBe(words);
  });

  it('differs for different amounts, and has one space between words', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.constantFrom(...languages), (one, other, language) => {
        expect(amountInWords(one, language)).not.toMatch(/ {2}|undefined|^ | $/);
        expect(amountInWords(one, language) === amountInWords(other, language)).toBe(one === other);
      }),
    );
  });

  it('is said in English too', () => {
    expect(amountInWords(1_500_000_021n, 'en')).toBe('One billion five hundred million twenty-one dong');
  });
});
