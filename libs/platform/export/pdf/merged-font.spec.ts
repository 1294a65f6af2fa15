import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { mergedFont } from './merged-font';

interface Font {
  readonly familyName: string;
  readonly unitsPerEm: number;
  readonly ascent: number;
  hasGlyphForCodePoint(point: number): boolean;
  glyphForCodePoint(point: number): { readonly advanceWidth: number; readonly path: { toSVG(): string } };
}

/** What the papers' own library reads fonts with. */
const fontkit = createRequire(require.resolve('pdfmake'))('fontkit') as { create(file: Buffer): Font };

const part = (range: string): Buffer => readFileSync(require.resolve(`@fontsource/be-vietnam-pro/files/be-vietnam-pro-${range}-400-normal.woff`));

describe('a font merged from its parts', () => {
  const parts = ['latin', 'vietnamese', 'latin-ext'].map(part);
  const merged = fontkit.create(mergedFont(parts));
  const whole = parts.map((bytes) => fontkit.create(bytes));

  it('has every Vietnamese letter, as its part drew it', () => {
    const letters = [...'aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ'].flatMap((letter) => [letter, letter.toLocaleUpperCase('vi')]);
    for (const letter of [...letters, ...'0123456789.,;:()%·–“”«»']) {
      const point = letter.codePointAt(0)!;
      const from = whole.find((font) => font.hasGlyphForCodePoint(point));
      expect([letter, merged.hasGlyphForCodePoint(point)]).toEqual([letter, from !== undefined]);
      if (!from) continue;
      const [glyph, original] = [merged.glyphForCodePoint(point), from.glyphForCodePoint(point)];
      expect([letter, glyph.advanceWidth, glyph.path.toSVG()]).toEqual([letter, original.advanceWidth, original.path.toSVG()]);
    }
  });

  it('keeps its name and measures', () => {
    expect([merged.familyName, merged.unitsPerEm, merged.ascent]).toEqual([whole[0]!.familyName, whole[0]!.unitsPerEm, whole[0]!.ascent]);
  });
});
