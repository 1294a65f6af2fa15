import fc from 'fast-check';
import { formatEntryBundle, leafHash, parseEntryBundle } from '@ledger/platform/audit-log/node';
import { GrowingBundle } from './growing-bundle';

const seed = Number(process.env.LEDGER_TEST_SEED ?? Date.now() % 2 ** 31);
const entries = fc.array(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.integer({ min: 0, max: 3_000 }).map((length) => 'ế'.repeat(length))), { minLength: 1, maxLength: 60 });

const bytesOf = (texts: readonly string[]): Uint8Array[] => texts.map((text) => new Uint8Array(Buffer.from(text)));

it(`writes what the library writes, and gives the leaf of each entry, also from where a published one is taken up (seed ${seed})`, () => {
  fc.assert(
    fc.property(entries, fc.nat(), (texts, cut) => {
      const published = texts.slice(0, cut % texts.length);
      const bundle = published.length === 0 ? new GrowingBundle() : GrowingBundle.resume(formatEntryBundle(bytesOf(published)), published.length);
      const hashes = texts.slice(published.length).map((text) => Buffer.from(bundle.append(text)).toString('hex'));
      expect(hashes).toEqual(bytesOf(texts.slice(published.length)).map((entry) => Buffer.from(leafHash(entry)).toString('hex')));
      expect(bundle.width).toBe(texts.length);
      const [copied, taken] = [bundle.copy(), bundle.take()];
      expect([copied, taken]).toEqual([formatEntryBundle(bytesOf(texts)), formatEntryBundle(bytesOf(texts))]);
      // What was given away stays as it is.
      bundle.append('next');
      expect(parseEntryBundle(taken, texts.length).map(String)).toEqual(bytesOf(texts).map(String));
      expect(bundle.copy()).toEqual(formatEntryBundle(bytesOf(['next'])));
    }),
    { seed, numRuns: 100 },
  );
});

it('is full with as many as a tile, and takes no entry that is longer than its length can say', () => {
  const bundle = new GrowingBundle();
  for (let n = 0; n < 255; n++) bundle.append('{}');
  expect(bundle.isFull).toBe(false);
  expect(() => bundle.append('x'.repeat(65_536))).toThrow(RangeError);
  bundle.append('x'.repeat(65_535));
  expect(bundle.isFull).toBe(true);
  expect(parseEntryBundle(bundle.take(), 256).at(-1)).toHaveLength(65_535);
  expect(bundle.width).toBe(0);
});
