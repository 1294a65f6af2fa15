import fc from 'fast-check';
import { capitalType, fundSource, searchKey, searchWords } from '@ledger/fields';
import { lineFilters, type KnownNames } from './line-search';

const named = (code: string, name: string) => ({ code, key: searchKey(name) });
const names: KnownNames = {
  holder: [named('083', 'Huyện Mường Khương'), named('085', 'Huyện Bắc Hà'), named('02869', 'Xã Bản Liền')],
  component: [named('DTTS.4', 'DTTS.4 Hạ tầng thiết yếu'), named('GNBV.5', 'GNBV.5 Nhà ở')],
};
const filters = (typed: string, reach?: readonly string[]) => lineFilters(searchWords(typed), names, 'vi', reach);

describe('what the server is asked for', () => {
  it.each([
    ['nothing', '', {}],
    ['a holder, without diacritics', 'muong khuong', { holder: ['083'] }],
    ['a word of several columns: nothing', 'huyen', {}],
    ['a component', 'gnbv.5', { component: ['GNBV.5'] }],
    ['a year, which a line carried over has as its origin', '2023', { 'planYear.from': '2023' }],
    ['several at once', 'khuong gnbv.5 2024', { holder: ['083'], component: ['GNBV.5'], 'planYear.from': '2024' }],
  ])('%s', (_, typed, expected) => expect(filters(typed)).toEqual(expected));

  it('stays within what the role reaches, and is nothing where that is empty', () => {
    expect(filters('', ['083'])).toEqual({ holder: ['083'] });
    expect(filters('bac', ['083'])).toBeUndefined();
    expect(filters('xyz')).toBeUndefined();
  });

  it('never leaves out a line that holds every word', () => {
    const years = fc.integer({ min: 2023, max: 2026 });
    const line = fc.record({
      holder: fc.constantFrom(...names.holder), component: fc.constantFrom(...names.component), type: fc.constantFrom(...Object.keys(capitalType().choices)),
      source: fc.constantFrom(...Object.keys(fundSource().choices)), origin: years, later: fc.integer({ min: 0, max: 1 }),
    });
    fc.assert(fc.property(line, fc.array(fc.nat(100), { maxLength: 4 }), ({ holder, component, type, source, origin, later }, picks) => {
      const planYear = origin + later;
      const text = [component.key, searchKey((capitalType().choices as any)[type].vi), searchKey((fundSource().choices as any)[source].vi), later ? `${planYear} (${origin})` : String(planYear), holder.key].join(' ');
      const words = searchWords(text);
      const typed = picks.map((pick) => words[pick % words.length]!);
      const asked = lineFilters(typed, names, 'vi');
      expect(asked).toBeDefined();
      const row: Record<string, string> = { holder: holder.code, component: component.code, capitalType: type, source };
      for (const [column, values] of Object.entries(asked!)) {
        if (column === 'planYear.from') expect(String(planYear) >= (values as string)).toBe(true);
        else expect(values).toContain(row[column]);
      }
    }));
  });
});
