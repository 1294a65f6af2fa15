import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { Choosing, type EventChoice, type Looked } from './event-choice';
import { openEmbeddedStore, type EmbeddedStore } from './store';

const folder = mkdtempSync(join(tmpdir(), 'event-choice-'));
const NAMES = ['a', 'b', 'c', 'd', 'e'];
const EVENTS = 900;
let store: EmbeddedStore;

beforeAll(async () => {
  store = await openEmbeddedStore({ folder });
  for (let n = 0; n < EVENTS; n++) {
    const [stream, type] = [NAMES[(n * 7 + (n >> 4)) % NAMES.length]!, NAMES[(n * 3 + (n >> 6)) % NAMES.length]!];
    const event = { id: randomUUID(), type, isJson: true, data: Buffer.from(`{"n":${n}}`), metadata: new Uint8Array() };
    if (n < EVENTS - 1) void store.stored.append(`free-${stream}`, [event], 'any');
    else await store.stored.append(`free-${stream}`, [event], 'any');
  }
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

it('gives, page by page, in either direction and asked again, what looking at every event gives', () => {
  const everything = store.stored.between(1, EVENTS, false, EVENTS);
  fc.assert(
    fc.property(fc.constantFrom('stream', 'type'), fc.subarray(NAMES), fc.boolean(), fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 700 }), (by, wanted, backwards, limit, span) => {
      const choice: EventChoice = { by: by as 'stream' | 'type', test: (name) => wanted.includes(name.at(-1)!) };
      const expected = everything.filter((event) => choice.test(event[choice.by]));
      for (let again = 0; again < 2; again++) expect(paged(choice, backwards, limit, span)).toEqual(backwards ? [...expected].reverse() : expected);
    }),
    { numRuns: 60 },
  );
});

function paged(choice: EventChoice, backwards: boolean, limit: number, span: number): unknown[] {
  const found: unknown[] = [];
  for (let at = backwards ? EVENTS : 1; backwards ? at >= 1 : at <= EVENTS; ) {
    const [first, last] = backwards ? [Math.max(1, at - span + 1), at] : [at, Math.min(EVENTS, at + span - 1)];
    const { events, reached } = store.stored.chosen(choice, first, last, backwards, limit);
    expect(events.length).toBeLessThanOrEqual(limit);
    found.push(...events);
    at = reached + (backwards ? -1 : 1);
  }
  return found;
}

it('asks once about a name that is refused, and leaves its events to the query from then on', () => {
  let [asked, looked] = [0, 0];
  const rows = Array.from({ length: 5_000 }, (_, i): Looked => [i + 1, i % 100 === 99 ? 'Wanted' : `Refused${i % 3}`]);
  const choosing = new Choosing((_sql, [first, last, refused, limit]) => {
    const left = rows.filter(([position, name]) => position >= (first as number) && position <= (last as number) && !(JSON.parse(refused as string) as unknown[]).includes(name));
    looked += Math.min(left.length, limit as number);
    return left.slice(0, limit as number);
  }, () => 'no stream');
  const choice: EventChoice = { by: 'type', test: (name) => ((asked += 1), name === 'Wanted') };
  expect(choosing.look(choice, 1, 5_000, false, 1_000)).toEqual({ places: rows.filter(([, name]) => name === 'Wanted').map(([position]) => ({ position })), reached: 5_000 });
  const first = asked;
  expect(choosing.look(choice, 1, 5_000, false, 1_000).places).toHaveLength(50);
  expect(asked - first).toBe(50);
  expect(looked).toBeLessThan(1_100);
});
