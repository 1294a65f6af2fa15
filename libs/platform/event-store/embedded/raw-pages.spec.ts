import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import fc from 'fast-check';
import { EventStoreUnavailable } from '../port';
import { openEmbeddedStore, StoredRows, TOMBSTONED } from '.';

const seed = Number(process.env.LEDGER_TEST_SEED ?? Date.now() % 2 ** 31);
const temporary = mkdtempSync(join(tmpdir(), 'event-store-raw-'));
afterAll(() => rmSync(temporary, { recursive: true }));

interface Written {
  readonly id: string;
  readonly type: string;
  readonly isJson: boolean;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** Bytes that are no text, that hold what separates lines and numbers, or zero bytes; and texts of every kind. */
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }).map((text) => new Uint8Array(Buffer.from(text))),
  fc.constantFrom('', '\n', ' 1 2\n3', '\u0000', '{"a":"ế"}', '\uFFFD').map((text) => new Uint8Array(Buffer.from(text))),
);
const type = fc.oneof(fc.constantFrom('Sent', 'A b', 'A\nb'), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).filter((text) => !text.includes('\u0000') && text.isWellFormed()));
const written: fc.Arbitrary<Written> = fc.record({ id: fc.uuid(), type, isJson: fc.boolean(), data: bytes, metadata: bytes });

const shown = (event: { readonly id: string; readonly type: string; readonly data: Uint8Array; readonly metadata: Uint8Array }): string[] => [event.id, event.type, Buffer.from(event.data).toString('hex'), Buffer.from(event.metadata).toString('hex')];

it(`gives every event to the byte, whatever these are, from any position and as many as were asked for (seed ${seed})`, async () => {
  const folder = join(temporary, randomUUID());
  const store = await openEmbeddedStore({ folder });
  const rows = new StoredRows(folder);
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(written, { minLength: 1, maxLength: 20, selector: ({ id }) => id }), fc.nat(25), fc.integer({ min: 1, max: 25 }), async (events, after, limit) => {
      const stream = `raw-${randomUUID()}`;
      const head = Number(await store.head());
      for (const event of events) await store.stored.append(stream, [event], 'any');
      const expected = events.slice(after, after + limit).map(shown);
      expect(store.readRaw(BigInt(head + after), limit).map(shown)).toEqual(expected);
      expect(rows.after(head + after, limit).map(shown)).toEqual(expected);
      expect(rows.after(head, 25).map((event) => [event.position, event.revision, event.stream, event.isSent])).toEqual(events.map((_, i) => [head + i + 1, i, stream, true]));
    }),
    { seed, numRuns: 50 },
  );
  rows.close();
  await store.close();
});

it('goes on where SQLite’s value ends, and tells the ledger’s own and the end of a stream', async () => {
  const store = await openEmbeddedStore({ folder: join(temporary, randomUUID()) });
  await store.append('own.book-1', Array.from({ length: 600 }, (_, n) => ({ id: randomUUID(), type: 'Own', data: { n }, metadata: {} })), 'no-stream');
  await store.stored.tombstone('own.book-1', 'any');
  const found = store.readRaw(0n, 1_000);
  expect(found.map(({ position }) => position)).toEqual(Array.from({ length: 601 }, (_, n) => n + 1));
  expect([found[0]!.isSent, found[599]!.revision, String(found[599]!.data), found[600]!.revision]).toEqual([undefined, 599, '{"n":599}', TOMBSTONED]);
  expect(store.readRaw(0n, 300)).toHaveLength(300);
  expect(store.readRaw(601n, 300)).toEqual([]);
  await store.close();
});

/** Three events in a table that a hostile hand has made without its rules, and the second of which it has changed. */
async function changed(change: string): Promise<StoredRows> {
  const folder = join(temporary, randomUUID());
  const store = await openEmbeddedStore({ folder });
  await store.append('own.book-1', Array.from({ length: 3 }, () => ({ id: randomUUID(), type: 'Own', data: {}, metadata: {} })), 'no-stream');
  await store.close();
  const db = new DatabaseSync(join(folder, 'events.db'));
  const { sql } = db.prepare("SELECT sql FROM sqlite_schema WHERE name = 'events'").get() as { sql: string };
  const lax = sql.replace(/ NOT NULL/g, '').replace(/\) STRICT$/, ')');
  db.exec(`ALTER TABLE events RENAME TO before; ${lax}; INSERT INTO events SELECT * FROM before; DROP TABLE before`);
  db.exec(`UPDATE events SET ${change} WHERE position = 2`);
  db.close();
  return new StoredRows(folder);
}

it.each([
  'type = NULL', "created = 'null'", "created = '1,2'", 'created = 1.5', "revision = 'x'", "revision = '{}'", "revision = '\"1\"'", "stream = ''", 'stream = NULL', 'data = NULL', 'stream = 77',
])('misses no event that a hostile hand has left half a row of: %s', async (change) => {
  const rows = await changed(change);
  expect(rows.after(0, 1)).toHaveLength(1);
  expect(() => rows.after(0, 3)).toThrow(EventStoreUnavailable);
  expect(rows.after(2, 3)).toHaveLength(1);
  rows.close();
});
