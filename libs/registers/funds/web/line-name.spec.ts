import { isLine, shortLine } from './line-name';

describe('a fund line in a column', () => {
  it('says which project, which money and which year, and the year of origin where that is another', () => {
    expect(shortLine('DTTS.5:public-service:central:2024:2024:085', 'vi')).toBe('DTTS.5 · Vốn sự nghiệp · 2024');
    expect(shortLine('DTTS.5:investment:central:2024:2023:085', 'en')).toBe('DTTS.5 · Investment capital · 2024 (2023)');
  });
});

describe('a text out of an address', () => {
  it('is a line or is not, and never an error', () => {
    expect(isLine('DTTS.5:investment:central:2024:2023:085')).toBe(true);
    for (const text of ['', 'x', '__proto__', 'DTTS.5:constructor:central:2024:2024:085', 'DTTS.5:investment:central:2023:2024:085', 'DTTS.5:investment:central:2024:2024']) expect([text, isLine(text)]).toEqual([text, false]);
  });
});
