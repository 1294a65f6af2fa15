import { createHash } from 'node:crypto';
import { consistencyProof, GrowingTree, inclusionProof, leafHash, subtreesFromTiles, tilePath, verifyInclusion, type Hash, type Tile, type TileContent } from '@ledger/platform/audit-log/node';
import { median, type BenchRow } from './bench-row';

const SUITE = 'audit-log';
const ENTRY_BYTES = 280;
const ROUNDS = 3;
const PROOFS = 500;
// A leaf costs its own hash and, on average, one node above it.
const APPEND_GOAL = 0.5;
// A millisecond each.
const PROOFS_GOAL = 1_000;
const BARE = 'bare SHA-256 of the same bytes';

/** Entries as long as a leaf's envelope; no two alike. */
function sampleEntries(count: number): Uint8Array[] {
  return Array.from({ length: Math.min(count, 100_000) }, (_, i) => {
    const entry = new Uint8Array(ENTRY_BYTES).fill(0x61);
    entry.set(new TextEncoder().encode(`"rev":"${i}"`));
    return entry;
  });
}

function rateOf(count: number, work: () => void): number {
  const started = process.hrtime.bigint();
  work();
  return count / (Number(process.hrtime.bigint() - started) / 1e9);
}

const hashAll = (entries: readonly Uint8Array[], size: number): void => {
  for (let i = 0; i < size; i++) createHash('sha256').update(entries[i % entries.length]!).digest();
};

interface Published {
  readonly tiles: ReadonlyMap<string, Uint8Array>;
  readonly root: Hash;
}

const pathOf = ({ level, index, width }: Tile): string => tilePath(level, index, width);

function grow(entries: readonly Uint8Array[], size: number): Published {
  const tiles = new Map<string, Uint8Array>();
  const publish = (tile: TileContent): void => void tiles.set(pathOf(tile), tile.bytes);
  const tree = new GrowingTree(publish);
  for (let i = 0; i < size; i++) tree.append(leafHash(entries[i % entries.length]!));
  tree.partialTiles().forEach(publish);
  return { tiles, root: tree.root() };
}

/** Leaves over the tree, in an order far from that of the tiles. */
const spread = (i: number, size: number): number => Math.floor(((i * 0.618034) % 1) * size);

function proofMicroseconds(size: number, prove: (index: number) => unknown): number {
  const times = Array.from({ length: PROOFS }, (_, i) => {
    const started = process.hrtime.bigint();
    prove(spread(i + 1, size));
    return Number(process.hrtime.bigint() - started) / 1e3;
  });
  return median(times);
}

/** Leaves hashed and appended, beside bare hashing, and proofs from tiles in memory, each with no tile read before. */
export async function run({ size }: { size: number }): Promise<BenchRow[]> {
  const entries = sampleEntries(size);
  const bare: number[] = [];
  const appended: number[] = [];
  let published: Published = { tiles: new Map(), root: new Uint8Array(0) };
  for (let round = 0; round < ROUNDS; round++) {
    bare.push(rateOf(size, () => hashAll(entries, size)));
    appended.push(rateOf(size, () => (published = grow(entries, size))));
  }
  const { tiles, root } = published;
  const fresh = () => subtreesFromTiles(size, (tile) => tiles.get(pathOf(tile))!);
  const inclusion = proofMicroseconds(size, (index) => inclusionProof(index, size, fresh()));
  const consistency = proofMicroseconds(size, (index) => consistencyProof(index + 1, size, fresh()));
  const proofs = Array.from({ length: PROOFS }, (_, i) => spread(i, size)).map((index) => ({ index, proof: inclusionProof(index, size, fresh()) }));
  const verified = rateOf(PROOFS, () => {
    for (const { index, proof } of proofs) {
      if (!verifyInclusion(index, size, leafHash(entries[index % entries.length]!), proof, root)) throw new Error(`the proof of leaf ${index} does not hold`);
    }
  });
  return [
    { suite: SUITE, name: BARE, size, value: median(bare), unit: 'entries/s' },
    { suite: SUITE, name: 'leaves hashed and appended to the tree', size, value: median(appended), unit: 'leaves/s', ratio: { to: BARE, value: median(appended) / median(bare) }, goal: APPEND_GOAL },
    { suite: SUITE, name: 'inclusion proofs from tiles', size, value: 1e6 / inclusion, unit: 'proofs/s', goal: PROOFS_GOAL },
    { suite: SUITE, name: 'consistency proofs from tiles', size, value: 1e6 / consistency, unit: 'proofs/s', goal: PROOFS_GOAL },
    { suite: SUITE, name: 'inclusion proofs verified', size, value: verified, unit: 'proofs/s' },
  ];
}
