import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { gathered, ids, pulled } from '../contract/fixtures';
import { openEmbeddedStore } from '.';
import { Appender } from './appender';
import { openForWriting } from './database';
import { ANY, DELETE, NO_STREAM, OWN, SENT, type AppendKind, type Group } from './group';
import { RecentAppends } from './recent-appends';
import { METADATA_TYPE, softDeletion } from './stream-metadata';

const seed = Number(process.env.LEDGER_TEST_SEED ?? Date.now() % 2 ** 31);
const temporary = mkdtempSync(join(tmpdir(), 'event-store-recent-'));
afterAll(() => rmSync(temporary, { recursive: true }));

const own = (type: string) => ({ id: randomUUID(), type, data: {}, metadata: {} });

interface Wish {
  readonly stream: string;
  readonly expected: number;
  readonly kind: AppendKind;
  readonly types: readonly string[];
}

const stream = fc.constantFrom('a.x-1', 'a.x-2', 'ab.x-1', 'b.y-1');
const type = fc.constantFrom('A', 'B', 'C');
/** Refusals are among them, and what clients send; streams that are ended and begun again leave events of the store's own. */
const wish: fc.Arbitrary<Wish> = fc.record({
  stream,
  expected: fc.constantFrom(ANY, ANY, ANY, NO_STREAM, 1),
  kind: fc.constantFrom(OWN, OWN, OWN, SENT, DELETE),
  types: fc.array(type, { minLength: 1, maxLength: 3 }),
});

function groupOf(wishes: readonly Wish[]): Group {
  const [numbers, texts]: [number[], string[]] = [[], []];
  for (const { stream: name, expected, kind, types } of wishes) {
    const written = kind === DELETE ? [METADATA_TYPE] : types;
    numbers.push(expected, written.length, kind);
    texts.push(name);
    for (const each of written) texts.push(randomUUID(), each, kind === DELETE ? softDeletion() : '{}', '{}');
  }
  return { numbers, texts };
}

/** Some of them again, which writes nothing. */
const acts = fc.array(fc.tuple(fc.array(wish, { minLength: 1, maxLength: 4 }), fc.boolean()), { minLength: 1, maxLength: 12 });
const filter = fc.record({ streamPrefixes: fc.subarray(['a.', 'ab.', 'b.', 'c.']), types: fc.subarray(['A', 'B', 'D']) }, { requiredKeys: [] });

it(`passes nothing that a filter asks for, wherever one begins to read (seed ${seed})`, () => {
  fc.assert(
    fc.property(acts, fc.nat(12), fc.array(fc.tuple(filter, fc.nat(60)), { minLength: 5, maxLength: 5 }), (groups, known, questions) => {
      const db = openForWriting(join(temporary, randomUUID()));
      const appender = new Appender(db);
      const recent = new RecentAppends();
      groups.forEach(([wishes, isRepeated], n) => {
        const group = groupOf(wishes);
        // What was there when the store was opened is not known to it.
        for (let times = isRepeated ? 2 : 1; times > 0; times--) {
          const outcomes = appender.write(group);
          if (n >= known) recent.note(group, outcomes);
        }
      });
      const recorded = db.prepare('SELECT e.position, s.name, e.type FROM events e JOIN streams s ON s.id = e.stream WHERE e.sent IS NULL ORDER BY 1').all() as { position: number; name: string; type: string }[];
      const head = (db.prepare('SELECT max(position) AS head FROM events').get() as { head: number | null }).head ?? 0;
      db.close();
      for (const [wanted, from] of questions) {
        const passed = recent.passedBy(from, wanted);
        const isAsked = (event: (typeof recorded)[number]): boolean => (wanted.types?.includes(event.type) ?? true) && (wanted.streamPrefixes?.some((prefix) => event.name.startsWith(prefix)) ?? true);
        expect(recorded.filter(({ position }) => position > from && position <= passed).filter(isAsked)).toEqual([]);
        expect(passed).toBeLessThanOrEqual(Math.max(from, head));
      }
      if (known < groups.length && groups.every(([wishes]) => wishes.every(({ kind }) => kind === OWN)) && recent.head > 0) expect(recent.head).toBe(head);
    }),
    { seed, numRuns: 150 },
  );
});

it('brings a subscriber who is not concerned to the head, and hands over what concerns it', async () => {
  const store = await openEmbeddedStore({ folder: join(temporary, randomUUID()) });
  await store.append('a.x-1', Array.from({ length: 200 }, () => own('A')), 'any');
  const abort = new AbortController();
  const wanted = own('Wanted');
  const following = pulled(store.subscribe({ filter: { types: ['Wanted'] }, signal: abort.signal }), abort, (found, { live }) => found.length > 0 && live);
  for (let n = 0; n < 30; n++) await store.append('b.y-1', n === 20 ? [own('B'), wanted, own('B')] : [own('B')], 'any');
  const { found, position } = await following;
  expect(ids(found)).toEqual([wanted.id]);
  expect(position).toBeGreaterThanOrEqual(found[0]!.position);
  await store.close();
});

it('knows more than fits by looking', async () => {
  const folder = join(temporary, randomUUID());
  const store = await openEmbeddedStore({ folder });
  const wanted = own('Wanted');
  await store.append('a.x-1', [wanted], 'any');
  for (let n = 0; n < 10; n++) await store.append('a.x-1', Array.from({ length: 500 }, () => own('A')), 'any');
  expect(ids(await gathered(store.readAll({ filter: { types: ['Wanted'] } })))).toEqual([wanted.id]);
  expect(ids(await gathered(store.readAll({ from: 1n, filter: { types: ['Wanted'] } })))).toEqual([]);
  await store.close();
});
