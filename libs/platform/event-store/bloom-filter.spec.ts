import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { BloomFilter } from './bloom-filter';

describe('the Bloom filter', () => {
  it('never denies a name that was added', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 200 }), (names) => {
        const filter = new BloomFilter(100);
        for (const name of names) filter.add(name);
        expect(names.filter((name) => !filter.mayHold(name))).toEqual([]);
      }),
      { verbose: 1 },
    );
  });

  it.each([
    ['ids', () => randomUUID()],
    ['streams that differ in a number', (number: number) => `housing.house-F${String(number).padStart(8, '0')}`],
  ])('denies nearly all other %s while it is not overfull', (_what, nameOf) => {
    const filter = new BloomFilter(10_000);
    for (let added = 0; added < 10_000; added += 1) filter.add(nameOf(added));
    const doubted = Array.from({ length: 10_000 }, (_, index) => nameOf(10_000 + index)).filter((name) => filter.mayHold(name));
    expect(doubted.length).toBeLessThan(200);
  });
});
