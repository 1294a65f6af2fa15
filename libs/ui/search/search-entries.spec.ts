import fc from 'fast-check';
import { found, type SearchEntry } from './search-entries';
import { codeRange } from '../form/picker-questions';
import { recordEntries } from './record-entries';

const entry = (vi: string): SearchEntry => ({ title: { vi, en: vi }, kind: { vi: 'Đơn vị', en: 'Unit' }, to: `/${vi}` });
const entries = ['Xã Bản Liền (02869)', 'Đề nghị thanh toán', 'Duyệt đề nghị', 'Lập đề nghị thanh toán', 'Huyện Đắk Đoa'].map(entry);
const titles = (typed: string): readonly string[] => found(entries, typed, 'vi').map(({ title }) => title.vi);

describe('codes', () => {
  it.each([['h02869', 'H02869'], [' H0286900017 ', 'H0286900017'], ['02869', '02869']])('«%s» are looked up by how they begin', (typed, from) => {
    const range = codeRange(typed)!;
    expect(range.from).toBe(from);
    expect([`${from}0`, `${from}zz`, from].every((code) => code >= range.from && code <= range.to)).toBe(true);
    expect(range.to).toMatch(/^[A-Za-z0-9]{4,40}$/);
  });
  it.each(['', 'h', 'h02', 'xã', 'thanh toán'])('«%s» is none', (typed) => expect(codeRange(typed)).toBeUndefined());
});

describe('rows of a list', () => {
  const column = (key: string, word: string) => ({ key, word, label: { vi: key, en: key }, optional: false, storage: 'text' as const, schema: {} });
  const answer = { position: '1', knownAt: '1', columns: [column('household', 'household-id'), column('commune', 'unit-code')], rows: [{ household: 'H0001', commune: '02869' }] } as never;
  const picker = { table: 'housing/houses', value: 'household', labels: ['commune'] };
  const web = { pages: [{ path: 'houses/$household' }] };
  const go = (recording: boolean) => recordEntries({ webOf: () => web, recording } as never, picker, answer, true, 'vi', (word, code) => (word === 'unit-code' && code === '02869' ? 'Xã Bản Liền' : undefined));
  it('are called by what names them, and lead to their page, or to their list where there is none', () => {
    expect(go(true)).toMatchObject([{ title: { vi: 'H0001 · Xã Bản Liền' }, to: '/housing/houses/H0001' }]);
    expect(go(false)[0]!.to).toBe('/registers/housing/houses?row=H0001');
  });
});

describe('the search box', () => {
  it.each([
    ['ban lien', ['Xã Bản Liền (02869)']], ['02869', ['Xã Bản Liền (02869)']], ['dak doa', ['Huyện Đắk Đoa']], ['ĐẮK', ['Huyện Đắk Đoa']],
    ['de nghi', ['Đề nghị thanh toán', 'Duyệt đề nghị', 'Lập đề nghị thanh toán']], ['thanh lap', ['Lập đề nghị thanh toán']], ['không có gì', []], ['  ', []],
  ])('finds for «%s» what a person means, what begins with it first', (typed, expected) => {
    expect(titles(typed)).toEqual(expected);
  });

  it('finds everything by any of its words, with or without marks', () => {
    fc.assert(
      fc.property(fc.constantFrom(...entries), fc.nat(), fc.boolean(), ({ title }, at, plain) => {
        const words = title.vi.split(' ');
        const word = words[at % words.length]!;
        const typed = plain ? word.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D') : word;
        expect(titles(typed)).toContain(title.vi);
      }),
    );
  });
});
