import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LeafFrames, TileFrames, tilesOfTree } from '@ledger/platform/audit-log/node';
import { openEmbeddedReader } from '@ledger/platform/event-store/embedded';
import { createLogKeys, leafPagesToHash, leafStreamPattern, readLogKeys, Sealer, TileFolder, TreeWriter } from '@ledger/platform/sealer';
import { openTestLedger, type TestLedger } from '../testing/test-ledger';
import { auditMessages, auditModule } from './index';

const EVENTS = 300;
const pattern = leafStreamPattern(['counters']);
let ledger: TestLedger;
let sealer: Sealer;
let folder = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stored-events-'));
  const [audit, keyFolder] = [join(folder, 'audit'), join(folder, 'keys')];
  await createLogKeys(keyFolder, 'ledger.test/stored');
  const keys = async () => (await readLogKeys(keyFolder, Date.now()))!;
  ledger = await openTestLedger({
    messages: auditMessages,
    parts: (store) => {
      sealer = new Sealer({ store, tree: new TreeWriter({ store, pattern, folder: audit }), folder: audit, keyFolder, keys, now: () => Date.now(), intervalMs: 3_600_000 });
      return { imports: [auditModule({ tiles: new TileFolder(audit), keys, latest: () => sealer.latest(), cosigned: async () => undefined, status: () => sealer.status(), checkpointNow: () => sealer.checkpointNow(), leaves: (after) => leafPagesToHash(store, pattern, after) })] };
    },
  });
  for (let n = 0; n < EVENTS; n += 50) await Promise.all(Array.from({ length: 50 }, (_, i) => ledger.ask('/api/commands/OpenCounter', { body: { counter: `c${n + i}`, unit: '10', limit: '1' } })));
  await sealer.start();
  await sealer.checkpointNow();
});
afterAll(async () => {
  await sealer.close();
  await ledger.close();
  rmSync(folder, { recursive: true, force: true });
});

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
    const raw = reader.readRaw(0n, 2 * EVENTS).filter(({ stream }) => pattern.test(stream));
    await reader.close();
    expect(leaves).toHaveLength(EVENTS);
    expect(leaves.map(({ data, metadata, position, stream }) => [position, stream, Buffer.from(data).toString(), Buffer.from(metadata).toString()])).toEqual(raw.map(({ position, stream, dataText, metadataText }) => [String(position), stream, dataText, metadataText]));
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
      const folderOf = new TileFolder(join(folder, 'audit'));
      expect(tiles.map((tile) => Buffer.from(tile!))).toEqual([...tilesOfTree(size, true)].map((tile) => Buffer.from(folderOf.read(tile))));
    }
    expect((await ledger.ask(`/api/published-tiles?size=${EVENTS + 1}`, { user: 'inspector' })).status).toBe(404);
  });

  it('tells one that is gone as missing', async () => {
    rmSync(join(folder, 'audit/tile/0/000'));
    const tiles = new TileFrames().take(await bytesOf('/api/published-tiles'));
    expect(tiles.map((tile) => tile === undefined)).toEqual([true, false, false, false, false]);
  });
});
