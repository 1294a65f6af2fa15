import { glyphSet, renumbered, type GlyphSet } from './glyphs';
import { sfntOf } from './sfnt';
import { woffTables } from './woff';

/** What is copied from the first part: how the font is named, measured and hinted. */
const COPIED = ['OS/2', 'name', 'cvt ', 'fpgm', 'prep'];
const POST_WITHOUT_NAMES = 0x00030000;

/**
 * One TrueType font of several parts of it. Fonts for the web come as a file for each range of characters; a paper's text is
 * searchable when all its letters are of one font. Features of layout (kerning, ligatures) are left behind.
 */
export function mergedFont(parts: readonly Buffer[]): Buffer {
  const fonts = parts.map(woffTables);
  const sets = fonts.map(glyphSet);
  const firsts = sets.map((_, index) => sets.slice(0, index).reduce((sum, { outlines }) => sum + outlines.length, 0));
  const outlines = sets.flatMap((set, index) => set.outlines.map((outline) => renumbered(outline, firsts[index]!)));
  const first = fonts[0]!;
  const { glyf, loca } = outlineTables(outlines);
  return sfntOf(new Map([
    ...COPIED.flatMap((tag): [string, Buffer][] => (first.has(tag) ? [[tag, first.get(tag)!]] : [])),
    ['head', changed(first.get('head')!, (head) => { head.writeUInt32BE(0, 8); head.writeInt16BE(1, 50); })],
    ['hhea', changed(first.get('hhea')!, (hhea) => hhea.writeUInt16BE(outlines.length, 34))],
    ['maxp', largest(fonts.map((tables) => tables.get('maxp')!), outlines.length)],
    ['post', changed(first.get('post')!.subarray(0, 32), (post) => post.writeUInt32BE(POST_WITHOUT_NAMES, 0))],
    ['hmtx', Buffer.concat(sets.flatMap(({ metrics }) => metrics))],
    ['cmap', characterMap(sets, firsts)],
    ['glyf', glyf],
    ['loca', loca],
  ]));
}

function changed(table: Buffer, change: (copy: Buffer) => void): Buffer {
  const copy = Buffer.from(table);
  change(copy);
  return copy;
}

function outlineTables(outlines: readonly Buffer[]): { readonly glyf: Buffer; readonly loca: Buffer } {
  const loca = Buffer.alloc((outlines.length + 1) * 4);
  const whole = outlines.map((outline) => Buffer.concat([outline, Buffer.alloc((4 - (outline.length % 4)) % 4)]));
  let offset = 0;
  whole.forEach((outline, index) => {
    offset += outline.length;
    loca.writeUInt32BE(offset, (index + 1) * 4);
  });
  return { glyf: Buffer.concat(whole), loca };
}

/** Every limit of `maxp` is the largest that any part needs. */
function largest(tables: readonly Buffer[], glyphs: number): Buffer {
  return changed(tables[0]!, (maxp) => {
    for (let at = 6; at + 1 < maxp.length; at += 2) maxp.writeUInt16BE(Math.max(...tables.map((table) => (at + 1 < table.length ? table.readUInt16BE(at) : 0))), at);
    maxp.writeUInt16BE(glyphs, 4);
  });
}

/** A `cmap` in format 12; where two parts have a character, the first one's counts. */
function characterMap(sets: readonly GlyphSet[], firsts: readonly number[]): Buffer {
  const glyphOf = new Map<number, number>();
  sets.forEach(({ byCharacter }, index) => {
    for (const [character, glyph] of byCharacter) if (glyph !== 0 && !glyphOf.has(character)) glyphOf.set(character, glyph + firsts[index]!);
  });
  const entries = [...glyphOf].sort(([a], [b]) => a - b);
  const map = Buffer.alloc(12 + 16 + entries.length * 12);
  // Version 0, one subtable: Unicode, full repertoire.
  map.writeUInt16BE(1, 2);
  map.writeUInt16BE(3, 4);
  map.writeUInt16BE(10, 6);
  map.writeUInt32BE(12, 8);
  map.writeUInt16BE(12, 12);
  map.writeUInt32BE(map.length - 12, 16);
  map.writeUInt32BE(entries.length, 24);
  entries.forEach(([character, glyph], index) => {
    const at = 28 + index * 12;
    map.writeUInt32BE(character, at);
    map.writeUInt32BE(character, at + 4);
    map.writeUInt32BE(glyph, at + 8);
  });
  return map;
}
