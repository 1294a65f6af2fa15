import { sortKey } from './sort-key';

const sorted = (names: readonly string[]) => [...names].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));

describe('sortKey', () => {
  it('puts letters before tones and spaces before letters', () => {
    const names = ['Bảo Hà', 'Bảo Thắng', 'Bảo Yên', 'Bát Xát', 'Bắc Hà', 'Dền Sáng', 'Đồng Tuyển', 'Sa Pa', 'Sán Chải', 'Si Ma Cai'];
    expect(sorted([...names].reverse())).toEqual(names);
  });

  it('orders the six tones of one syllable', () => {
    const tones = ['ma', 'mà', 'mả', 'mã', 'má', 'mạ'];
    expect(sorted([...tones].reverse())).toEqual(tones);
  });

  it('does not count case, and is pure ASCII', () => {
    expect(sortKey('BẮC HÀ')).toBe(sortKey('Bắc Hà'));
    expect(sortKey('Y Tý 2 – Đường')).toMatch(/^[\x20-\x7e]+$/);
  });
});
