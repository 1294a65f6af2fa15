import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openNote, parseCheckpoint, rootHash } from '@ledger/platform/audit-log/node';
import type { EventStore } from '@ledger/platform/event-store';
import { openEmbeddedStore } from '@ledger/platform/event-store/embedded';
import { CHECKPOINTS } from './checkpoint-stream';
import type { Sealer } from './sealer';
import { SealerRefused } from './tree';
import { TreeInThread } from './tree-in-thread';
import { SparseMemoryStore } from './testing/memory-store';
import { fill, leafHashes, PATTERN } from './testing/sample-events';
import { ORIGIN, SealingPlace } from './testing/sealing';

const noteOf = (note: string) => parseCheckpoint(note);

async function checkpoints(store: EventStore): Promise<bigint[]> {
  const sizes: bigint[] = [];
  for await (const events of store.readStream(CHECKPOINTS)) sizes.push(...events.map(({ data }) => BigInt(data.size as string)));
  return sizes;
}

const stores: readonly [string, (place: SealingPlace) => Promise<EventStore>][] = [
  ['the embedded store', (place) => openEmbeddedStore({ folder: place.data })],
  ['a store with sparse positions', async () => new SparseMemoryStore()],
];

describe.each(stores)('a sealer on %s', (_, openStore) => {
  let place: SealingPlace;
  let store: EventStore;
  const running: Sealer[] = [];
  const sealer = (...options: Parameters<SealingPlace['sealer']> extends [unknown, ...infer Rest] ? Rest : never): Sealer => {
    const made = place.sealer(store, ...options);
    running.push(made);
    return made;
  };
  const stopAll = async (): Promise<void> => {
    for (const each of running.splice(0)) await each.close();
  };

  beforeEach(async () => {
    place = await new SealingPlace().createKeys();
    store = await openStore(place);
  });
  afterEach(async () => {
    await stopAll();
    await store.close();
    place.remove();
  });

  it('signs a checkpoint of every event that is a leaf, and of nothing else', async () => {
    await fill(store, 600);
    const one = sealer();
    await one.start();
    const note = await one.checkpointNow();
    const hashes = await leafHashes(store);
    expect(hashes).toHaveLength(600);
    expect(noteOf(note)).toMatchObject({ origin: ORIGIN, size: 600n });
    expect(Buffer.from(noteOf(note).root)).toEqual(Buffer.from(rootHash(hashes)));
    await openNote(note, (await place.keys()).known);
    expect(one.status()).toMatchObject({ state: 'sealing', size: 600n, published: { size: 600n, quorumMet: true }, rebuilt: false });
    expect(readFileSync(join(place.folder, 'checkpoint'), 'utf8')).toBe(note);
  });

  it('makes none when nothing is new, one when asked, and goes on where it was after a restart', async () => {
    const one = sealer();
    await one.start();
    await fill(store, 10);
    const first = await one.checkpointNow();
    expect(await one.checkpointNow()).toBe(first);
    await fill(store, 300, 10);
    await one.checkpointNow();
    await stopAll();
    await fill(store, 1, 310);
    const other = sealer();
    await other.start();
    expect(noteOf(await other.checkpointNow()).size).toBe(311n);
    expect(other.status().rebuilt).toBe(false);
    const sizes = await checkpoints(store);
    expect(new Set(sizes).size).toBe(sizes.length);
    expect(sizes[0]).toBe(0n);
    expect(sizes.at(-1)).toBe(311n);
  });

  it('follows by itself, at most one checkpoint in an interval', async () => {
    const one = sealer({ intervalMs: 50 });
    await one.start();
    const started = Date.now();
    for (let n = 0; n < 40; n++) {
      await fill(store, 5, 5 * n);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    while (one.status().size < 200n && Date.now() - started < 10_000) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(one.status().size).toBe(200n);
    expect((await checkpoints(store)).length).toBeLessThanOrEqual(Math.ceil((Date.now() - started) / 50) + 2);
  });

  it('makes the tiles again from the events when they are gone, with the same root', async () => {
    await fill(store, 700);
    const one = sealer();
    await one.start();
    const note = await one.checkpointNow();
    await stopAll();
    const before = readFileSync(join(place.folder, 'tile/entries/001'));
    rmSync(place.folder, { recursive: true });
    const other = sealer();
    await other.start();
    expect(await other.checkpointNow()).toBe(note);
    expect(other.status().rebuilt).toBe(true);
    expect(readFileSync(join(place.folder, 'tile/entries/001')).equals(before)).toBe(true);
    expect(existsSync(join(place.folder, 'rebuilding'))).toBe(false);
  });

  it('makes a damaged right edge again', async () => {
    await fill(store, 300);
    const one = sealer();
    await one.start();
    await one.checkpointNow();
    await stopAll();
    writeFileSync(join(place.folder, 'tile/0/001.p/44'), 'no tile');
    const other = sealer();
    await other.start();
    expect(noteOf(await other.checkpointNow()).size).toBe(300n);
    expect(other.status().rebuilt).toBe(true);
  });

  it('refuses tiles without a checkpoint', async () => {
    await fill(store, 300);
    const elsewhere = new SparseMemoryStore();
    const one = place.sealer(elsewhere);
    await fill(elsewhere, 3);
    await one.start();
    await one.checkpointNow();
    await one.close();
    rmSync(join(place.folder, 'checkpoint'));
    const other = sealer();
    await other.start();
    await expect(other.checkpointNow()).rejects.toThrow(SealerRefused);
    expect(other.status()).toMatchObject({ state: 'refused', error: expect.stringContaining('holds tiles') });
    rmSync(place.folder, { recursive: true });
    await stopAll();
    const third = sealer();
    await third.start();
    await expect(third.checkpointNow()).rejects.toThrow('the key has begun a log');
    expect(await checkpoints(store)).toEqual([]);
  });

  it('refuses a store that was rolled back behind what it has published', async () => {
    await fill(store, 5);
    const one = sealer();
    await one.start();
    const published = await one.checkpointNow();
    await fill(store, 5, 5);
    const newer = await one.checkpointNow();
    await stopAll();
    expect(published).not.toBe(newer);
    const rolledBack = Object.create(store) as EventStore;
    rolledBack.readStream = async function* (stream) {
      for await (const events of store.readStream(stream)) yield [events.find(({ data }) => data.size === '5')!];
    };
    const other = place.sealer(rolledBack);
    await other.start();
    await expect(other.checkpointNow()).rejects.toThrow('rolled back');
    await other.close();
  });

  it('refuses a log whose last checkpoint an unknown key has signed', async () => {
    await fill(store, 5);
    const one = sealer();
    await one.start();
    await one.checkpointNow();
    await stopAll();
    rmSync(place.keyFolder, { recursive: true });
    await place.createKeys();
    const other = sealer();
    await other.start();
    await expect(other.checkpointNow()).rejects.toThrow('not signed by a key of this log');
  });

  it('is one of two: the other takes over what it recorded', async () => {
    await fill(store, 20);
    const second = new SealingPlace();
    const pair = [sealer(), place.sealer(store, { folder: second.folder, tree: (() => second.tree(store))() })];
    running.push(pair[1]!);
    for (const each of pair) await each.start();
    for (let round = 0; round < 10; round++) {
      await fill(store, 30, 20 + 30 * round);
      const notes = await Promise.all(pair.map((each) => each.checkpointNow()));
      expect(noteOf(notes[0]!).size).toBe(BigInt(50 + 30 * round));
      expect(noteOf(notes[1]!).size).toBe(BigInt(50 + 30 * round));
    }
    const sizes = await checkpoints(store);
    expect(new Set(sizes).size).toBe(sizes.length);
    await stopAll();
    second.remove();
  });

  it('waits while it is held', async () => {
    let held = true;
    await fill(store, 5);
    const one = sealer({ isHeld: () => held });
    await one.start();
    await expect(one.checkpointNow()).rejects.toThrow('loaded');
    expect(one.status().state).toBe('held');
    expect(await checkpoints(store)).toEqual([]);
    held = false;
    expect(noteOf(await one.checkpointNow()).size).toBe(5n);
  });
});

it('seals from a thread of its own', async () => {
  const place = await new SealingPlace().createKeys();
  const store = await openEmbeddedStore({ folder: place.data });
  const sealer = place.sealer(store, { tree: new TreeInThread({ data: place.data, folder: place.folder, pattern: PATTERN }) });
  try {
    await fill(store, 600);
    await sealer.start();
    const { size, root } = noteOf(await sealer.checkpointNow());
    expect(size).toBe(600n);
    expect(Buffer.from(root)).toEqual(Buffer.from(rootHash(await leafHashes(store))));
  } finally {
    await sealer.close();
    await store.close();
    place.remove();
  }
});
