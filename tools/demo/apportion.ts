/**
 * Splits a whole number by weights so that the parts add up to it exactly: each gets the whole part of its share, and what is
 * left goes one by one to the largest remainders (ties: the earlier part).
 */
export function apportion(total: number, weights: readonly number[]): readonly number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (sum <= 0) throw new Error('nothing to apportion by: the weights are all 0');
  const parts = weights.map((weight) => Math.floor((total * weight) / sum));
  const remainders = weights.map((weight, index) => ({ index, rest: (total * weight) % sum }));
  remainders.sort((a, b) => b.rest - a.rest || a.index - b.index);
  const left = total - parts.reduce((a, b) => a + b, 0);
  for (const { index } of remainders.slice(0, left)) parts[index]! += 1;
  return parts;
}
