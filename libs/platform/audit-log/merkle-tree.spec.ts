import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { consistencyProof, inclusionProof, leafHash, nodeHash, rootHash, rootOf, verifyConsistency, verifyInclusion, type Hash } from './index';
import './node';

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'));
const shown = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const sha = (...parts: (Uint8Array | number)[]): Buffer =>
  createHash('sha256').update(Buffer.concat(parts.map((part) => (typeof part === 'number' ? Buffer.of(part) : part)))).digest();

// The reference tree of Certificate Transparency: eight entries and the root after each.
const entries = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(hex);
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const LEAVES = 300;
// All pairs take two seconds; on a machine that does much else, many times that.
const PATIENCE_MS = 100_000;
const manyLeaves = Array.from({ length: LEAVES }, (_, i) => leafHash(new TextEncoder().encode(`leaf ${i}`)));
const manyRoots = Array.from({ length: LEAVES + 1 }, (_, size) => rootHash(manyLeaves.slice(0, size)));

/** MTH, PATH, PROOF and SUBPROOF as RFC 6962 §2.1 writes them. */
const split = (count: number): number => 2 ** Math.floor(Math.log2(count - 1));
const mth = (hashes: readonly Hash[]): Uint8Array => {
  if (hashes.length === 0) return sha();
  if (hashes.length === 1) return hashes[0]!;
  const k = split(hashes.length);
  return sha(1, mth(hashes.slice(0, k)), mth(hashes.slice(k)));
};
const path = (m: number, hashes: readonly Hash[]): Uint8Array[] => {
  if (hashes.length === 1) return [];
  const k = split(hashes.length);
  return m < k ? [...path(m, hashes.slice(0, k)), mth(hashes.slice(k))] : [...path(m - k, hashes.slice(k)), mth(hashes.slice(0, k))];
};
const subproof = (m: number, hashes: readonly Hash[], known: boolean): Uint8Array[] => {
  if (m === hashes.length) return known ? [] : [mth(hashes)];
  const k = split(hashes.length);
  return m <= k
    ? [...subproof(m, hashes.slice(0, k), known), mth(hashes.slice(k))]
    : [...subproof(m - k, hashes.slice(k), false), mth(hashes.slice(0, k))];
};

const flipped = (bytes: Uint8Array, bit: number): Uint8Array => {
  const copy = Uint8Array.from(bytes);
  copy[bit >> 3]! ^= 1 << (bit & 7);
  return copy;
};

describe('the Merkle tree', () => {
  it('has the roots of the reference tree', () => {
    expect(roots.map((_, size) => shown(rootHash(entries.slice(0, size).map(leafHash))))).toEqual(roots);
    expect(shown(nodeHash(leafHash(entries[0]!), leafHash(entries[1]!)))).toBe(roots[2]);
  });

  it('gives the proofs of the reference tree', () => {
    const leaves = entries.map(leafHash);
    expect(inclusionProof(5, 8, leaves).map(shown)).toEqual([
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
    expect(consistencyProof(6, 8, leaves).map(shown)).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
    expect(consistencyProof(1, 1, leaves)).toEqual([]);
  });

  it('hashes whole entries, long ones too', () => {
    for (const length of [0, 1, 4095, 4096, 65_535]) {
      const entry = new Uint8Array(length).fill(7);
      expect(shown(leafHash(entry))).toBe(sha(0, entry).toString('hex'));
    }
  });

  it('follows RFC 6962 as it is written, in roots and proofs', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 140 }), fc.nat(), (size, chance) => {
        const leaves = manyLeaves.slice(0, size);
        const m = chance % size;
        expect(shown(rootHash(leaves))).toBe(shown(mth(leaves)));
        expect(shown(rootOf(m, leaves))).toBe(shown(mth(leaves.slice(0, m))));
        expect(inclusionProof(m, size, leaves).map(shown)).toEqual(path(m, leaves).map(shown));
        expect(consistencyProof(m + 1, size, leaves).map(shown)).toEqual(subproof(m + 1, leaves, true).map(shown));
      }),
      { numRuns: 60 },
    );
  });

  it('refuses what is no hash, no leaf and no older tree', () => {
    expect(() => rootHash([...entries])).toThrow('leafHash');
    expect(() => nodeHash(hex('00'), leafHash(hex('')))).toThrow(RangeError);
    for (const [index, size] of [[5, 5], [0, 0], [-1, 5], [0.5, 5], [0, 301], [0, 2 ** 60], [Number.NaN, 3]] as const) {
      expect(() => inclusionProof(index, size, manyLeaves)).toThrow(RangeError);
    }
    for (const [older, newer] of [[0, 5], [6, 5], [1, 301], [-1n, 2n], [1n, 2n ** 63n]] as const) {
      expect(() => consistencyProof(older, newer, manyLeaves)).toThrow(RangeError);
    }
  });
});

describe('proofs', () => {
  // Each sibling costs a hash of at most 150 leaves here, so each tree's subtrees are made once.
  const subtrees = new Map<string, Hash>();
  const source = (level: number, index: bigint): Hash => {
    const key = `${level}/${index}`;
    const start = Number(index) * 2 ** level;
    const hash = subtrees.get(key) ?? rootHash(manyLeaves.slice(start, start + 2 ** level));
    subtrees.set(key, hash);
    return hash;
  };

  it(`of inclusion hold for every leaf of every tree up to ${LEAVES}, and only for it`, () => {
    for (let size = 1; size <= LEAVES; size++) {
      for (let index = 0; index < size; index++) {
        const proof = inclusionProof(index, size, source);
        const holds = verifyInclusion(index, size, manyLeaves[index]!, proof, manyRoots[size]!);
        const holdsNext = index % 4 === 0 && verifyInclusion(index + 1, size, manyLeaves[index]!, proof, manyRoots[size]!);
        if (!holds || holdsNext || proof.length > Math.ceil(Math.log2(size))) throw new Error(`leaf ${index} of ${size}`);
      }
    }
  }, PATIENCE_MS);

  it(`of consistency hold for every pair of trees up to ${LEAVES}, and only for it`, () => {
    for (let size2 = 1; size2 <= LEAVES; size2++) {
      for (let size1 = 1; size1 <= size2; size1++) {
        const proof = consistencyProof(size1, size2, source);
        const holds = verifyConsistency(size1, size2, proof, manyRoots[size1]!, manyRoots[size2]!);
        const holdsElse = size1 % 4 === 0 && size1 < size2 && verifyConsistency(size1 + 1, size2, proof, manyRoots[size1]!, manyRoots[size2]!);
        if (!holds || holdsElse || proof.length > Math.ceil(Math.log2(size2)) + 1) throw new Error(`${size1} to ${size2}`);
      }
    }
  }, PATIENCE_MS);

  it('do not hold when any one bit is flipped', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: LEAVES }), fc.nat(), fc.nat(), (size, chance, bit) => {
        const m = chance % size;
        const proof = inclusionProof(m, size, source);
        const parts = [manyLeaves[m]!, manyRoots[size]!, ...proof];
        const hit = parts.map((part, at) => (at === bit % parts.length ? flipped(part, (bit >> 4) % 256) : part));
        expect(verifyInclusion(m, size, hit[0]!, hit.slice(2), hit[1]!)).toBe(false);
        const older = Math.max(1, m);
        const both = [manyRoots[older]!, manyRoots[size]!, ...consistencyProof(older, size, source)];
        const hitBoth = both.map((part, at) => (at === bit % both.length ? flipped(part, (bit >> 4) % 256) : part));
        expect(verifyConsistency(older, size, hitBoth.slice(2), hitBoth[0]!, hitBoth[1]!)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('do not hold with a hash more, a hash less, or two changed over', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: LEAVES }), fc.nat(), fc.nat(), (size, chance, place) => {
        const m = 1 + (chance % (size - 1));
        const [leaf, older, root] = [manyLeaves[m]!, manyRoots[m]!, manyRoots[size]!];
        for (const [proof, holds] of [
          [inclusionProof(m, size, source), (changed: Hash[]) => verifyInclusion(m, size, leaf, changed, root)],
          [consistencyProof(m, size, source), (changed: Hash[]) => verifyConsistency(m, size, changed, older, root)],
        ] as const) {
          const at = place % proof.length;
          expect(holds(proof)).toBe(true);
          for (const more of [leaf, older, root, proof[at]!]) expect(holds(proof.toSpliced(at, 0, more))).toBe(false);
          expect(holds([...proof, root])).toBe(false);
          expect(holds(proof.toSpliced(at, 1))).toBe(false);
          if (proof.length > 1) expect(holds([...proof].reverse())).toBe(false);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('do not hold in a tree that is higher, though the root be the same', () => {
    for (let size = 1; size <= 130; size++) {
      for (const index of [0, size >> 1, size - 1]) {
        const proof = inclusionProof(index, size, source);
        expect(verifyInclusion(index, 2 * size, manyLeaves[index]!, proof, manyRoots[size]!)).toBe(false);
        if (index > 0) expect(verifyConsistency(index, 2 * size, consistencyProof(index, size, source), manyRoots[index]!, manyRoots[size]!)).toBe(false);
      }
    }
  });

  it('take sizes as numbers and as bigints, beyond 2^53 too', () => {
    // Far to the right of a huge tree, the leaf has only left siblings: one for each bit of its index.
    const index = 2n ** 62n;
    const sibling = manyRoots[9]!;
    const root = nodeHash(sibling, manyLeaves[0]!);
    expect(verifyInclusion(index, index + 1n, manyLeaves[0]!, [sibling], root)).toBe(true);
    expect(verifyConsistency(index, index + 1n, [manyLeaves[0]!], sibling, root)).toBe(true);
    expect(verifyInclusion(2n, 3, manyLeaves[2]!, inclusionProof(2n, 3n, manyLeaves), manyRoots[3]!)).toBe(true);
  });

  it('show nothing from an empty tree', () => {
    expect(verifyConsistency(0, 0, [], manyRoots[0]!, manyRoots[0]!)).toBe(false);
    expect(verifyConsistency(0, 1, [], manyRoots[0]!, manyRoots[1]!)).toBe(false);
    expect(verifyInclusion(0, 0, manyLeaves[0]!, [], manyRoots[0]!)).toBe(false);
  });

  it('that are no proofs at all are refused, without throwing', () => {
    const junk = fc.oneof(fc.anything(), fc.bigInt(), fc.uint8Array({ maxLength: 40 }), fc.constantFrom(...manyLeaves.slice(0, 3)), fc.array(fc.constantFrom<any>(...manyLeaves.slice(0, 3), undefined), { maxLength: 70 }));
    fc.assert(
      fc.property(junk, junk, junk, junk, junk, (a: any, b: any, c: any, d: any, e: any) => {
        for (const verdict of [verifyInclusion(a, b, c, d, e), verifyConsistency(a, b, c, d, e)]) expect(typeof verdict).toBe('boolean');
      }),
      { numRuns: 2_000 },
    );
    expect(verifyInclusion(0, 2, manyLeaves[0]!, [,] as any, manyRoots[2]!)).toBe(false);
    expect(verifyInclusion(0, 2n ** 63n, manyLeaves[0]!, [], manyRoots[1]!)).toBe(false);
    expect(verifyInclusion(0, 2, manyLeaves[0]!, new Array(10 ** 6).fill(manyLeaves[1]), manyRoots[2]!)).toBe(false);
  });
});
