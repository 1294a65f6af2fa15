import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { LeafFrames, TileFrames, tilesOfTree } from '@ledger/platform/audit-log/node';
import { openEmbeddedReader } from '@ledger/platform/event-store/embedded';
import { leafPages, TileFolder } from '@ledger/platform/sealer';
import { openSealedTestLedger, SEALED_STREAMS, type SealedTestLedger } from '../testing/sealed-test-ledger';
import type { TestLedger } from '../testing/test-ledger';

const EVENTS = 300;
let sealed: SealedTestLedger;
let ledger: TestLedger;

beforeAll(async () => {
  sealed = await openSealedTestLedger('ledger.test/stored', (store) => ({ leaves: (after) => leafPages(store, SEALED_STREAMS, after) }));
  ({ ledger } = sealed);
  for (let n = 0; n < EVENTS; n += 50) await Promise.all(Array.from({ length: 50 }, (_, i) => ledger.ask('/api/commands/OpenCounter', { body: { counter: `c${n + i}`, unit: '10', limit: '1' } })));
  await sealed.sealer.start();
  await sealed.sealer.checkpointNow();
});
afterAll(() => sealed.close());

/** An inspector's token is his name here. */
async function bytesOf(path: string): Promise<Uint8Array> {
  const answer = await fetch(ledger.address + path, { headers: { authorization: 'Bearer inspector' } });
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
  return new Uint8Array(await answer.arrayBuffer());
}

describe('/api/events/stored', () => {
  it('gives the sealed events in order, to the byte as they lie on disk', async () => {
    const leaves = new LeafFrames().take(await bytesOf('/api/events/stored'));
    const reader = await openEmbeddedReader({ folder: ledger.folder });
    const raw = reader.readRaw(0n, 2 * EVENTS).filter(({ stream }) => SEALED_STREAMS.test(stream));
    await reader.close();
    expect(leaves).toHaveLength(EVENTS);
    expect(leaves.map(({ data, metadata, position, stream }) => [position, stream, Buffer.from(data).toString(), Buffer.from(metadata).toString()])).toEqual(raw.map(({ position, stream, data, metadata }) => [String(position), stream, String(data), String(metadata)]));
    const after = new LeafFrames().take(await bytesOf(`/api/events/stored?from=${leaves[99]!.position}`));
    expect(after).toEqual(leaves.slice(100));
  });

  it('is for inspectors, and refuses what it does not know', async () => {
    for (const path of ['/api/events/stored', '/api/published-tiles']) {
      expect((await ledger.ask(path, { user: '' })).status).toBe(401);
      expect((await ledger.ask(path, { user: 'clerk' })).status).toBe(403);
      expect((await ledger.ask(`${path}?till=3`, { user: 'inspector' })).status).toBe(400);
    }
    expect((await ledger.ask('/api/events/stored?from=x', { user: 'inspector' })).status).toBe(400);
  });
});

describe('/api/published-tiles', () => {
  it('gives every tile of a tree that was published, as the log does one by one', async () => {
    for (const size of [BigInt(EVENTS), 256n, 7n]) {
      const tiles = new TileFrames().take(await bytesOf(`/api/published-tiles?size=${size}`));
      const folderOf = new TileFolder(sealed.tileFolder);
      expect(tiles.map((tile) => Buffer.from(tile!))).toEqual([...tilesOfTree(size, true)].map((tile) => Buffer.from(folderOf.read(tile))));
    }
    expect((await ledger.ask(`/api/published-tiles?size=${EVENTS + 1}`, { user: 'inspector' })).status).toBe(404);
  });

  it('tells one that is gone as missing', async () => {
    rmSync(join(sealed.tileFolder, 'tile/0/000'));
    const tiles = new TileFrames().take(await bytesOf('/api/published-tiles'));
    expect(tiles.map((tile) => tile === undefined)).toEqual([true, false, false, false, false]);
  });
});
