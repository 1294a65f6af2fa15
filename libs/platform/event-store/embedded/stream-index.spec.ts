import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { EventStore, RecordedEvent } from '../port';
import { openEmbeddedReader, openEmbeddedStore } from './index';
import { TAIL_EVENTS_MAX } from './stream-index';

const STREAMS = 4;
const event = () => ({ id: randomUUID(), type: 'Counted', data: {}, metadata: {} });

async function read(store: EventStore, stream: number, options: Parameters<EventStore['readStream']>[1]): Promise<RecordedEvent[]> {
  const found: RecordedEvent[] = [];
  for await (const batch of store.readStream(`index.book-${stream}`, options)) found.push(...batch);
  return found;
}

/** Appends to streams; what each of them holds is checked after some of the appends, by the writer and by a reader beside it. */
const step = fc.record({
  stream: fc.nat(STREAMS - 1),
  // About every third step the tail moves into the table of places.
  count: fc.integer({ min: 1, max: Math.floor(TAIL_EVENTS_MAX / 2) }),
  looks: fc.option(fc.record({ of: fc.nat(STREAMS - 1), from: fc.option(fc.nat(9_000)), backwards: fc.boolean(), limit: fc.option(fc.integer({ min: 1, max: 3_000 })) })),
});

it('gives every stream its events in order, wherever their places are kept', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
      const folder = mkdtempSync(join(tmpdir(), 'ledger-index-'));
      const writer = await openEmbeddedStore({ folder });
      const reader = await openEmbeddedReader({ folder });
      try {
        const positions: bigint[][] = Array.from({ length: STREAMS }, () => []);
        for (const { stream, count, looks } of steps) {
          const { position } = await writer.append(`index.book-${stream}`, Array.from({ length: count }, event), 'any');
          positions[stream]!.push(...Array.from({ length: count }, (_, n) => position - BigInt(count - 1 - n)));
          if (!looks) continue;
          const all = positions[looks.of]!.map((at, revision) => ({ at, revision: BigInt(revision) }));
          const from = looks.from ?? undefined;
          const wanted = looks.backwards ? all.filter(({ revision }) => from === undefined || revision <= BigInt(from)).reverse() : all.slice(from ?? 0);
          const limit = looks.limit ?? undefined;
          const expected = wanted.slice(0, limit);
          for (const store of [writer, reader]) {
            const found = await read(store, looks.of, { from: from === undefined ? undefined : BigInt(from), direction: looks.backwards ? 'backwards' : 'forwards', limit });
            expect(found.map((each) => ({ at: each.position, revision: each.revision }))).toEqual(expected);
          }
        }
      } finally {
        await reader.close();
        await writer.close();
        rmSync(folder, { recursive: true, force: true });
      }
    }),
    { numRuns: 8, verbose: 1, endOnFailure: true },
  );
}, 120_000);

it('finds the places again after a restart, before and after they were moved', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-index-'));
  try {
    for (let start = 0; start < 3; start += 1) {
      const store = await openEmbeddedStore({ folder });
      for (let n = 0; n < 3; n += 1) await store.append('index.book-0', Array.from({ length: 1_500 }, event), 'any');
      await store.append('index.book-1', [event()], start === 0 ? 'no-stream' : BigInt(start - 1));
      expect((await read(store, 0, {})).map(({ revision }) => Number(revision))).toEqual(Array.from({ length: 4_500 * (start + 1) }, (_, n) => n));
      await store.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);
