import fc from 'fast-check';
import { LEAST_COUNT, withoutSmallCounts } from './suppression';

describe('published counts', () => {
  it('keep small ones back, with another beside a single one', () => {
    expect(withoutSmallCounts([12, 3, 7, 0])).toEqual({ counts: [12, null, null, 0], total: 22 });
    expect(withoutSmallCounts([12, 3, 4])).toEqual({ counts: [12, null, null], total: 19 });
    expect(withoutSmallCounts([0, 2, 0])).toEqual({ counts: [0, null, 0], total: null });
    expect(withoutSmallCounts([1, 1, 40])).toEqual({ counts: [null, null, null], total: 42 });
    expect(withoutSmallCounts([12, 30])).toEqual({ counts: [12, 30], total: 42 });
  });

  it('never let a small one be worked out from the total', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { maxLength: 12 }), (counts) => {
        const published = withoutSmallCounts(counts);
        published.counts.forEach((count, index) => expect(count === null || count === counts[index]).toBe(true));
        expect(published.counts.filter((count) => count !== null && count > 0 && count < LEAST_COUNT)).toEqual([]);
        const hidden = published.counts.flatMap((count, index) => (count === null ? [counts[index]!] : []));
        if (published.total === null || hidden.length === 0) return;
        expect(published.total).toBe(counts.reduce((sum, count) => sum + count, 0));
        expect(hidden.length).toBeGreaterThan(1);
        expect(hidden.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(LEAST_COUNT);
      }),
    );
  });
});
