import fc from 'fast-check';
import { parseMoney } from '../money/money';
import { shown, shownInstant, shownMoney, shownNumber } from './shown';

const languages = fc.constantFrom('vi', 'en');
const nobody = () => undefined;
const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));

describe('a value in a cell', () => {
  it('that is an amount is exact when pointed at, and within half of the last digit as it stands', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.constantFrom('dong', 'thousand', 'million', 'billion'), languages, (amount, unit, language) => {
        const { text, exact } = shownMoney(amount, language, unit);
        const read = parseMoney(text, unit, language) as { readonly amount: bigint };
        expect(parseMoney(exact ?? text, 'dong', language)).toMatchObject({ amount });
        const lastDigit = { dong: 1n, thousand: 100n, million: 100_000n, billion: 100_000_000n }[unit];
        const away = read.amount - amount;
        expect((away < 0n ? -away : away) * 2n <= lastDigit).toBe(true);
      }),
    );
  });

  it('that is a number is read back as the same number', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), fc.integer({ min: 0, max: 3 }), languages, (whole, places, language) => {
        const value = whole / 10 ** places;
        const [group, decimal] = language === 'vi' ? ['.', ','] : [',', '.'];
        expect(Number(shownNumber(value, language).replaceAll(group!, '').replace(decimal!, '.'))).toBe(value);
      }),
    );
  });

  it('that is a day is written as the language does; one that is none as it was stored', () => {
    fc.assert(
      fc.property(days, (day) => {
        expect(shown({ word: 'day' }, day, 'vi', 'dong', nobody).text.split('/').reverse().join('-')).toBe(day);
        expect(shown({ word: 'day' }, day, 'en', 'dong', nobody).text).toBe(day);
      }),
    );
  });

  it('that is a code is its name, and the code when pointed at', () => {
    const nameOf = (word: string, code: string) => (word === 'unit-code' && code === '02869' ? 'Xã Bản Liền' : undefined);
    expect(shown({ word: 'unit-code' }, '02869', 'vi', 'dong', nameOf)).toEqual({ text: 'Xã Bản Liền', exact: '02869' });
    expect(shown({ word: 'unit-code' }, '00001', 'vi', 'dong', nameOf)).toEqual({ text: '00001' });
  });

  it.each([[true, 'Có'], [false, 'Không'], [null, ''], [undefined, ''], [2024, '2024']] as const)('%s', (value, text) => {
    expect(shown({ word: 'fiscal-year' }, value, 'vi', 'dong', nobody).text).toBe(text);
  });
});

describe('an instant', () => {
  it('is told in the ledger’s zone, wherever the reader is', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }), (date) => {
        const there = new Date(date.getTime() + 7 * 3_600_000).toISOString();
        expect(shownInstant(date.toISOString(), 'en')).toBe(`${there.slice(0, 10)} ${there.slice(11, 19)}`);
        expect(shownInstant(date.toISOString(), 'vi')).toBe(`${there.slice(8, 10)}/${there.slice(5, 7)}/${there.slice(0, 4)} ${there.slice(11, 19)}`);
      }),
    );
  });
});
