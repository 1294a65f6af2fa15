/** A number of leaves or the index of one: a whole number from 0 to 2^63 − 1. */
export type TreeSize = bigint | number;

const TREE_SIZE_MAX = 2n ** 63n - 1n;

/** The size as a bigint; undefined when it is not a tree size, or a number too large to be exact. */
export function asTreeSize(value: unknown): bigint | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? BigInt(value) : undefined;
  return typeof value === 'bigint' && value >= 0n && value <= TREE_SIZE_MAX ? value : undefined;
}

/** The size as a bigint. Throws RangeError, which names `what`. */
export function treeSize(value: TreeSize, what: string): bigint {
  const size = asTreeSize(value);
  if (size === undefined) throw new RangeError(`${what} is not a whole number from 0 to 2^63 - 1: ${String(value)}`);
  return size;
}

/** The size written in decimal without leading zeros; undefined for any other text. */
export function parseTreeSize(text: string): bigint | undefined {
  return /^(0|[1-9][0-9]{0,18})$/.test(text) ? asTreeSize(BigInt(text)) : undefined;
}
