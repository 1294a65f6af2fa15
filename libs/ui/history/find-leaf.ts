import { parseEntryBundle, parseLeafEntry, TILE_WIDTH, tilePath, tileWidth, type LeafEntry } from '@ledger/platform/audit-log';

/** A leaf of the published tree with its entry's own bytes. */
export interface FoundLeaf {
  readonly index: bigint;
  readonly bytes: Uint8Array;
  readonly entry: LeafEntry;
}

interface Wanted {
  readonly stream: string;
  readonly revision: string;
  /** Instant, ISO 8601 UTC. */
  readonly recordedAt: string;
}

interface Entries {
  readonly first: bigint;
  readonly leaves: readonly FoundLeaf[];
}

/** Leaves stand in the order of recording; those that were recorded side by side may be so many seconds out of it. */
const ASIDE_MS = 5_000;

/**
 * Finds an event's leaf among the published entries, which are in the order of recording: a dozen bundles of 256 are read, whatever
 * the size of the tree. Undefined when it is not there; `beyond` tells whether it was recorded after all that is.
 */
export async function findLeaf(wanted: Wanted, size: bigint, read: (path: string) => Promise<Uint8Array>): Promise<{ readonly leaf?: FoundLeaf; readonly beyond: boolean }> {
  const bundles = (size + BigInt(TILE_WIDTH) - 1n) / BigInt(TILE_WIDTH);
  const bundleAt = async (index: bigint): Promise<Entries> => {
    const width = tileWidth(0, index, size);
    const first = index * BigInt(TILE_WIDTH);
    const leaves = parseEntryBundle(await read(tilePath('entries', index, width)), width).map((bytes, at) => ({ index: first + BigInt(at), bytes, entry: parseLeafEntry(bytes) }));
    return { first, leaves };
  };
  const [earliest, latest] = [Date.parse(wanted.recordedAt) - ASIDE_MS, Date.parse(wanted.recordedAt) + ASIDE_MS];
  let [low, high] = [0n, bundles];
  while (low < high) {
    const middle = (low + high) >> 1n;
    const { leaves } = await bundleAt(middle);
    if (Date.parse(leaves.at(-1)!.entry.recordedAt) < earliest) low = middle + 1n;
    else high = middle;
  }
  let last = 0;
  for (let at = low; at < bundles; at += 1n) {
    const { leaves } = await bundleAt(at);
    const leaf = leaves.find(({ entry }) => entry.stream === wanted.stream && String(entry.revision) === wanted.revision);
    if (leaf) return { leaf, beyond: false };
    if (Date.parse(leaves[0]!.entry.recordedAt) > latest) return { beyond: false };
    last = Date.parse(leaves.at(-1)!.entry.recordedAt);
  }
  return { beyond: last <= latest };
}
