import { execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { DatabaseSync } from '@photostructure/sqlite';
import { EventStoreUnavailable, type EventToAppend } from '../port';
import { gathered } from '../contract/fixtures';
import { compiled } from './crash/compiled';
import { openEmbeddedReader, openEmbeddedStore, type EmbeddedStore } from './store';
import { Writer } from './writer';

const temporary = mkdtempSync(join(tmpdir(), 'event-store-hostile-'));
const opened: EmbeddedStore[] = [];
let folder = '';

const event = (characters = 10): EventToAppend => ({ id: randomUUID(), type: 'HostileTested', data: { text: 'x'.repeat(characters) }, metadata: {} });

async function open(options: Partial<Parameters<typeof openEmbeddedStore>[0]> = {}): Promise<EmbeddedStore> {
  const store = await openEmbeddedStore({ folder, ...options });
  opened.push(store);
  return store;
}

beforeEach(() => {
  folder = join(temporary, randomUUID());
});
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
});
afterAll(() => rmSync(temporary, { recursive: true }));

/** Appends three events at a time until the store has no room; answers how many appends it took. */
async function fill(store: EmbeddedStore): Promise<number> {
  for (let taken = 0; taken < 1_000; taken++) {
    const error = await store.append('hostile.book-1', [event(30_000), event(30_000), event(30_000)], 'any').catch((thrown: unknown) => thrown);
    if (error instanceof Error) {
      expect(error).toBeInstanceOf(EventStoreUnavailable);
      expect(error.message).toContain(folder);
      return taken;
    }
  }
  throw new Error('the store never filled');
}

async function expectWhole(store: EmbeddedStore, events: number): Promise<void> {
  const found = await gathered(store.readAll());
  expect(found.map((each) => each.position)).toEqual(Array.from({ length: events }, (_, n) => BigInt(n + 1)));
  expect(found.map((each) => each.revision)).toEqual(Array.from({ length: events }, (_, n) => BigInt(n)));
}

describe('a full disk', () => {
  it('records nothing of what does not fit, keeps the rest, and goes on when there is room (largest file size)', async () => {
    const small = await open({ bytesMax: 1024 * 1024 });
    const taken = await fill(small);
    expect(taken).toBeGreaterThan(3);
    await expectWhole(small, taken * 3);
    await small.close();
    const large = await open();
    await expectWhole(large, taken * 3);
    const result = await large.append('hostile.book-1', [event()], 'any');
    expect(result).toEqual({ revision: BigInt(taken * 3), position: BigInt(taken * 3 + 1), repeated: false });
  });

  it('refuses the whole group that does not fit, and goes on with what fits', async () => {
    const store = await open({ bytesMax: 1024 * 1024 });
    const results = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => store.append(`hostile.book-${n}`, [event(100_000)], 'no-stream')));
    expect(results.every((result) => result.status === 'rejected')).toBe(true);
    expect(await store.head()).toBe(0n);
    expect(await store.append('hostile.book-0', [event()], 'no-stream')).toMatchObject({ revision: 0n, position: 1n });
  });

  it('does the same on a file system that is full, and goes on in the same process once there is room', async () => {
    mkdirSync(folder);
    const reason = mountSmall(folder);
    if (reason !== undefined) return console.info(`Not tested on a full file system here: ${reason}`);
    try {
      writeFileSync(join(folder, 'ballast'), Buffer.alloc(1024 * 1024));
      const store = await open();
      const taken = await fill(store);
      await expectWhole(store, taken * 3);
      rmSync(join(folder, 'ballast'));
      expect(await store.append('hostile.book-1', [event(30_000)], 'any')).toMatchObject({ position: BigInt(taken * 3 + 1) });
      await store.close();
    } finally {
      // Lazily: closed connections keep their files until their statements are collected.
      execFileSync('umount', ['-l', folder]);
    }
  });
});

/** Mounts a file system of 3 MiB; answers why not when it cannot. */
function mountSmall(at: string): string | undefined {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', at], { stdio: 'pipe' });
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

describe('a folder that cannot be used', () => {
  it.each(['is a file', 'lies under a file'])('is refused by name when it %s', async (what) => {
    writeFileSync(folder, 'a file');
    if (what === 'lies under a file') folder = join(folder, 'below');
    await expect(open()).rejects.toThrow(EventStoreUnavailable);
    await expect(open()).rejects.toThrow(folder);
  });

  it('is refused for reading when it holds no events', async () => {
    await expect(openEmbeddedReader({ folder })).rejects.toThrow(`no event store in ${folder}`);
  });

  it('is refused while another writer of this process has it, and free once that is closed', async () => {
    const first = await open();
    await expect(open()).rejects.toThrow(`another writer has the event store in ${folder} open`);
    await first.append('hostile.book-1', [event()], 'any');
    await first.close();
    expect(await (await open()).head()).toBe(1n);
  });

  it('is refused while another process writes, and free once that is killed', async () => {
    const script = compiled(mkdtempSync(join(temporary, 'compiled-')), 'platform/event-store/embedded/crash/appending-child.js');
    const child = spawn(process.execPath, [script, folder, 'hostile'], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.stdout.resume();
    await expect(open()).rejects.toThrow(`another writer has the event store in ${folder} open`);
    const reader = await openEmbeddedReader({ folder });
    expect(await reader.head()).toBeGreaterThan(0n);
    await reader.close();
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('close', resolve));
    await (await open()).append('hostile.book-1', [event()], 'any');
  });
});

describe('a damaged file', () => {
  const file = (): string => join(folder, 'events.db');
  async function written(): Promise<void> {
    const store = await open();
    for (let n = 0; n < 50; n++) await store.append(`hostile.book-${n}`, [event(5_000)], 'no-stream');
    await store.close();
  }

  it('is refused when it is no database', async () => {
    await written();
    writeFileSync(file(), 'this was a database once. '.repeat(1_000));
    await expect(open()).rejects.toThrow(EventStoreUnavailable);
    await expect(openEmbeddedReader({ folder })).rejects.toThrow(folder);
  });

  it('is reported when it is cut off, and what is left stays as it is', async () => {
    await written();
    truncateSync(file(), Math.floor(statSync(file()).size / 2 / 4096) * 4096);
    const left = readFileSync(file());
    await expect(open().then((store) => gathered(store.readAll()))).rejects.toThrow(EventStoreUnavailable);
    for (const store of opened.splice(0)) await store.close();
    expect(readFileSync(file()).equals(left)).toBe(true);
  });

  it('is reported by the position of the damage when a page in the middle was overwritten', async () => {
    await written();
    const handle = openSync(file(), 'r+');
    const at = readFileSync(file()).indexOf('"text":"xxx', 100_000);
    writeSync(handle, 'HELLO', at - 1);
    await expect(open().then((store) => gathered(store.readAll()))).rejects.toThrow(/the event at position \d+ is damaged/);
  });

  it('is refused when it is of a newer format, or something else', async () => {
    await written();
    const db = new DatabaseSync(file());
    db.exec('PRAGMA user_version = 99');
    await expect(open()).rejects.toThrow('has format 99; this program knows format 2');
    db.exec('PRAGMA application_id = 7');
    await expect(open()).rejects.toThrow('is not an event store');
    db.close();
  });
});

describe('a writer that cannot go on', () => {
  const encoded = (): { id: string; type: string; data: string; metadata: string } => ({ id: randomUUID(), type: 'T', data: '{}', metadata: '{}' });

  it('rejects what waits and what comes when its thread dies', async () => {
    const writer = await Writer.start({ folder }, () => undefined);
    const waiting = Array.from({ length: 20 }, (_, n) => writer.append(`hostile.book-${n}`, [encoded()], 'any'));
    const settled = Promise.allSettled(waiting);
    await (writer as unknown as { worker: Worker }).worker.terminate();
    for (const result of await settled) if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(EventStoreUnavailable);
    await expect(writer.append('hostile.book-1', [encoded()], 'any')).rejects.toThrow('its writer has stopped');
    await writer.close();
  });

  it('refuses appends beyond the bound of what may wait, in number and in size', async () => {
    const store = await open({ pendingAppendsMax: 10, pendingCharactersMax: 1_000_000 });
    const append = (characters: number): Promise<unknown> => store.append('hostile.book-1', [event(characters)], 'any');
    const refusedOf = async (attempts: Promise<unknown>[]): Promise<number> => {
      const results = await Promise.allSettled(attempts);
      const refused = results.filter((result) => result.status === 'rejected');
      for (const { reason } of refused as PromiseRejectedResult[]) expect(reason).toBeInstanceOf(EventStoreUnavailable);
      return refused.length;
    };
    expect(await refusedOf(Array.from({ length: 25 }, () => append(10)))).toBe(15);
    expect(await refusedOf(Array.from({ length: 5 }, () => append(300_000)))).toBe(2);
    expect(await store.head()).toBe(13n);
  });
});

describe('a closed store', () => {
  it('has recorded what it was given, refuses the rest, and may be closed again', async () => {
    const store = await open();
    const given = Promise.all(Array.from({ length: 20 }, (_, n) => store.append(`hostile.book-${n}`, [event()], 'no-stream')));
    await Promise.resolve();
    await store.close();
    expect(await given).toHaveLength(20);
    await expect(store.append('hostile.book-1', [event()], 'any')).rejects.toThrow('it is closed');
    await expect(store.head()).rejects.toThrow(EventStoreUnavailable);
    await expect(gathered(store.readStream('hostile.book-1'))).rejects.toThrow('is closed');
    await store.close();
    expect(await (await open()).head()).toBe(20n);
  });

  it('ends subscriptions with an error, since they wait for what cannot come', async () => {
    const store = await open();
    const following = (async () => {
      for await (const batch of store.subscribe()) expect(batch.events).toHaveLength(0);
    })();
    const ended = expect(following).rejects.toThrow('is closed');
    await new Promise((resolve) => setTimeout(resolve, 20));
    await store.close();
    await ended;
  });
});
