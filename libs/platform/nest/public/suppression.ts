/** Counts of households below this could point at one of them. */
export const LEAST_COUNT = 5;

/** Counts of one kind by place; null: kept back. */
export interface PublishedCounts {
  readonly counts: readonly (number | null)[];
  readonly total: number | null;
}

/**
 * Keeps small counts back, and another beside a single one, so that none can be worked out from the total (complementary cell
 * suppression). Where there is no other to keep back, the total is kept back too. Nought says nothing of anybody and stays.
 */
export function withoutSmallCounts(counts: readonly number[]): PublishedCounts {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const kept = new Set(counts.flatMap((count, index) => (count > 0 && count < LEAST_COUNT ? [index] : [])));
  const sumOf = (indexes: Iterable<number>): number => [...indexes].reduce((sum, index) => sum + counts[index]!, 0);
  const others = counts.map((count, index) => ({ count, index })).filter(({ count, index }) => count > 0 && !kept.has(index)).sort((a, b) => a.count - b.count);
  while (kept.size > 0 && (kept.size < 2 || sumOf(kept) < LEAST_COUNT) && others.length > 0) kept.add(others.shift()!.index);
  const isSafe = kept.size === 0 || (kept.size > 1 && sumOf(kept) >= LEAST_COUNT);
  return { counts: counts.map((count, index) => (kept.has(index) ? null : count)), total: isSafe ? total : null };
}
