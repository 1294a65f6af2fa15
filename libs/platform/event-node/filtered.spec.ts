import { eventTypeFilter, jsonEvent, START, streamNameFilter, type Position } from '@eventstore/db-client';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedStore, type EmbeddedStore, type StoredEvents } from '@ledger/platform/event-store/embedded';
import { randomUUID } from 'node:crypto';
import { EventStoreDBClient } from '@eventstore/db-client';
import { startNode, type RunningNode } from '.';
import { collected } from './testing/served-node';

const EVENTS = 25_000;
/** Which events pass: few, and far apart. */
const isWanted = (n: number): boolean => n % 9_973 === 5;
const wanted = Array.from({ length: EVENTS }, (_, n) => n).filter(isWanted);

const folder = mkdtempSync(join(tmpdir(), 'event-node-filtered-'));
let store: EmbeddedStore;
let node: RunningNode;
let client: EventStoreDBClient;
let readWhole = 0;

/** Counts the events that were read whole. */
function counting(stored: StoredEvents): StoredEvents {
  const counted = <R extends readonly unknown[]>(rows: R): R => ((readWhole += rows.length), rows);
  return {
    ...stored,
    between: (...range) => counted(stored.between(...range)),
    chosen: (...range) => {
      const page = stored.chosen(...range);
      counted(page.events);
      return page;
    },
  };
}

beforeAll(async () => {
  store = await openEmbeddedStore({ folder });
  for (let at = 0; at < EVENTS; at += 5_000) {
    const events = Array.from({ length: 5_000 }, (_, i) => ({ id: randomUUID(), type: isWanted(at + i) ? 'Wanted' : 'Other', isJson: true, data: Buffer.from(`{"n":${at + i}}`), metadata: new Uint8Array() }));
    await store.stored.append('free-many', events, 'any');
  }
  node = await startNode({ store: { stored: counting(store.stored) }, port: 0, registers: [] });
  client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${node.port}?tls=false`);
});
afterAll(async () => {
  await client.dispose();
  await node.close();
  await store.close();
  rmSync(folder, { recursive: true });
});

const numbers = (found: readonly { event?: { data?: unknown } }[]): unknown[] => found.map(({ event }) => (event?.data as { n: number }).n);

it('reads whole what passes, hardly more, and tells how far it is while nothing passes', async () => {
  const checkpoints: bigint[] = [];
  const filter = eventTypeFilter({ regex: '^Wanted$', checkpointInterval: 10, checkpointReached: (_, { commit }) => void checkpoints.push(commit) });
  readWhole = 0;
  const found = await collected(client.subscribeToAll({ fromPosition: START, filter }), (some) => some.length === wanted.length);
  expect(numbers(found)).toEqual(wanted);
  expect(readWhole).toBeLessThan(1_500);
  // One in a page where nothing passes is enough; none twice, none out of order.
  expect(checkpoints.length).toBeGreaterThanOrEqual(wanted.length);
  expect(checkpoints.length).toBeLessThan(20);
  expect(checkpoints).toEqual([...new Set(checkpoints)].sort((a, b) => Number(a - b)));
});

it('goes on from any checkpoint without missing one', async () => {
  const seen: { readonly position: Position; readonly before: number }[] = [];
  let count = 0;
  const filter = eventTypeFilter({ prefixes: ['Wanted'], checkpointInterval: 3, checkpointReached: (_, position) => void seen.push({ position, before: count }) });
  await collected(client.subscribeToAll({ fromPosition: START, filter }), (some) => ((count = some.length), count === wanted.length));
  expect(seen.length).toBeGreaterThan(2);
  for (const { position, before } of seen) {
    const rest = wanted.filter((n) => BigInt(n + 1) > position.commit);
    expect(rest.length).toBe(wanted.length - before);
    if (rest.length > 0) expect(numbers(await collected(client.subscribeToAll({ fromPosition: position, filter: eventTypeFilter({ prefixes: ['Wanted'] }) }), (some) => some.length === rest.length))).toEqual(rest);
  }
});

it('counts every event looked at towards a checkpoint, those that pass too', async () => {
  const stream = `dense-${randomUUID()}`;
  const checkpoints: number[] = [];
  const events = Array.from({ length: 384 }, (_, n) => jsonEvent({ type: 'Dense', data: { n } }));
  const { position } = await client.appendToStream(stream, events);
  const filter = streamNameFilter({ prefixes: [stream], checkpointInterval: 2, checkpointReached: (_, { commit }) => void checkpoints.push(Number(commit)) });
  const from = position!.commit - 384n;
  await collected(client.subscribeToAll({ fromPosition: { commit: from, prepare: from }, filter }), (some) => some.length === 384);
  expect(checkpoints).toEqual([64, 128, 192, 256, 320, 384].map((n) => Number(from) + n).slice(0, checkpoints.length));
  expect(checkpoints.length).toBeGreaterThanOrEqual(5);
});

it('answers others while a client’s expression looks for what it cannot find', async () => {
  const names = Array.from({ length: 40 }, (_, n) => `${'a'.repeat(60)}${n}`);
  for (const name of names) await store.stored.append(name, [{ id: randomUUID(), type: 'Long', isJson: true, data: Buffer.from('{"n":0}'), metadata: new Uint8Array() }], 'any');
  // RegExp would try 2^60 ways of cutting each name.
  const caughtUp = client.subscribeToAll({ fromPosition: START, filter: streamNameFilter({ regex: '^(a+)+-$' }) });
  caughtUp.resume();
  await new Promise((resolve) => caughtUp.on('caughtUp', () => resolve(undefined)));
  expect(numbers(await collected(client.readStream(names[39]!), () => false))).toEqual([0]);
  await caughtUp.unsubscribe();
});
