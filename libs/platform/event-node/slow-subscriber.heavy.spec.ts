import { credentials } from '@grpc/grpc-js';
import { Empty } from '@eventstore/db-client/generated/shared_pb';
import { ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';
import { openEmbeddedStore, type EmbeddedStore, type StoredEvents } from '@ledger/platform/event-store/embedded';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { startNode } from '.';
import { readAllOptions } from './testing/raw-client';

const EVENT_BYTES = 20_000;
const EVENTS = 4_000;
/** What may be on its way to one subscriber that reads nothing: a page, and what the connection holds. */
const BYTES_MAX = 4 * 1024 * 1024;

/** Counts the bytes of events read from the store. */
function counting(stored: StoredEvents): { stored: StoredEvents; bytes: () => number } {
  let bytes = 0;
  const count = (rows: ReturnType<StoredEvents['between']>): void => {
    for (const { packed } of rows) bytes += packed?.length ?? 0;
  };
  const between: StoredEvents['between'] = (...range) => {
    const rows = stored.between(...range);
    count(rows);
    return rows;
  };
  const chosen: StoredEvents['chosen'] = (...range) => {
    const page = stored.chosen(...range);
    count(page.events);
    return page;
  };
  return { stored: { ...stored, between, chosen }, bytes: () => bytes };
}

async function filled(folder: string): Promise<EmbeddedStore> {
  const store = await openEmbeddedStore({ folder });
  const data = Buffer.alloc(EVENT_BYTES, 'x');
  for (let n = 0; n < EVENTS / 40; n++) {
    const events = Array.from({ length: 40 }, () => ({ id: randomUUID(), type: 'Large', isJson: false, data, metadata: new Uint8Array() }));
    await store.stored.append('free-large', events, 'any');
  }
  return store;
}

it.each(['a subscription', 'a read', 'a filtered subscription'])('%s that nobody reads from stops the node reading, and goes on when somebody does', async (kind) => {
  const folder = mkdtempSync(join(tmpdir(), 'event-node-slow-'));
  const store = await filled(folder);
  const counted = counting(store.stored);
  const node = await startNode({ store: { stored: counted.stored }, port: 0, registers: [] });
  const client = new StreamsClient(`127.0.0.1:${node.port}`, credentials.createInsecure(), { 'grpc.max_receive_message_length': -1 });
  try {
    const options = readAllOptions().setCount('1000000');
    if (kind !== 'a read') options.setSubscription(new ReadReq.Options.SubscriptionOptions());
    if (kind === 'a filtered subscription') {
      const everything = new ReadReq.Options.FilterOptions.Expression().setRegex('.');
      options.setFilter(new ReadReq.Options.FilterOptions().setEventType(everything).setMax(32).setCheckpointintervalmultiplier(1));
    } else options.setNoFilter(new Empty());
    const call = client.read(new ReadReq().setOptions(options));
    call.on('error', () => undefined);
    let received = 0;
    // One message is taken, then the client stops.
    await new Promise<void>((resolve) => call.once('data', () => { call.pause(); resolve(); }));
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const held = counted.bytes();
    process.stdout.write(`${kind}: ${held} bytes of ${EVENTS * EVENT_BYTES} read for a client that reads nothing\n`);
    expect(held).toBeLessThan(BYTES_MAX);
    const whole = new Promise<void>((resolve) => call.on('data', (message: ReadResp) => {
      if (message.hasEvent()) received += 1;
      if (received >= EVENTS - 1) resolve();
    }));
    call.resume();
    await whole;
    // Nothing was read twice; every event has a few bytes of its own form.
    expect(counted.bytes()).toBeGreaterThanOrEqual(EVENTS * EVENT_BYTES);
    expect(counted.bytes()).toBeLessThan(EVENTS * EVENT_BYTES * 1.01);
    call.cancel();
  } finally {
    client.close();
    await node.close();
    await store.close();
    rmSync(folder, { recursive: true });
  }
}, 60_000);
