import fc from 'fast-check';
import { searchKey } from './search-key';

const letters = fc.constantFrom(...'aăâbcdđeêghiklmnoôơpqrstuưvxy AĂÂĐÊÔƠƯ'.split(''));
const tones = fc.constantFrom('', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323');
const names = fc.array(fc.tuple(letters, tones), { maxLength: 20 }).map((parts) => parts.map((part) => part.join('')).join(''));

describe('the key by which a name is found', () => {
  it.each([['Đồng Tháp', 'dong thap'], ['  Xã   Bản Liền ', 'xa ban lien'], ['HOÀ BÌNH', 'hoa binh'], ['Hòa Bình', 'hoa binh'], ['Nậm Pồ', 'nam po'], ['Ea H’Leo', 'ea h’leo']])('of %s is %s', (name, key) => {
    expect(searchKey(name)).toBe(key);
  });

  it('is the same however the name is composed, spaced, cased or marked', () => {
    fc.assert(
      fc.property(names, (name) => {
        const key = searchKey(name);
        expect(searchKey(name.normalize('NFC'))).toBe(key);
        expect(searchKey(name.normalize('NFD'))).toBe(key);
        expect(searchKey(name.toLocaleUpperCase('vi'))).toBe(key);
        expect(searchKey(` ${name.replaceAll(' ', '  ')} `)).toBe(key);
        expect(searchKey(name.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D'))).toBe(key);
      }),
    );
  });

  it('holds plain letters alone, and is its own key', () => {
    fc.assert(
      fc.property(names, (name) => {
        expect(searchKey(name)).toMatch(/^[a-z ]*$/);
        expect(searchKey(searchKey(name))).toBe(searchKey(name));
      }),
    );
  });
});
