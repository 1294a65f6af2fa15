import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { formatVerifierKey, openCheckpoint, parsePolicy, type Policy } from '@ledger/platform/audit-log/node';
import { COSIGNED } from './checkpoint-stream';
import { Cosigning } from './cosigning';
import type { Sealer } from './sealer';
import { TileFolder } from './tile-folder';
import { SampleLog } from './testing/sample-log';
import { SparseMemoryStore } from './testing/memory-store';
import { fill } from './testing/sample-events';
import { ORIGIN, SealingPlace } from './testing/sealing';
import { startWitness, type RunningWitness } from './witness';

let place: SealingPlace;
let store: SparseMemoryStore;
let logKey = '';
let clock = 0;
const closings: (() => Promise<unknown> | unknown)[] = [];

beforeEach(async () => {
  place = await new SealingPlace().createKeys();
  store = new SparseMemoryStore();
  logKey = formatVerifierKey((await place.keys()).signers[0]!);
  clock = Date.now();
});
afterEach(async () => {
  for (const closing of closings.splice(0).reverse()) await closing();
  place.remove();
});

async function witnessCalled(name: string, port = 0): Promise<RunningWitness> {
  const running = await startWitness({ folder: join(place.data, name), name: `${name}.test`, logs: [logKey], host: '127.0.0.1', port });
  let closed = false;
  const close = running.close;
  closings.push(() => (closed ? undefined : close()));
  return { ...running, close: () => ((closed = true), close()) };
}

/** Something else where a witness is expected. */
async function answering(answer: (body: string) => { status: number; body: string; headers?: Record<string, string> } | undefined): Promise<string> {
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => (body += part));
    request.on('end', () => {
      const said = answer(body);
      if (said) response.writeHead(said.status, said.headers).end(said.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closings.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
}

const policyOf = (k: number, ...witnesses: readonly { name: string; vkey: string; address: string }[]): Policy =>
  parsePolicy([`log ${logKey}`, ...witnesses.map(({ name, vkey, address }) => `witness ${name} ${vkey} ${address}`), `group quorum ${k} ${witnesses.map(({ name }) => name).join(' ')}`, 'quorum quorum'].join('\n'));

async function sealing(policy: Policy, timeoutMs = 15_000): Promise<Sealer> {
  const cosigning = new Cosigning({ policy, tiles: new TileFolder(place.folder), timeoutMs, graceMs: 5_000, now: () => clock });
  const sealer = place.sealer(store, { cosigning });
  await sealer.start();
  closings.push(() => sealer.close());
  return sealer;
}

const witnesses = async (...names: readonly string[]) => {
  const all = [];
  for (const name of names) all.push({ name, ...(await witnessCalled(name)) });
  return all;
};

describe('cosigning', () => {
  it('collects what the policy asks for and publishes it with the checkpoint', async () => {
    const all = await witnesses('one', 'two', 'three');
    const policy = policyOf(2, ...all);
    const sealer = await sealing(policy);
    for (const count of [1, 300, 300]) {
      await fill(store, count, store.events.length);
      const opened = await openCheckpoint(await sealer.checkpointNow(), policy);
      expect(opened.quorumMet).toBe(true);
    }
    expect(sealer.status()).toMatchObject({ published: { size: 601n, quorumMet: true }, witnesses: all.map(({ name }) => expect.objectContaining({ name, size: 601n })) });
    expect(readFileSync(join(place.folder, 'checkpoint.cosigned'), 'utf8')).toBe(sealer.latest()!.note);
    const cosigned = store.events.filter(({ stream }) => stream === COSIGNED);
    expect(cosigned.at(-1)!.data.note).toBe(sealer.latest()!.note);
  });

  it('goes on sealing with too few witnesses, says so, and asks again when they may be back', async () => {
    const all = await witnesses('one', 'two');
    const policy = policyOf(2, ...all);
    const sealer = await sealing(policy);
    await fill(store, 5);
    await sealer.checkpointNow();
    const port = Number(new URL(all[1]!.address).port);
    await all[1]!.close();
    await fill(store, 5, 5);
    const unmet = await openCheckpoint(await sealer.checkpointNow(), policy);
    expect([unmet.checkpoint.size, unmet.quorumMet, unmet.cosignatures.length]).toEqual([10n, false, 1]);
    expect(sealer.status()).toMatchObject({ state: 'sealing', published: { size: 10n, quorumMet: false }, witnesses: [{ name: 'one', size: 10n }, { name: 'two', size: 5n, error: expect.stringContaining('ECONNREFUSED') }] });
    // What met the policy last stays to be had.
    expect((await openCheckpoint(readFileSync(join(place.folder, 'checkpoint.cosigned')), policy)).checkpoint.size).toBe(5n);
    all[1] = { name: 'two', ...(await witnessCalled('two', port)) };
    // It is left alone for a while, whoever asks.
    await sealer.checkpointNow();
    expect(sealer.latest()!.quorumMet).toBe(false);
    clock += 120_000;
    await sealer.checkpointNow();
    for (let n = 0; n < 200 && !sealer.latest()!.quorumMet; n++) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(sealer.status()).toMatchObject({ published: { size: 10n, quorumMet: true } });
    expect((await openCheckpoint(sealer.latest()!.note, policy)).cosignatures).toHaveLength(2);
  });

  it('waits for nobody for ever', async () => {
    const [good] = await witnesses('good');
    const silent = { name: 'silent', vkey: (await witnessCalled('silent')).vkey, address: await answering(() => undefined) };
    const sealer = await sealing(policyOf(2, good!, silent), 2_000);
    await fill(store, 5);
    const note = await sealer.checkpointNow();
    expect(note.split('\n— ')).toHaveLength(3);
    expect(sealer.status().witnesses![1]).toMatchObject({ error: 'it did not answer in time' });
  });

  it('takes nothing for a cosignature but one of the witness’s key over this checkpoint', async () => {
    const honest = await witnessCalled('honest');
    const other = await SampleLog.create(ORIGIN);
    const answers = [
      () => ({ status: 200, body: '' }),
      () => ({ status: 200, body: '— honest.test AAAA\n' }),
      () => ({ status: 200, body: `${honest.vkey}\n` }),
      (body: string) => ({ status: 200, body: body.slice(body.indexOf('\n— ') + 1) }),
      () => ({ status: 200, body: 'x'.repeat(1_000_000) }),
      () => ({ status: 500, body: '' }),
      () => ({ status: 302, body: '', headers: { location: honest.address } }),
      () => ({ status: 409, body: 'many\n' }),
      () => ({ status: 409, body: '99999\n' }),
      () => ({ status: 409, body: '3\n' }),
      () => ({ status: 422, body: 'no' }),
    ];
    for (const answer of answers) {
      clock += 120_000;
      const address = await answering(answer);
      const cosigning = new Cosigning({ policy: policyOf(1, { name: 'w', vkey: honest.vkey, address }), tiles: new TileFolder(place.folder), timeoutMs: 5_000, now: () => clock });
      await fill(store, 5, store.events.length);
      const note = await other.checkpoint(5);
      expect(await cosigning.collect({ note, size: 5n })).toEqual({ note, cosignatures: 0, quorumMet: false });
      expect(cosigning.status()[0]!.error).toEqual(expect.any(String));
    }
  });

  it('proves its tree to a witness that is behind, and hears of one that is ahead', async () => {
    const [witness] = await witnesses('one');
    const policy = policyOf(1, witness!);
    const first = await sealing(policy);
    await fill(store, 300);
    await first.checkpointNow();
    await fill(store, 500, 300);
    await first.checkpointNow();
    await first.close();
    // A new process does not know where the witness is.
    const again = await sealing(policy);
    await fill(store, 100, 800);
    expect((await openCheckpoint(await again.checkpointNow(), policy)).quorumMet).toBe(true);
    const rolledBack = new Cosigning({ policy, tiles: new TileFolder(place.folder), now: () => clock });
    const old = store.events.find(({ data }) => data.size === '300')!.data.note as string;
    expect((await rolledBack.collect({ note: old, size: 300n })).quorumMet).toBe(false);
    expect(rolledBack.status()[0]!.error).toContain('it has cosigned size 900, but the log is at 300');
  });

  it('is not asked for without a policy', async () => {
    const sealer = place.sealer(store);
    closings.push(() => sealer.close());
    await sealer.start();
    await fill(store, 5);
    await sealer.checkpointNow();
    expect(sealer.status().witnesses).toBeUndefined();
    expect(existsSync(join(place.folder, 'checkpoint.cosigned'))).toBe(false);
  });
});
