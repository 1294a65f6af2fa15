import fc from 'fast-check';
import { ZipWriter } from './bundle-zip';
import {
  BundleArchive,
  bundleSource,
  formatBundledEvent,
  formatConsistencyProof,
  formatTlogProof,
  formatVerifierKey,
  inclusionProof,
  leafFilter,
  Malformed,
  openCheckpoint,
  parseBundledEvent,
  parseCheckpoint,
  parseConsistencyProof,
  parseEntryBundle,
  parseLeafEntry,
  parseManifest,
  parseNote,
  parsePolicy,
  parseSignatureLine,
  parseTilePath,
  parseTlogProof,
  parseVerifierKey,
  rootOf,
  subtreesFromTiles,
  verifyBundle,
  ZipBuffer,
  NotVerified,
} from './node';
import { SampleLog, sampleEvents, PATTERN } from './testing/sample-log';

// Printed by fast-check when a property fails: LEDGER_TEST_SEED repeats the run.
const seed = process.env['LEDGER_TEST_SEED'] ? Number(process.env['LEDGER_TEST_SEED']) : undefined;
const runs = { numRuns: 400, ...(seed !== undefined && { seed }) };

const utf8 = (characters: string): Uint8Array => new TextEncoder().encode(characters);
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

/** What a hostile hand does to bytes: overwrite, cut, repeat, insert. */
const damage = fc.array(
  fc.record({ kind: fc.constantFrom('set', 'cut', 'repeat', 'insert'), at: fc.nat(), length: fc.nat({ max: 40 }), bytes: fc.oneof(fc.uint8Array({ maxLength: 20 }), fc.constantFrom('\n', '\n\n', '— ', ' ', '0', '9'.repeat(30), '-1', '=', '{', '"', '\u0000').map(utf8)) }),
  { minLength: 1, maxLength: 4 },
);
type Damage = typeof damage extends fc.Arbitrary<infer D> ? D : never;

function damaged(bytes: Uint8Array, by: Damage): Uint8Array {
  let result = Buffer.from(bytes);
  for (const { kind, at, length, bytes: other } of by) {
    const place = result.length === 0 ? 0 : at % (result.length + 1);
    const [before, after] = [result.subarray(0, place), result.subarray(place)];
    if (kind === 'set') result = Buffer.concat([before, other, after.subarray(other.length)]);
    else if (kind === 'cut') result = Buffer.concat([before, after.subarray(length)]);
    else if (kind === 'repeat') result = Buffer.concat([before, after.subarray(0, length), after]);
    else result = Buffer.concat([before, other, after]);
  }
  return new Uint8Array(result);
}

let log: SampleLog;
const samples: { [name: string]: Uint8Array } = {};
beforeAll(async () => {
  log = await SampleLog.of(sampleEvents(20));
  const note = await log.note();
  const hashes = inclusionProof(7, 20, log.leaves);
  Object.assign(samples, {
    note: utf8(note), policy: utf8(log.policy), proof: utf8(formatTlogProof({ index: 7, hashes, checkpoint: note })), key: utf8(formatVerifierKey(log.key)),
    tile: log.tile({ level: 0, index: 0n, width: 20 }), entries: log.tile({ level: 'entries', index: 0n, width: 20 }), entry: log.entries[3]!,
    path: utf8('tile/0/x001/x234/067.p/112'), event: utf8(formatBundledEvent(log.event(3))), consistency: utf8(formatConsistencyProof(hashes)), filter: utf8(PATTERN),
    line: utf8(note.split('\n')[4]!), bundle: await log.bundle(),
  });
  const archive = await BundleArchive.open(bundleSource(samples['bundle']!));
  samples['manifest'] = await archive.read('manifest.json', 1e9);
});

const parsers: readonly [name: string, sample: string, parse: (bytes: Uint8Array) => unknown][] = [
  ['checkpoint', 'note', parseCheckpoint],
  ['checkpoint as text', 'note', (bytes) => parseCheckpoint(text(bytes))],
  ['note', 'note', parseNote],
  ['signature line', 'line', (bytes) => parseSignatureLine(text(bytes))],
  ['opened checkpoint', 'note', (bytes) => openCheckpoint(bytes, parsePolicy(log.policy))],
  ['policy', 'policy', parsePolicy],
  ['verifier key', 'key', (bytes) => parseVerifierKey(text(bytes))],
  ['proof', 'proof', parseTlogProof],
  ['consistency proof', 'consistency', parseConsistencyProof],
  ['tile', 'tile', (bytes) => rootOf(20, subtreesFromTiles(20, () => bytes))],
  ['tile path', 'path', (bytes) => parseTilePath(text(bytes))],
  ['entry bundle', 'entries', (bytes) => parseEntryBundle(bytes, 20)],
  ['leaf entry', 'entry', parseLeafEntry],
  ['line of a bundle', 'event', parseBundledEvent],
  ['manifest of a bundle', 'manifest', parseManifest],
  ['filter', 'filter', (bytes) => leafFilter(text(bytes))],
  ['archive', 'bundle', (bytes) => BundleArchive.open(bundleSource(bytes))],
];

describe.each(parsers)('the parser of: %s', (_name, sample, parse) => {
  /** What it says of anything is a value or `Malformed`. */
  const isCivil = async (bytes: Uint8Array): Promise<void> => {
    try {
      await parse(bytes);
    } catch (error) {
      if (!(error instanceof Malformed) && !(error instanceof NotVerified)) throw error;
    }
  };

  it('takes what was written for it', async () => {
    await parse(samples[sample]!);
  });

  it('answers any bytes', () => fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), isCivil), runs));

  it('answers what was damaged', () => fc.assert(fc.asyncProperty(damage, (by) => isCivil(damaged(samples[sample]!, by))), runs));
});

describe('the verifier of bundles', () => {
  /** The archive with one file replaced, packed properly: only the verifier itself stands in the way. */
  async function withFile(name: string, change: (bytes: Uint8Array) => Uint8Array): Promise<Uint8Array> {
    const archive = await BundleArchive.open(bundleSource(samples['bundle']!));
    const sink = new ZipBuffer();
    const zip = new ZipWriter(sink);
    for (const each of archive.names) {
      const bytes = await archive.read(each, 1e9);
      await zip.add(each, each === name ? change(bytes) : bytes);
    }
    zip.finish();
    return sink.bytes();
  }

  it('gives a verdict on any bytes', () =>
    fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), async (bytes) => expect((await verifyBundle(bytes, { policy: log.policy })).exit).toBe(3)),
      runs,
    ));

  it('gives a verdict on damaged archives, and never that they are intact', () =>
    fc.assert(
      fc.asyncProperty(damage, async (by) => {
        const bytes = damaged(samples['bundle']!, by);
        const { exit } = await verifyBundle(bytes, { policy: log.policy });
        if (Buffer.compare(bytes, samples['bundle']!) !== 0) expect([1, 2, 3]).toContain(exit);
      }),
      { ...runs, numRuns: 200 },
    ));

  it.each(['checkpoint', 'manifest.json', 'events.ndjson', 'tile/0/000.p/20', 'tile/entries/000.p/20', 'policy.txt'])('gives a verdict on an archive whose %s is damaged', (name) =>
    fc.assert(
      fc.asyncProperty(damage, async (by) => {
        const bundle = await withFile(name, (bytes) => damaged(bytes, by));
        const { exit } = await verifyBundle(bundle, { policy: log.policy });
        if (Buffer.compare(bundle, samples['bundle']!) !== 0) expect([1, 2, 3]).toContain(exit);
      }),
      { ...runs, numRuns: 100 },
    ),
  );

  it('is not kept busy by claims: many entries, long names, endless nesting', async () => {
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(0xffff, 8);
    end.writeUInt16LE(0xffff, 10);
    expect((await verifyBundle(end, { policy: log.policy })).exit).toBe(3);
    const nested = await withFile('events.ndjson', () => utf8(`{"data":${'['.repeat(500_000)}\n`));
    expect((await verifyBundle(nested, { policy: log.policy })).exit).toBe(1);
    const endless = await withFile('events.ndjson', () => new Uint8Array(5_000_000).fill(0x20));
    expect((await verifyBundle(endless, { policy: log.policy })).exit).toBe(1);
    const filter = await withFile('manifest.json', (bytes) => utf8(new TextDecoder().decode(bytes).replace(/"pattern":"[^"]*"/, '"pattern":"^(a+)+$"')));
    expect((await verifyBundle(filter, { policy: log.policy })).exit).toBe(3);
  });
});
