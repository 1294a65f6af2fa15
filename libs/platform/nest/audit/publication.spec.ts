import { request as httpRequest } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { inclusionProof, leafHash, openNote, parseCheckpoint, parseEntryBundle, parseVerifierKey, rootOf, subtreesFromTiles, tilePath, verifyInclusion } from '@ledger/platform/audit-log/node';
import { rotateLogKeys, type Sealer } from '@ledger/platform/sealer';
import { openSealedTestLedger, type SealedTestLedger } from '../testing/sealed-test-ledger';
import type { TestLedger } from '../testing/test-ledger';
import { sealingPart } from './index';

const ORIGIN = 'ledger.test/published';
const EVENTS = 300;
let sealed: SealedTestLedger;
let ledger: TestLedger;
let sealer: Sealer;

const asked = (path: string, headers: Record<string, string> = {}) => fetch(ledger.address + path, { headers });

beforeAll(async () => {
  sealed = await openSealedTestLedger(ORIGIN, () => ({ verifier: Buffer.from('export {};\n') }));
  ({ ledger, sealer } = sealed);
  ledger.shell.readiness.sealing = () => sealingPart(sealer.status());
});
afterAll(() => sealed.close());

const record = (counter: string) => ledger.ask('/api/commands/OpenCounter', { body: { counter, unit: '10', limit: '1' } });

describe('the published log', () => {
  it('has nothing before its first checkpoint', async () => {
    for (const path of ['/audit/checkpoint', '/audit/checkpoint.cosigned', '/audit/tile/0/000.p/1', '/audit/key/rotation']) {
      const answer = await asked(path);
      expect([path, answer.status, answer.headers.get('cache-control')]).toEqual([path, 404, 'no-store']);
      expect(((await answer.json()) as { code: string }).code).toBe('audit.not-published');
    }
    expect((await asked('/audit/key')).status).toBe(200);
  });

  it('seals on demand, for operators alone', async () => {
    for (let n = 0; n < EVENTS; n += 50) await Promise.all(Array.from({ length: 50 }, (_, i) => record(`c${n + i}`)));
    await sealer.start();
    // Nobody is told that there is none while the sealer looks for it.
    expect((await asked('/audit/checkpoint')).status).toBe(200);
    expect((await ledger.ask('/api/operations/audit/checkpoint', { user: 'clerk', body: {} })).status).toBe(403);
    expect((await ledger.ask('/api/operations/audit', { user: '' })).status).toBe(401);
    const answer = await ledger.ask('/api/operations/audit/checkpoint', { user: 'operator', body: {} });
    expect(answer.json).toMatchObject({ state: 'sealing', origin: ORIGIN, size: String(EVENTS), published: { size: String(EVENTS), quorumMet: true } });
    expect((await ledger.ask('/api/operations/audit', { user: 'operator' })).json).toMatchObject({ state: 'sealing', size: String(EVENTS) });
    expect((await ledger.ask('/health/ready', { user: '' })).json.parts.sealing).toMatchObject({ ok: true, state: 'sealing', size: String(EVENTS) });
  });

  it('is verified by whoever has its key, without signing in', async () => {
    const key = await asked('/audit/key');
    expect([key.headers.get('content-type'), key.headers.get('cache-control')]).toEqual(['text/plain; charset=utf-8', 'public, max-age=60']);
    const vkey = (await key.text()).trim();
    expect(parseVerifierKey(vkey).name).toBe(ORIGIN);
    const answer = await asked('/audit/checkpoint');
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control'), answer.headers.get('access-control-allow-origin')]).toEqual([200, 'text/plain; charset=utf-8', 'public, max-age=2', '*']);
    const { size, root } = parseCheckpoint((await openNote(await answer.text(), [vkey])).text);
    expect(size).toBe(BigInt(EVENTS));
    const tiles = new Map<string, Uint8Array>();
    for (const path of ['tile/0/000', 'tile/0/001.p/44', 'tile/1/000.p/1', 'tile/entries/000', 'tile/entries/001.p/44']) {
      const tile = await asked(`/audit/${path}`);
      expect([path, tile.status, tile.headers.get('content-type'), tile.headers.get('cache-control')]).toEqual([path, 200, 'application/octet-stream', 'public, max-age=31536000, immutable']);
      tiles.set(path, new Uint8Array(await tile.arrayBuffer()));
    }
    const subtrees = subtreesFromTiles(size, ({ level, index, width }) => tiles.get(tilePath(level, index, width))!);
    expect(Buffer.from(rootOf(size, subtrees)).equals(root)).toBe(true);
    const entries = [...parseEntryBundle(tiles.get('tile/entries/000')!, 256), ...parseEntryBundle(tiles.get('tile/entries/001.p/44')!, 44)];
    for (const index of [0, 255, 256, 299]) expect(verifyInclusion(index, size, leafHash(entries[index]!), inclusionProof(index, size, subtrees), root)).toBe(true);
    // Entries hold hashes of what was recorded, not what was recorded.
    expect(Object.keys(JSON.parse(Buffer.from(entries[0]!).toString('utf8')) as object)).toEqual(['data', 'id', 'meta', 'recordedAt', 'rev', 'stream', 'type', 'v']);
  });

  it('serves partial tiles of every size it has published, which are the beginnings of larger ones', async () => {
    const whole = Buffer.from(await (await asked('/audit/tile/0/000')).arrayBuffer());
    for (const width of [1, 17, 255]) {
      const partial = Buffer.from(await (await asked(`/audit/tile/0/000.p/${width}`)).arrayBuffer());
      expect(partial.equals(whole.subarray(0, width * 32))).toBe(true);
      const bundle = new Uint8Array(await (await asked(`/audit/tile/entries/000.p/${width}`)).arrayBuffer());
      expect(parseEntryBundle(bundle, width)).toHaveLength(width);
    }
  });

  it('compresses entries for those who take it', async () => {
    const plain = await raw('/audit/tile/entries/000', {});
    expect(plain.headers['content-encoding']).toBeUndefined();
    const compressed = await raw('/audit/tile/entries/000', { 'accept-encoding': 'br, gzip' });
    expect([compressed.headers['content-encoding'], compressed.headers.vary]).toEqual(['gzip', 'accept-encoding']);
    expect(compressed.body.length).toBeLessThan(plain.body.length / 2);
    expect(gunzipSync(compressed.body).equals(plain.body)).toBe(true);
    expect((await raw('/audit/tile/entries/000', { 'accept-encoding': 'gzip;q=0' })).headers['content-encoding']).toBeUndefined();
    expect((await raw('/audit/tile/0/000', { 'accept-encoding': 'gzip' })).headers['content-encoding']).toBeUndefined();
  });

  it.each([
    'tile/0/001', 'tile/0/001.p/45', 'tile/0/001.p/255', 'tile/1/000', 'tile/1/000.p/2', 'tile/2/000.p/1', 'tile/0/002.p/1', 'tile/entries/001', 'tile/entries/001.p/45', 'tile/63/000.p/1', 'tile/0/x999/x999/x999/x999/x999/999',
  ])('never serves %s, which is beyond what it has published', async (path) => {
    const answer = await asked(`/audit/${path}`);
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([404, 'no-store']);
  });

  it.each([
    'tile', 'tile/', 'tile/0', 'tile/0/', 'tile/0/0', 'tile/0/00', 'tile/00/000', 'tile/64/000', 'tile/-1/000', 'tile/0/000.p/0', 'tile/0/000.p/256', 'tile/0/000.p/01', 'tile/0/000.p', 'tile/0/x000/000', 'tile/0/000/', 'tile/0//000',
    'tile/data/000', 'tile/0/%30%30%30', 'tile/0/..%2f..%2fkeys%2flog.key', 'tile/0/000%00', 'tile/Entries/000', 'positions', 'keys', 'tile/0/000.p/1/2', 'tile/%zz', `tile/0/${'x000/'.repeat(200)}000`,
  ])('has no %s', async (path) => {
    const answer = await raw(`/audit/${path}`, {});
    expect([400, 404]).toContain(answer.status);
    expect(String(answer.headers['cache-control'])).not.toContain('immutable');
  });

  it('hands out the verifier with its SHA-256', async () => {
    const file = await asked('/audit/verify-bundle.mjs');
    expect([file.headers.get('content-type'), await file.text()]).toEqual(['text/javascript; charset=utf-8', 'export {};\n']);
    const hash = await asked('/audit/verify-bundle.mjs.sha256');
    expect(await hash.text()).toBe('8e609bb71c20b858c77f0e9f90bb1319db8477b13f9f965f1a1e18524bf50881  verify-bundle.mjs\n');
  });

  it('answers HEAD as GET, and no other method', async () => {
    const head = await fetch(`${ledger.address}/audit/tile/0/000`, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '8192']);
    expect((await fetch(`${ledger.address}/audit/checkpoint`, { method: 'POST' })).status).toBe(404);
  });

  it('publishes the next checkpoint and what belongs to it, and both keys while they change', async () => {
    await rotateLogKeys(sealed.keyFolder, { now: Date.now(), days: 30 });
    await record('more');
    expect((await asked('/audit/tile/0/001.p/45')).status).toBe(404);
    await sealer.checkpointNow();
    expect((await asked('/audit/tile/0/001.p/45')).status).toBe(200);
    expect((await asked('/audit/tile/0/001.p/44')).status).toBe(200);
    const keys = (await (await asked('/audit/key')).text()).trim().split('\n');
    expect(keys).toHaveLength(2);
    const note = await (await asked('/audit/checkpoint')).text();
    for (const key of keys) await openNote(note, [key]);
    const rotation = await (await asked('/audit/key/rotation')).text();
    expect((await openNote(rotation, keys)).text).toContain(`new ${keys[0]}\n`);
  });
});

/** A request whose path is sent as it is, and whose answer is not unpacked. */
function raw(path: string, headers: Record<string, string>): Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(ledger.address);
    const sent = httpRequest({ hostname, port, path, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(parts) }));
    });
    sent.on('error', reject).end();
  });
}
