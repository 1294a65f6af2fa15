import fc from 'fast-check';
import { canonicalJson, formatLeafEntry, formatLeafHeader, LeafFrames, leafEntryOf, type FramedLeaf, type LeafHeader } from '@ledger/platform/audit-log';
import type { Json, JsonObject } from '@ledger/kit';
import { entryOf } from './stored-entry';
import { readEvent } from './stored-event';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = fc.string({ unit: 'grapheme', maxLength: 20 }).map((one) => one.normalize('NFC'));
const json = fc.letrec<{ readonly value: Json }>((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, text, fc.integer(), fc.boolean(), fc.constant(null), fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(fc.stringMatching(/^[a-z][A-Za-z]{0,8}$/), tie('value'), { maxKeys: 4, noNullPrototype: true })),
})).value;
const object = fc.dictionary(fc.stringMatching(/^[a-z][A-Za-z]{0,8}$/), json, { maxKeys: 5, noNullPrototype: true });
/** As whoever hashes it and whoever folds it have it from the same bytes. */
const readLeaf = (leaf: FramedLeaf) => ({ ...readEvent(leaf), entry: entryOf(leaf) });
const AT = '2024-03-02T00:01:00.000Z';

/** As they come from the server. */
const frameOf = (data: Uint8Array, metadata: Uint8Array, more: Partial<LeafHeader> = {}): Uint8Array => {
  const header = formatLeafHeader({ position: '7', revision: '2', stream: 'a.b-c', id: 'i', type: 'T', recordedAt: '1999-01-01T00:00:00.000Z', ...more, data: data.length, metadata: metadata.length });
  return Uint8Array.from([...utf8(header), ...data, 0x0a, ...metadata, 0x0a]);
};
const leaf = (...of: Parameters<typeof frameOf>): FramedLeaf => new LeafFrames().take(frameOf(...of))[0]!;

describe('an event read from its stored bytes', () => {
  it('makes the entry that the ledger seals, and says what the bytes say', () => {
    fc.assert(fc.property(fc.record({ stream: text, id: text, type: text, data: object, more: object, revision: fc.nat() }), ({ more, data, revision, ...names }) => {
      const metadata = { ...(more as JsonObject), recordedAt: AT };
      const [dataBytes, metadataBytes] = [data as JsonObject, metadata].map((each) => utf8(canonicalJson(each)));
      const read = readLeaf(leaf(dataBytes!, metadataBytes!, { ...names, revision: String(revision) }));
      const sealed = formatLeafEntry(leafEntryOf({ ...names, revision: BigInt(revision), recordedAt: AT, data: dataBytes!, metadata: metadataBytes! }));
      expect(new TextDecoder().decode(read.entry)).toBe(new TextDecoder().decode(sealed));
      expect([read.isCanonical, read.recorded?.data, read.recorded?.metadata]).toEqual([true, data, metadata]);
    }));
  });

  it('is another entry as soon as one byte is another, whatever is parsed from it', () => {
    const [one, other] = ['{"a":1}', '{"a":1 }'].map((data) => readLeaf(leaf(utf8(data), utf8('{}'))));
    expect(one!.recorded!.data).toEqual(other!.recorded!.data);
    expect(one!.entry).not.toEqual(other!.entry);
    expect([one!.isCanonical, other!.isCanonical]).toEqual([true, false]);
  });

  it('is the same whether its bytes came in one piece or in two', () => {
    const part = fc.oneof(object.map((each) => utf8(canonicalJson(each as JsonObject))), fc.uint8Array({ maxLength: 20 }), fc.constantFrom('{"a":"Đợt"}', '{"a":1\n}', '\n', '{"a":"x"}\u00e9').map(utf8));
    fc.assert(fc.property(part, part, fc.nat(), (data, metadata, cut) => {
      const bytes = frameOf(data, metadata);
      const at = cut % bytes.length;
      const frames = new LeafFrames();
      const [cutLeaf] = [bytes.slice(0, at), bytes.slice(at)].flatMap((piece) => frames.take(piece));
      expect(readLeaf(cutLeaf!)).toEqual(readLeaf(leaf(data, metadata)));
    }), { numRuns: 500 });
  });

  it.each([['no JSON', '{"a":'], ['no object', '[1]'], ['no UTF-8', Uint8Array.of(0x22, 0xff, 0x22)], ['nothing', '']])('that is %s is not shown, and hashed all the same', (_, stored) => {
    const bytes = typeof stored === 'string' ? utf8(stored) : stored;
    const read = readLeaf(leaf(bytes, utf8('{}')));
    expect([read.recorded, read.isCanonical]).toEqual([undefined, false]);
    expect(read.entry).toEqual(formatLeafEntry(leafEntryOf({ stream: 'a.b-c', revision: 2n, id: 'i', type: 'T', recordedAt: '1999-01-01T00:00:00.000Z', data: bytes, metadata: utf8('{}') })));
  });
});
