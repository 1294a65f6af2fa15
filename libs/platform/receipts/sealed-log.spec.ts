import { formatVerifierKey, openReceipt, parsePolicy, rootHash } from '@ledger/platform/audit-log/node';
import { openEmbeddedStore, type EmbeddedStore } from '@ledger/platform/event-store/embedded';
import type { Sealer } from '@ledger/platform/sealer';
import { fill, leafHashes, sampleEvent } from '@ledger/platform/sealer/testing/sample-events';
import { SealingPlace } from '@ledger/platform/sealer/testing/sealing';
import { NotSealedYet, receiptProof, SealedLog, type CheckpointSource } from './index';

let place: SealingPlace;
let store: EmbeddedStore;
let sealer: Sealer;
let log: SealedLog;
beforeEach(async () => {
  place = await new SealingPlace().createKeys();
  store = await openEmbeddedStore({ folder: place.data });
  sealer = place.sealer(store);
  await sealer.start();
  await sealer.checkpointNow();
  log = new SealedLog(place.folder, sealer);
});
afterEach(async () => {
  await sealer.close();
  await store.close();
  place.remove();
});

const WAIT_MS = 20_000;

describe('a sealed log', () => {
  it('seals on demand what has just been recorded, and nothing when all is sealed', async () => {
    await fill(store, 300);
    const head = await store.head();
    expect(log.covering(head)).toBeUndefined();
    const sealed = await log.seal(head, WAIT_MS);
    expect(sealed.size).toBe(BigInt((await leafHashes(store)).length));
    expect(await log.seal(head, WAIT_MS)).toEqual(sealed);
  });

  it('knows the tree as it was at every position', async () => {
    await fill(store, 300);
    const head = await store.head();
    const sealed = await log.seal(head, WAIT_MS);
    const leaves = await leafHashes(store);
    for (const position of [0n, 1n, 2n, 8n, 9n, 100n, 257n, 260n, head]) {
      const { size, root, position: last } = log.treeUpTo(position, sealed);
      expect(root).toEqual(rootHash(leaves.slice(0, Number(size))));
      expect(last <= position).toBe(true);
      expect(log.treeUpTo(last, sealed)).toEqual({ size, root, position: last });
    }
    expect(log.treeUpTo(head, sealed).size).toBe(sealed.size);
  });

  it('leaves out the last leaves of streams that are to be skipped, and no others', async () => {
    await store.append('funds.line-a', [sampleEvent(1)], 'any');
    await store.append('housing.house-x', [sampleEvent(2)], 'any');
    await store.append('funds.line-b', [sampleEvent(3)], 'any');
    for (const n of [4, 5]) await store.append('housing.house-x', [sampleEvent(n)], 'any');
    const head = await store.head();
    const sealed = await log.seal(head, WAIT_MS);
    const skipped = log.treeUpTo(head, sealed, (stream) => stream.startsWith('housing.'));
    expect(skipped).toEqual(log.treeUpTo(skipped.position, sealed));
    expect([sealed.size, skipped.size]).toEqual([5n, 3n]);
    expect(log.treeUpTo(head, sealed, () => true).size).toBe(0n);
  });

  it('proves each event that is a leaf, and none that is not', async () => {
    await fill(store, 120);
    const sealed = await log.seal(await store.head(), WAIT_MS);
    const policy = parsePolicy(`log ${formatVerifierKey((await place.keys()).signers[0]!)}\nquorum none\n`);
    const others: string[] = [];
    for await (const events of store.readAll()) {
      for (const { stream, revision, position, data, metadata } of events) {
        const index = log.leafAt(position, sealed);
        if (index === undefined) others.push(stream);
        else if (!stream.startsWith('$$')) expect((await openReceipt(receiptProof(log, index, sealed, { data, metadata }), policy)).entry).toMatchObject({ stream, revision });
      }
    }
    expect(new Set(others)).toEqual(new Set(['consumer.bookmark-1', 'audit.checkpoints']));
  });

  it('waits for a checkpoint no longer than it is told to', async () => {
    const still: CheckpointSource = { latest: () => undefined, status: () => ({ position: 0n }), checkpointNow: () => new Promise(() => undefined) };
    await expect(new SealedLog(place.folder, still).seal(1n, 120)).rejects.toBeInstanceOf(NotSealedYet);
    const failing: CheckpointSource = { ...still, checkpointNow: () => Promise.reject(new Error('the key is gone')) };
    await expect(new SealedLog(place.folder, failing).seal(1n, 120)).rejects.toBeInstanceOf(NotSealedYet);
  });
});
