/** What an official client gets out of a server: the same measures for our node and for any other. */
import { randomUUID } from 'node:crypto';
import { END, EventStoreDBClient, eventTypeFilter, jsonEvent, START, type Position } from '@eventstore/db-client';
import { median } from '../bench-row';

const ROUND_MS = 1_500;
const ROUNDS = 3;
const BATCH = 1_000;
const LATENCIES = 200;
/** One append after the other: what the disk takes, and what the client and the node add to it. */
export const ONE_IN_FLIGHT = 'appends, 1 in flight';

/** Values by row name; each a rate per second but the last, which are milliseconds. */
export type Measures = Readonly<Record<string, number>>;

const text = 'x'.repeat(220);
/** An event of about 400 bytes. */
const sample = (n: number, type = 'Benchmarked') => jsonEvent({ type, data: { n, amount: '1500000000', text }, metadata: { actor: { role: 'officer', unit: '02869', user: 'officer' } } });

/** One client, one server. `size`: how many events are read and subscribed to; `beforeRound`: what else is measured between rounds of one append at a time. */
export async function measure(address: string, size: number, beforeRound: () => void = () => undefined): Promise<Measures> {
  const client = EventStoreDBClient.connectionString(address);
  const prefix = `bench${randomUUID().slice(0, 8)}`;
  try {
    const measures: Record<string, number> = {};
    // Both sides compile what they run first.
    await appends(client, `${prefix}-warm`, 64);
    measures[ONE_IN_FLIGHT] = await medianOf((round) => {
      beforeRound();
      return appends(client, `${prefix}-${round}`, 1);
    });
    for (const inFlight of [16, 64]) measures[`appends, ${inFlight} in flight`] = await medianOf((round) => appends(client, `${prefix}-${round}`, inFlight));
    measures[`events in appends of ${BATCH}`] = await medianOf((round) => batches(client, round === 0 ? prefix : `${prefix}-${round}`, size));
    measures['events by readAll'] = await medianOf(() => readAll(client, size));
    measures['events by subscribeToAll'] = await medianOf(() => subscribed(client, size));
    measures['events by a filtered subscription, as many passed over'] = await medianOf(() => filtered(client, `${prefix}-2`, size));
    measures['events passed over by a filtered subscription'] = await medianOf(() => passedOver(client, prefix, size));
    measures['ms from append to a live subscriber, median'] = await latency(client, prefix);
    return measures;
  } finally {
    await client.dispose();
  }
}

async function medianOf(measured: (round: number) => Promise<number>): Promise<number> {
  const values: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) values.push(await measured(round));
  return median(values);
}

async function appends(client: EventStoreDBClient, prefix: string, inFlight: number): Promise<number> {
  const until = Date.now() + ROUND_MS;
  let count = 0;
  const started = performance.now();
  await Promise.all(Array.from({ length: inFlight }, async (_, n) => {
    for (let i = 0; Date.now() < until; i++, count++) await client.appendToStream(`${prefix}-${inFlight}-${n}`, sample(i));
  }));
  return perSecond(count, started);
}

async function batches(client: EventStoreDBClient, prefix: string, size: number): Promise<number> {
  const prepared = Array.from({ length: Math.ceil(size / BATCH) }, (_, n) => Array.from({ length: BATCH }, (_e, i) => sample(n * BATCH + i, n % 2 ? 'Benchmarked' : 'Filtered')));
  const started = performance.now();
  const writers = Array.from({ length: 4 }, async (_, writer) => {
    for (let n = writer; n < prepared.length; n += 4) await client.appendToStream(`${prefix}-batch-${writer}`, prepared[n]!);
  });
  await Promise.all(writers);
  return perSecond(prepared.length * BATCH, started);
}

async function readAll(client: EventStoreDBClient, size: number): Promise<number> {
  const started = performance.now();
  let count = 0;
  for await (const _ of client.readAll({ maxCount: size })) count += 1;
  return perSecond(count, started);
}

async function subscribed(client: EventStoreDBClient, size: number): Promise<number> {
  const started = performance.now();
  let count = 0;
  for await (const _ of client.subscribeToAll({ fromPosition: START })) if ((count += 1) >= size) break;
  return perSecond(count, started);
}

/** From the first event of the last batches on; every second event of theirs passes. */
async function filtered(client: EventStoreDBClient, prefix: string, size: number): Promise<number> {
  const fromPosition = await firstOf(client, prefix);
  const wanted = Math.floor(size / 2) - BATCH;
  const started = performance.now();
  let count = 0;
  for await (const { event } of client.subscribeToAll({ fromPosition, filter: eventTypeFilter({ regex: '^Filtered$' }) })) {
    if (event?.streamId.startsWith(prefix) && (count += 1) >= wanted) break;
  }
  return perSecond(count, started);
}

async function firstOf(client: EventStoreDBClient, prefix: string): Promise<Position> {
  const firsts: Position[] = [];
  for (let writer = 0; writer < 4; writer++) for await (const { event } of client.readStream(`${prefix}-batch-${writer}`, { maxCount: 1 })) if (event?.position) firsts.push(event.position);
  return firsts.sort((one, other) => Number(one.commit - other.commit))[0]!;
}

/** From the first batch on nothing passes: how fast the server gets over the batches of all rounds. */
async function passedOver(client: EventStoreDBClient, prefix: string, size: number): Promise<number> {
  const fromPosition = await firstOf(client, prefix);
  const started = performance.now();
  const subscription = client.subscribeToAll({ fromPosition, filter: eventTypeFilter({ regex: '^Nothing$' }) });
  subscription.resume();
  await new Promise((resolve) => subscription.on('caughtUp', () => resolve(undefined)));
  const rate = perSecond(ROUNDS * Math.ceil(size / BATCH) * BATCH, started);
  await subscription.unsubscribe();
  return rate;
}

async function latency(client: EventStoreDBClient, prefix: string): Promise<number> {
  const arrived = new Map<string, number>();
  const subscription = client.subscribeToAll({ fromPosition: END });
  subscription.on('data', ({ event }) => void (event && arrived.set(event.id, performance.now())));
  await new Promise((resolve) => subscription.on('confirmation', () => resolve(undefined)));
  const found: number[] = [];
  for (let n = 0; n < LATENCIES; n++) {
    const event = sample(n);
    const sent = performance.now();
    await client.appendToStream(`${prefix}-live`, event);
    for (const end = performance.now() + 2_000; !arrived.has(event.id) && performance.now() < end; ) await new Promise((resolve) => setImmediate(resolve));
    found.push((arrived.get(event.id) ?? Number.POSITIVE_INFINITY) - sent);
  }
  await subscription.unsubscribe();
  return median(found);
}

const perSecond = (count: number, started: number): number => (count * 1_000) / (performance.now() - started);
