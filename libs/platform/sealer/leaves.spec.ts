import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { canonicalJson, formatLeafEntry, leafEntryOf, leafHash } from '@ledger/platform/audit-log/node';
import type { Json } from '@ledger/platform/event-store';
import { openEmbeddedStore } from '@ledger/platform/event-store/embedded';
import { leafEntryText, leafOf } from './leaf-bytes';
import { leafEvents, leafStreamPattern, type LeafEvent } from './leaf-source';
import { recordedAtOf } from './recorded-at';
import { SparseMemoryStore } from './testing/memory-store';
import { fill, PATTERN } from './testing/sample-events';
import { SealingPlace } from './testing/sealing';

const seed = Number(process.env.LEDGER_TEST_SEED ?? Date.now() % 2 ** 31);
const times = { seed, numRuns: 500 };
const text = fc.string({ unit: 'grapheme', maxLength: 20 }).map((each) => each.normalize('NFC'));
const instant = fc.date({ noInvalidDate: true, min: new Date('0001-01-01'), max: new Date('9999-12-31') }).map((date) => date.toISOString());
const leaf: fc.Arbitrary<LeafEvent> = fc.record({
  position: fc.bigInt(0n, 2n ** 63n - 1n), stream: text, revision: fc.bigInt(0n, 2n ** 63n - 1n), id: fc.uuid(), type: text, recordedAt: instant, data: fc.uint8Array(), metadata: fc.uint8Array(),
});

describe(`leaves (seed ${seed})`, () => {
  it('have the bytes that the library gives them', () => {
    fc.assert(
      fc.property(leaf, (event) => {
        const entry = formatLeafEntry(leafEntryOf(event));
        expect(leafEntryText(event)).toBe(Buffer.from(entry).toString('utf8'));
        expect(Buffer.from(leafOf(event).entry).equals(entry)).toBe(true);
        expect(Buffer.from(leafOf(event).hash).equals(leafHash(entry))).toBe(true);
      }),
      times,
    );
  });

  it('refuse an entry that no bundle could hold', () => {
    const event = fc.sample(leaf, { seed, numRuns: 1 })[0]!;
    expect(() => leafOf({ ...event, stream: 's'.repeat(66_000) })).toThrow(RangeError);
  });

  it('are the events of the registers’ streams and of their metadata streams, of any type', () => {
    const pattern = leafStreamPattern([{ name: 'funds' }, { name: 'housing' }]);
    const leaves = ['funds.line-1', '$$funds.line-1', 'housing.house-9', '$$housing.x'];
    const others = ['fund.line-1', 'funds', 'fundsx.line', 'x.funds.line', '$funds.line', '$$$funds.line', 'audit.checkpoints', '$$audit.checkpoints', '$ce-funds.line', 'consumer.funds.line', ''];
    expect(leaves.filter((name) => pattern.test(name))).toEqual(leaves);
    expect(others.filter((name) => pattern.test(name))).toEqual([]);
    expect(() => leafStreamPattern([])).toThrow(RangeError);
    expect(() => leafStreamPattern(['funds|.*'])).toThrow(RangeError);
  });

  it('are the same bytes from the embedded store and from one that parses JSON', async () => {
    const place = new SealingPlace();
    const embedded = await openEmbeddedStore({ folder: place.data });
    const parsing = new SparseMemoryStore();
    try {
      await fill(embedded, 150);
      const events = [];
      for await (const batch of embedded.readAll()) events.push(...batch);
      for (const { stream, ...event } of events) await parsing.append(stream, [event], 'any');
      const hashes = async (...read: Parameters<typeof leafEvents>): Promise<string[]> => {
        const all = [];
        for await (const leaves of leafEvents(...read)) for (const { revision, id, stream, type, data, metadata } of leaves) all.push([stream, revision, id, type, String(data), String(metadata)].join());
        return all;
      };
      const stored = await hashes(embedded, PATTERN, 0n);
      expect(stored).toHaveLength(150);
      expect(await hashes(parsing, PATTERN, 0n)).toEqual(stored);
    } finally {
      await embedded.close();
      place.remove();
    }
  });

  it('are what clients sent, whatever its form, and tombstones', async () => {
    const place = new SealingPlace();
    const store = await openEmbeddedStore({ folder: place.data });
    try {
      const data = Buffer.from([0, 255, 1]);
      await store.stored.append('funds.line-1', [{ id: randomUUID(), type: 'Odd', isJson: false, data, metadata: Buffer.from('{"recordedAt":"2020-01-01T00:00:00Z"}') }], 'any');
      await store.stored.tombstone('funds.line-1', 'any');
      const leaves: LeafEvent[] = [];
      for await (const page of leafEvents(store, PATTERN, 0n)) leaves.push(...page);
      expect(leaves.filter(({ stream }) => stream === 'funds.line-1')).toMatchObject([
        { type: 'Odd', revision: 0n, recordedAt: '2020-01-01T00:00:00Z' },
        { type: '$streamDeleted', revision: 2n ** 63n - 1n },
      ]);
      expect(Buffer.from(leaves[0]!.data).equals(data)).toBe(true);
      for (const event of leaves) formatLeafEntry(leafEntryOf(event));
    } finally {
      await store.close();
      place.remove();
    }
  });
});

describe(`when an event was recorded (seed ${seed})`, () => {
  const created = Date.UTC(2024, 4, 5, 6, 7, 8, 90);
  const fromStore = '2024-05-05T06:07:08.090Z';
  const byParsing = (metadata: string): string => {
    const { recordedAt } = JSON.parse(metadata) as { recordedAt?: unknown };
    return typeof recordedAt === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/.test(recordedAt) ? recordedAt : fromStore;
  };

  it('is cut out of the metadata as parsing would have it, whatever the rest holds', () => {
    const at = fc.oneof(instant, fc.constantFrom('2024-01-01T00:00:00Z', 'yesterday', '', 'x"y'));
    const tempting = fc.constantFrom('"recordedAt":"2001-01-01T00:00:00.000Z","schemaVersion":1}', 'recordedAt', '{"recordedAt":"2001-01-01T00:00:00.000Z","schemaVersion":1}', ',', '\\');
    const inner = fc.oneof(text, tempting, fc.record({ recordedAt: at, schemaVersion: fc.nat() }), fc.array(fc.record({ recordedAt: at, schemaVersion: fc.nat() }), { maxLength: 2 }));
    const keys = fc.oneof(fc.constantFrom('actor', 'reason', 'schemaVersion', 'schemaVersions', 'z', 'recordedAt2', '"recordedAt":"2001-01-01T00:00:00.000Z'), text);
    const metadata = fc.tuple(fc.dictionary(keys, inner, { maxKeys: 5 }), fc.option(at), fc.option(fc.nat())).map(([rest, recordedAt, schemaVersion]) => canonicalJson({ ...(rest as { [key: string]: Json }), ...(recordedAt !== null && { recordedAt }), ...(schemaVersion !== null && { schemaVersion }) }));
    fc.assert(fc.property(metadata, (json) => expect(recordedAtOf(json, created)).toBe(byParsing(json))), { seed, numRuns: 3_000 });
  });

  it.each(['', 'null', '[]', '7', '{', '{"recordedAt":7}', '{"a":{"recordedAt":"2001-01-01T00:00:00.000Z","schemaVersion":1}}', '{"recordedAt":"2001-01-01T00:00:00.000Z"', '"recordedAt":"2001-01-01T00:00:00.000Z","schemaVersion":1}x'])('is the store’s own instant with metadata %s', (metadata) => {
    expect(recordedAtOf(metadata, created)).toBe(fromStore);
  });
});
