import fc from 'fast-check';
import { found, type SearchEntry } from './search-entries';

const entry = (vi: string): SearchEntry => ({ title: { vi, en: vi }, kind: { vi: 'Đơn vị', en: 'Unit' }, to: `/${vi}` });
const entries = ['Xã Bản Liền (02869)', 'Đề nghị thanh toán', 'Duyệt đề nghị', 'Lập đề nghị thanh toán', 'Huyện Đắk Đoa'].map(entry);
const titles = (typed: string): readonly string[] => found(entries, typed, 'vi').map(({ title }) => title.vi);

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
