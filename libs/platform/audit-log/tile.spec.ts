import fc from 'fast-check';
import {
  consistencyProof, consistencyTiles, formatEntryBundle, GrowingTree, inclusionProof, inclusionTiles, leafHash, Malformed, parseEntryBundle,
  parseTilePath, partialTiles, rootHash, rootOf, subtreesFromTiles, tilePath, tileWidth, verifyConsistency, verifyInclusion,
  type Hash, type Tile, type TileContent,
} from './index';
import './node';

const entry = (i: number): Uint8Array => new TextEncoder().encode(`entry ${i}`);
/** Whether it throws `Malformed`. Jest's own matcher makes a stack trace readable each time, too slow for thousands. */
const isMalformed = (read: () => unknown): boolean => {
  try {
    read();
    return false;
  } catch (error) {
    return error instanceof Malformed;
  }
};
const HUGE = 2n ** 63n - 1n;

describe('tile paths', () => {
  const known: readonly [Parameters<typeof tilePath>, string][] = [
    [[0, 1234067], 'tile/0/x001/x234/067'],
    [[0, 0], 'tile/0/000'],
    [[0, 0, 255], 'tile/0/000.p/255'],
    [[63, 999, 1], 'tile/63/999.p/1'],
    [[1, 1000n, 256], 'tile/1/x001/000'],
    [[15, 455667, 0], 'tile/15/x455/667'],
    [['entries', 123456789, 41], 'tile/entries/x123/x456/789.p/41'],
    [['entries', HUGE], 'tile/entries/x009/x223/x372/x036/x854/x775/807'],
  ];
  it.each(known)('of %j is %s', (place, path) => {
    expect(tilePath(...place)).toBe(path);
    expect(tilePath(...(Object.values(parseTilePath(path)) as Parameters<typeof tilePath>))).toBe(path);
  });

  it('come back as the tile they name', () => {
    const level = fc.oneof(fc.constant('entries' as const), fc.integer({ min: 0, max: 63 }));
    fc.assert(
      fc.property(level, fc.bigInt({ min: 0n, max: HUGE }), fc.nat({ max: 62 }), fc.integer({ min: 1, max: 256 }), (of, index, shift, width) => {
        const tile: Tile = { level: of, index: index >> BigInt(shift), width };
        expect(parseTilePath(tilePath(of, tile.index, width))).toEqual(tile);
      }),
    );
  });

  const refused = [
    'tile/64/000', 'tile/00/000', 'tile/-1/000', 'tile/0/0', 'tile/0/0000', 'tile/0/x000/001', 'tile/0/001/002', 'tile/0/x001', 'tile/0/000.p/0',
    'tile/0/000.p/256', 'tile/0/000.p/01', 'tile/0/000.p', 'tile/0/000/', '/tile/0/000', 'tile/0/000\n', 'tile/entry/000', 'tile/0/x010/x000/x000/x000/x000/x000/000', '',
  ];
  it.each(refused)('refuse %j', (path) => expect(() => parseTilePath(path)).toThrow(Malformed));

  it('refuse levels, indexes and widths that no tile has', () => {
    for (const place of [[64, 0], [-1, 0], [0.5, 0], ['x', 0], [0, -1], [0, 2 ** 53], [0, HUGE + 1n], [0, 0, 257], [0, 0, -1], [0, 0, 1.5]] as any[]) {
      expect(() => tilePath(...(place as Parameters<typeof tilePath>))).toThrow(RangeError);
    }
  });

  it('are either read exactly or refused', () => {
    const piece = fc.constantFrom('tile', '/', '0', '63', 'entries', 'x001', '067', '.p/', '255', 'x', '.', '9');
    fc.assert(
      fc.property(fc.oneof(fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')), fc.string()), (path) => {
        let tile: Tile;
        try {
          tile = parseTilePath(path);
        } catch (error) {
          return expect(error).toBeInstanceOf(Malformed);
        }
        expect(tilePath(tile.level, tile.index, tile.width)).toBe(path);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('tile widths', () => {
  it('are those of the worked examples', () => {
    expect(partialTiles(70_000)).toEqual([{ level: 0, index: 273n, width: 112 }, { level: 1, index: 1n, width: 17 }, { level: 2, index: 0n, width: 1 }]);
    expect(partialTiles(256)).toEqual([{ level: 1, index: 0n, width: 1 }]);
    expect(partialTiles(0)).toEqual([]);
    expect([tileWidth(0, 272, 70_000), tileWidth(0, 273, 70_000), tileWidth(0, 274, 70_000), tileWidth(1, 0, 70_000), tileWidth(9, 0, 70_000)]).toEqual([256, 112, 0, 256, 0]);
  });
});

describe('a growing tree', () => {
  const SIZE = 66_100;
  const leaves = Array.from({ length: SIZE }, (_, i) => leafHash(entry(i)));
  const sizes = [1, 2, 255, 256, 257, 511, 512, 1_000, 65_535, 65_536, 65_537, 65_792, SIZE];
  const published = new Map<string, Uint8Array>();
  const publish = ({ level, index, width, bytes }: TileContent): void => {
    const path = tilePath(level, index, width);
    const before = published.get(path);
    // Two checkpoints may share a partial tile; a full one is handed over once.
    if (before && (width === 256 || !Buffer.from(before).equals(bytes))) throw new Error(`${path} twice`);
    published.set(path, bytes);
  };
  const read = ({ level, index, width }: Tile<number>): Uint8Array => published.get(tilePath(level, index, width)) ?? new Uint8Array(0);
  const roots = new Map<number, Hash>();

  beforeAll(() => {
    const tree = new GrowingTree(publish);
    expect(tree.root()).toEqual(rootHash([]));
    leaves.forEach((leaf, i) => {
      tree.append(leaf);
      if (!sizes.includes(i + 1)) return;
      roots.set(i + 1, tree.root());
      tree.partialTiles().forEach(publish);
    });
    expect(tree.size).toBe(BigInt(SIZE));
  });

  it('has the root of its leaves at every size', () => {
    for (const size of sizes.slice(0, 8)) expect(roots.get(size)).toEqual(rootHash(leaves.slice(0, size)));
    expect(roots.get(SIZE)).toEqual(rootHash(leaves));
  });

  it('hands over every full tile once, and hashes as the formula says', () => {
    const full = [...published.keys()].filter((path) => !path.includes('.p/')).map(parseTilePath);
    expect(full.filter(({ level }) => level === 0)).toHaveLength(Math.floor(SIZE / 256));
    expect(full.filter(({ level }) => level === 1)).toHaveLength(1);
    // tile/1/000: hash i is the root of leaves 256 i to 256 i + 255.
    const upper = published.get('tile/1/000')!;
    expect(upper).toHaveLength(8192);
    for (const i of [0, 1, 255]) expect(upper.slice(32 * i, 32 * i + 32)).toEqual(rootHash(leaves.slice(256 * i, 256 * i + 256)));
    expect(Buffer.from(published.get('tile/0/257')!)).toEqual(Buffer.concat(leaves.slice(257 * 256, 258 * 256)));
  });

  it('gives its proofs out of tiles, and names those it needs', () => {
    fc.assert(
      fc.property(fc.constantFrom(...sizes), fc.nat(), (size, chance) => {
        const index = chance % size;
        const asked: string[] = [];
        const source = subtreesFromTiles(size, (tile) => (asked.push(tilePath(tile.level, tile.index, tile.width)), read(tile)));
        const proof = inclusionProof(index, size, source);
        expect(verifyInclusion(index, size, leaves[index]!, proof, roots.get(size)!)).toBe(true);
        expect(asked.sort()).toEqual(inclusionTiles(index, size).map((tile) => tilePath(tile.level, tile.index, tile.width)).sort());
        expect(rootOf(size, source)).toEqual(roots.get(size));
        const older = sizes.filter((one) => one <= size)[chance % 3] ?? size;
        const consistency = consistencyProof(older, size, subtreesFromTiles(size, read));
        expect(verifyConsistency(older, size, consistency, roots.get(older)!, roots.get(size)!)).toBe(true);
        for (const tile of consistencyTiles(older, size)) expect(read(tile)).toHaveLength(32 * tile.width);
      }),
      { numRuns: 100 },
    );
  });

  it('goes on from its partial tiles as if it had never stopped', () => {
    for (const size of sizes.filter((one) => one < SIZE)) {
      const handedOver: TileContent[] = [];
      const tree = GrowingTree.resume(size, read, (tile) => handedOver.push(tile));
      expect(tree.root()).toEqual(roots.get(size));
      const next = sizes[sizes.indexOf(size) + 1]!;
      if (next - size > 2_000) continue;
      for (const leaf of leaves.slice(size, next)) tree.append(leaf);
      expect(tree.root()).toEqual(roots.get(next));
      for (const tile of handedOver) expect(published.get(tilePath(tile.level, tile.index))).toEqual(tile.bytes);
    }
  });

  it('refuses tiles of another length and leaves that are no hashes', () => {
    expect(() => GrowingTree.resume(257, () => new Uint8Array(31))).toThrow(Malformed);
    expect(() => inclusionProof(0, 257, subtreesFromTiles(257, () => new Uint8Array(8191)))).toThrow(Malformed);
    expect(() => subtreesFromTiles(257, read)(8, 1n)).toThrow('not within a tree of 257');
    expect(() => new GrowingTree().append(new Uint8Array(31))).toThrow(RangeError);
  });
});

describe('entry bundles', () => {
  const bundle = fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 256 });

  it('come back as their entries', () => {
    fc.assert(fc.property(bundle, (entries) => expect(parseEntryBundle(formatEntryBundle(entries), entries.length)).toEqual(entries)));
    expect(Buffer.from(formatEntryBundle([entry(1), new Uint8Array(0)])).toString('latin1')).toBe('\x00\x07entry 1\x00\x00');
    expect(parseEntryBundle(formatEntryBundle([new Uint8Array(65_535)]), 1)[0]).toHaveLength(65_535);
  });

  it('refuse what they cannot hold', () => {
    expect(() => formatEntryBundle([new Uint8Array(65_536)])).toThrow(RangeError);
    expect(() => formatEntryBundle([])).toThrow(RangeError);
    expect(() => formatEntryBundle(Array.from({ length: 257 }, () => entry(1)))).toThrow(RangeError);
  });

  it('are refused when cut, longer, or of another width', () => {
    fc.assert(
      fc.property(bundle, fc.nat(), fc.uint8Array({ minLength: 1 }), (entries, cut, more) => {
        const bytes = formatEntryBundle(entries);
        const width = entries.length;
        expect(isMalformed(() => parseEntryBundle(bytes.subarray(0, cut % bytes.length), width))).toBe(true);
        expect(isMalformed(() => parseEntryBundle(Uint8Array.of(...bytes, ...more), width))).toBe(true);
        expect(isMalformed(() => parseEntryBundle(bytes, width + 1))).toBe(true);
        expect(isMalformed(() => parseEntryBundle(bytes, width - 1))).toBe(true);
      }),
    );
  });

  it('of any bytes are read exactly or refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }).map((bytes) => bytes.map((octet, at) => (at % 3 === 0 ? 0 : octet & 7))), fc.integer({ min: 1, max: 8 }), (bytes, width) => {
        let entries: Uint8Array[];
        try {
          entries = parseEntryBundle(bytes, width);
        } catch (error) {
          return expect(error).toBeInstanceOf(Malformed);
        }
        expect(formatEntryBundle(entries)).toEqual(bytes);
      }),
      { numRuns: 1_000 },
    );
  });
});
