import * as fc from 'fast-check';
import { formatLeafHeader, formatTileFrame, LeafFrames, TileFrames, type FramedLeaf } from '.';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const joined = (parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));
type Sent = Omit<FramedLeaf, 'dataText' | 'metadataText'>;
const frameOf = ({ data, metadata, ...says }: Sent): Uint8Array => joined([utf8(formatLeafHeader({ ...says, data: data.length, metadata: metadata.length })), data, utf8('\n'), metadata, utf8('\n')]);

const name = fc.string({ unit: 'grapheme', maxLength: 12 });
/** Newlines as well, and what is no text: lengths tell where an event ends. */
const stored = fc.oneof(fc.uint8Array({ maxLength: 60 }), fc.string({ unit: 'grapheme', maxLength: 30 }).map(utf8), fc.constantFrom('{"note":"Đợt 1 – Mường Khương"}', 'a\nb', '\n', '').map(utf8));
function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
const leaf = fc.record({ position: name, stream: name, revision: name, id: name, type: name, recordedAt: name, data: stored, metadata: stored }).chain((each) => fc.constantFrom<Sent>(each, { ...each, isSent: true }));
const cuts = fc.array(fc.nat({ max: 400 }), { maxLength: 8 });

function inPieces(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const ordered = [0, ...places.filter((place) => place < bytes.length).toSorted((one, other) => one - other), bytes.length];
  return ordered.slice(1).map((end, at) => bytes.slice(ordered[at], end));
}

describe('frames of stored events', () => {
  it('come out as they went in, however their bytes are cut', () => {
    fc.assert(fc.property(fc.array(leaf, { maxLength: 5 }), cuts, (leaves, places) => {
      const frames = new LeafFrames();
      const read = inPieces(joined(leaves.map(frameOf)), places).flatMap((piece) => frames.take(piece));
      frames.finish();
      const shown = leaves.map(({ data, metadata, ...says }) => ({ ...says, data: [...data], metadata: [...metadata], dataText: textOf(data), metadataText: textOf(metadata) }));
      expect(read.map(({ data, metadata, ...says }) => ({ ...says, data: [...data], metadata: [...metadata] }))).toEqual(shown);
    }), { numRuns: 1_000 });
  });

  it('come out whole when many pieces hold one of them', () => {
    const large = { position: '1', stream: 'a.b-1', revision: '0', id: 'i', type: 'T', recordedAt: 'now', data: new Uint8Array(100_000).fill(0x61), metadata: utf8('{}') };
    const bytes = joined([frameOf(large), frameOf({ ...large, data: utf8('{}') })]);
    for (const size of [1_000, 4_096, 30_000, 99_990]) {
      const frames = new LeafFrames();
      const read = inPieces(bytes, Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) => n * size).slice(1)).flatMap((piece) => frames.take(piece));
      frames.finish();
      expect(read.map(({ data }) => data.length)).toEqual([100_000, 2]);
    }
  });

  const [good] = [frameOf({ position: '1', stream: 'a.b-1', revision: '0', id: 'i', type: 'T', recordedAt: 'now', data: utf8('{"a":1}'), metadata: utf8('{}') })];
  const text = new TextDecoder().decode(good);
  it.each([
    ['a header that is no JSON', 'what\n{}\n{}\n'],
    ['a header that lacks something', text.replace('"id":"i",', '')],
    ['a length that is too short', text.replace('"data":7', '"data":6')],
    ['a negative length', text.replace('"data":7', '"data":-1')],
    ['more bytes than an event has', text.replace('"data":7', '"data":70000000')],
    ['a header without an end', 'x'.repeat(70_000)],
  ])('%s is malformed', (_, bytes) => {
    expect(() => new LeafFrames().take(utf8(bytes))).toThrow(expect.objectContaining({ name: 'Malformed' }));
  });

  it('that are cut short are noticed at the end', () => {
    const frames = new LeafFrames();
    expect(frames.take(good.slice(0, -1))).toEqual([]);
    expect(() => frames.finish()).toThrow('cut short');
  });
});

describe('frames of tiles', () => {
  it('come out as they went in, however their bytes are cut; a missing one is told', () => {
    fc.assert(fc.property(fc.array(fc.option(fc.uint8Array({ minLength: 1, maxLength: 80 }), { nil: undefined }), { maxLength: 6 }), cuts, (tiles, places) => {
      const frames = new TileFrames();
      const read = inPieces(joined(tiles.map(formatTileFrame)), places).flatMap((piece) => frames.take(piece));
      frames.finish();
      expect(read.map((tile) => tile && [...tile])).toEqual(tiles.map((tile) => tile && [...tile]));
    }));
  });

  it('that are too long or cut short are malformed', () => {
    expect(() => new TileFrames().take(Uint8Array.of(0xff, 0, 0, 0))).toThrow('bytes');
    const frames = new TileFrames();
    expect(frames.take(Uint8Array.of(0, 0, 0, 2, 7))).toEqual([]);
    expect(() => frames.finish()).toThrow('cut short');
  });
});
