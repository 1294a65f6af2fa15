import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { formatLeafEntry, leafEntryOf, Malformed, NotCanonical, parseLeafEntry } from './index';
import './node';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const data = '{"amount":"1500000000","line":"L1"}';
const metadata = '{"actor":"finance"}';
const event = {
  stream: 'funds.line-1', revision: 17, id: '8d0c2f5e-0000-4000-8000-000000000001', type: 'FundsDisbursed', recordedAt: '2025-01-31T09:12:44.031Z',
  data: utf8(data), metadata: utf8(metadata),
};
const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('a leaf’s entry', () => {
  it('is one line of canonical JSON with the hashes of the event’s bytes', () => {
    expect(new TextDecoder().decode(formatLeafEntry(leafEntryOf(event)))).toBe(
      `{"data":"sha256:${sha(data)}","id":"${event.id}","meta":"sha256:${sha(metadata)}","recordedAt":"2025-01-31T09:12:44.031Z","rev":"17","stream":"funds.line-1","type":"FundsDisbursed","v":1}`,
    );
  });

  it('comes back as it was', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 12 }).map((one) => one.normalize('NFC'));
    const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
    const revision = fc.bigInt({ min: 0n, max: 2n ** 63n - 1n });
    fc.assert(
      fc.property(fc.record({ stream: text, revision, id: text, type: text, recordedAt: text, data: hash, metadata: hash }, { noNullPrototype: true }), (entry) => {
        expect(parseLeafEntry(formatLeafEntry(entry))).toEqual(entry);
      }),
    );
  });

  it('is not written of text without a canonical form, nor longer than a bundle can hold', () => {
    const entry = leafEntryOf(event);
    expect(() => formatLeafEntry({ ...entry, stream: 'Lào Cai'.normalize('NFD') })).toThrow(NotCanonical);
    expect(() => formatLeafEntry({ ...entry, stream: 'x'.repeat(65_535) })).toThrow('more than 65535');
    expect(() => formatLeafEntry({ ...entry, data: utf8('{}') })).toThrow(RangeError);
    expect(() => leafEntryOf({ ...event, revision: -1 })).toThrow(RangeError);
  });

  const entry = new TextDecoder().decode(formatLeafEntry(leafEntryOf(event)));
  const malformed = [
    '', 'null', '[]', '1', '{}', '{', `${entry}\n`, ` ${entry}`, entry.replace('"v":1', '"v":2'), entry.replace('"rev":"17"', '"rev":17'), entry.replace('"17"', '"017"'), entry.replace('sha256:', 'sha512:'),
    entry.replace(/sha256:../, 'sha256:'), entry.replace(/,"type":[^,]*/, ''), entry.replace('"v":1', '"v":1,"w":1'), entry.replace('"v":1', '"v":1,"v":1'), entry.replace('{"', '{"a":1,"'),
    entry.replace('FundsDisbursed', 'Funds\\u0044isbursed'), entry.replace('"rev"', '"rev":"9","rev"'), entry.replace('"id":', '"__proto__":{},"id":'), entry.replace('funds.line-1', 'x'.repeat(70_000)),
    entry.replace('"FundsDisbursed"', '{}'), `${'['.repeat(60_000)}`,
  ];
  it.each(malformed.map((text) => [text.slice(0, 60), text]))('of %j… is refused', (_, text) => expect(() => parseLeafEntry(utf8(text))).toThrow(Malformed));

  it('is refused or another entry with any one bit flipped, never the same', () => {
    const bytes = utf8(entry);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Uint8Array.from(bytes);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      try {
        if (Buffer.from(formatLeafEntry(parseLeafEntry(changed))).equals(bytes)) throw new Error(`bit ${bit} is not noticed`);
      } catch (error) {
        if (!(error instanceof Malformed)) throw error;
      }
    }
  });
});
