import fc from 'fast-check';
import type { FieldDescription } from '../api/catalogue';
import { questionsAbout, type Searched } from './picker-questions';

const household: FieldDescription = { key: 'household', word: 'household-id', label: { vi: 'Mã hộ', en: 'Household' }, optional: false, storage: 'text', schema: { pattern: '^[A-Za-z0-9]{4,40}$' } };
const searched: Searched = {
  value: household,
  labels: [
    { key: 'commune', names: [['02869', 'Xã Bản Liền'], ['02860', 'Xã Bản Phố'], ['02902', 'Xã Xuân Quang']] },
    { key: 'step', names: [['foundation', 'Xong móng'], ['roof', 'Xong mái']] },
  ],
};

describe('what a list is asked by what somebody typed', () => {
  it.each([
    ['h02869', [{ 'household.from': 'H02869', 'household.to': 'H02869'.padEnd(40, 'z') }]],
    ['ban lien', [{ commune: ['02869'] }]],
    ['Bản', [{ commune: ['02869', '02860'] }]],
    ['xong mai', [{ step: ['roof'] }]],
    ['Bản Liền · Xong móng', [{ commune: ['02869'], step: ['foundation'] }]],
    ['mong ban pho', [{ step: ['foundation'], commune: ['02860'] }]],
    ['b', []],
    ['không có', []],
  ])('«%s»', (typed, asked) => expect(questionsAbout(typed, searched)).toEqual(asked));

  it('is no code that the column cannot hold', () => {
    expect(questionsAbout('h02869', { ...searched, value: { ...household, schema: { pattern: '^\\d+$' } }, labels: [] })).toEqual([]);
  });

  it('finds a row by any part of a name, with or without diacritics', () => {
    fc.assert(fc.property(fc.constantFrom(...searched.labels[0]!.names), fc.nat(), fc.boolean(), ([code, name], cut, isPlain) => {
      const short = name.normalize('NFC');
      const part = short.slice(cut % (short.length - 2)).trim();
      const typed = isPlain ? part.normalize('NFD').replace(/\p{M}/gu, '') : part;
      fc.pre(typed.length >= 2);
      expect(questionsAbout(typed, searched).some(({ commune }) => (commune as readonly string[] | undefined)?.includes(code))).toBe(true);
    }), { verbose: 1 });
  });
});
