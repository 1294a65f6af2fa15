import { changeOf, code, count, isSame, money, shownValue, text, words } from './value';

describe('values before and after a correction', () => {
  it('are shown exactly, by name where there is one', () => {
    expect(shownValue(money(60_000_000n), 'vi')).toBe('60.000.000 đ');
    expect(shownValue(count(1_234), 'vi')).toBe('1.234');
    expect(shownValue(words({ vi: 'Đạt', en: 'Met' }), 'en')).toBe('Met');
    expect(shownValue(code('unit-code', '02869'), 'vi', () => 'Xã Bản Liền')).toBe('Xã Bản Liền');
    expect(shownValue(code('unit-code', '02869'), 'vi')).toBe('02869');
    expect(shownValue(undefined, 'vi')).toBe('–');
  });

  it('differ by an amount where both are figures, and by nothing that could be added up where they are words', () => {
    expect(changeOf(money(60_000_000n), money(50_000_000n), 'vi')).toBe('-10.000.000 đ');
    expect(changeOf(count(4), count(5), 'en')).toBe('+1');
    expect(changeOf(text('a'), text('b'), 'en')).toBe('');
    expect(changeOf(money(1n), money(1n), 'vi')).toBe('–');
    expect([isSame(text('a'), text('a')), isSame(text('a'), undefined)]).toEqual([true, false]);
  });
});
