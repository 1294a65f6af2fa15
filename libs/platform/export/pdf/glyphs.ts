/** Flags of a part of a composite glyph (OpenType specification, “glyf”). */
const WORDS = 0x0001;
const SCALE = 0x0008;
const MORE = 0x0020;
const TWO_SCALES = 0x0040;
const MATRIX = 0x0080;
const HEADER_BYTES = 10;

/** One part of a font: its glyphs with their widths, and the glyph of each character. */
export interface GlyphSet {
  readonly outlines: readonly Buffer[];
  /** Advance width and left side bearing of each glyph, as `hmtx` holds them. */
  readonly metrics: readonly Buffer[];
  readonly byCharacter: ReadonlyMap<number, number>;
}

type Tables = ReadonlyMap<string, Buffer>;

const table = (tables: Tables, tag: string): Buffer => {
  const found = tables.get(tag);
  if (!found) throw new Error(`the font has no table ${tag}`);
  return found;
};

export function glyphSet(tables: Tables): GlyphSet {
  const count = table(tables, 'maxp').readUInt16BE(4);
  const isLong = table(tables, 'head').readInt16BE(50) === 1;
  const [loca, glyf, hmtx] = [table(tables, 'loca'), table(tables, 'glyf'), table(tables, 'hmtx')];
  const offsetOf = (glyph: number): number => (isLong ? loca.readUInt32BE(glyph * 4) : loca.readUInt16BE(glyph * 2) * 2);
  const full = table(tables, 'hhea').readUInt16BE(34);
  const glyphs = Array.from({ length: count }, (_, glyph) => glyph);
  return {
    outlines: glyphs.map((glyph) => glyf.subarray(offsetOf(glyph), offsetOf(glyph + 1))),
    metrics: glyphs.map((glyph) => metricOf(hmtx, glyph, full)),
    byCharacter: charactersIn(table(tables, 'cmap')),
  };
}

/** Beyond the first `full` glyphs only the bearing is given: the width is the last one’s. */
function metricOf(hmtx: Buffer, glyph: number, full: number): Buffer {
  if (glyph < full) return hmtx.subarray(glyph * 4, glyph * 4 + 4);
  const bearing = full * 4 + (glyph - full) * 2;
  return Buffer.concat([hmtx.subarray((full - 1) * 4, (full - 1) * 4 + 2), hmtx.subarray(bearing, bearing + 2)]);
}

/** The Unicode characters of a `cmap` in format 4, which every font of the web has. */
function charactersIn(cmap: Buffer): ReadonlyMap<number, number> {
  const characters = new Map<number, number>();
  for (let entry = 0; entry < cmap.readUInt16BE(2); entry += 1) {
    const at = cmap.readUInt32BE(4 + entry * 8 + 4);
    if (cmap.readUInt16BE(at) === 4) readSegments(cmap.subarray(at), characters);
  }
  return characters;
}

function readSegments(part: Buffer, characters: Map<number, number>): void {
  const size = part.readUInt16BE(6);
  for (let segment = 0; segment < size; segment += 2) {
    const end = part.readUInt16BE(14 + segment);
    const start = part.readUInt16BE(16 + size + segment);
    const delta = part.readUInt16BE(16 + 2 * size + segment);
    const place = 16 + 3 * size + segment;
    const range = part.readUInt16BE(place);
    for (let character = start; character <= end && character < 0xffff; character += 1) {
      const found = range === 0 ? character : part.readUInt16BE(place + range + (character - start) * 2);
      const glyph = found === 0 ? 0 : (found + delta) & 0xffff;
      if (glyph !== 0 || range === 0) characters.set(character, glyph);
    }
  }
}

/** The outline with the glyphs that it is composed of numbered anew. */
export function renumbered(outline: Buffer, by: number): Buffer {
  if (by === 0 || outline.length === 0 || outline.readInt16BE(0) >= 0) return outline;
  const moved = Buffer.from(outline);
  for (let at = HEADER_BYTES, flags = MORE; (flags & MORE) !== 0; ) {
    flags = moved.readUInt16BE(at);
    moved.writeUInt16BE(moved.readUInt16BE(at + 2) + by, at + 2);
    at += 4 + ((flags & WORDS) !== 0 ? 4 : 2) + ((flags & SCALE) !== 0 ? 2 : (flags & TWO_SCALES) !== 0 ? 4 : (flags & MATRIX) !== 0 ? 8 : 0);
  }
  return moved;
}
