import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreUnavailable, type EventToAppend } from '../port';
import { gathered, ids, pulled } from '../contract/fixtures';
import { openEmbeddedReader, openEmbeddedStore, type EmbeddedStore } from './store';

const folder = mkdtempSync(join(tmpdir(), 'event-store-reader-'));
const event = (): EventToAppend => ({ id: randomUUID(), type: 'ReaderTested', data: { b: 'ế', a: [1, { d: 1, c: 2 }] }, metadata: { z: 1, actor: {} } });
let store: EmbeddedStore;
let reader: EmbeddedStore;

beforeAll(async () => {
  store = await openEmbeddedStore({ folder });
  reader = await openEmbeddedReader({ folder, pollMs: 20 });
});
afterAll(async () => {
  await reader.close();
  await store.close();
  rmSync(folder, { recursive: true });
});

it('reads beside the writer and appends nothing', async () => {
  const written = [event(), event()];
  await store.append('reader.book-1', written, 'no-stream');
  expect(ids(await gathered(reader.readStream('reader.book-1')))).toEqual(ids(written));
  await expect(reader.append('reader.book-1', [event()], 'any')).rejects.toBeInstanceOf(EventStoreUnavailable);
});

it('wakes its subscriptions for events another connection has written, by looking and when it is rung', async () => {
  const rung = await openEmbeddedReader({ folder, pollMs: 60_000 });
  for (const follower of [reader, rung]) {
    const abort = new AbortController();
    const pull = pulled(follower.subscribe({ from: await store.head(), signal: abort.signal }), abort, (found) => found.length > 0);
    await new Promise((resolve) => setTimeout(resolve, 60));
    const written = event();
    await store.append('reader.book-2', [written], 'any');
    if (follower === rung) rung.ring();
    expect(ids((await pull).found)).toEqual([written.id]);
  }
  await rung.close();
});

it('gives the canonical bytes that lie on disk', async () => {
  const after = await store.head();
  const written = event();
  await store.append('reader.book-3', [written], 'no-stream');
  expect(reader.readRaw(after, 10)).toEqual([
    {
      position: Number(after) + 1,
      stream: 'reader.book-3',
      revision: 0,
      id: written.id,
      type: 'ReaderTested',
      created: expect.any(Number),
      data: Buffer.from('{"a":[1,{"c":2,"d":1}],"b":"ế"}'),
      metadata: Buffer.from('{"actor":{},"z":1}'),
    },
  ]);
  expect(reader.readRaw(await store.head(), 10)).toEqual([]);
});

it('moves on past events that a filter drops, so that a rare kind of event does not mean looking again', async () => {
  const from = await store.head();
  await store.append('reader.book-4', Array.from({ length: 500 }, event), 'any');
  const abort = new AbortController();
  const filter = { types: ['NeverWritten'] };
  const { found, position } = await pulled(store.subscribe({ from, filter, signal: abort.signal }), abort, (_, batch) => batch.live);
  expect(found).toEqual([]);
  expect(position).toBe(await store.head());
});
