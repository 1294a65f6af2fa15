import { chmodSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatVerifierKey, openNote, parseVerifierKey } from '@ledger/platform/audit-log/node';
import { createLogKeys, readLogKeys, rotateLogKeys } from './log-keys';
import { SparseMemoryStore } from './testing/memory-store';
import { fill } from './testing/sample-events';
import { ORIGIN, SealingPlace } from './testing/sealing';

const DAY = 86_400_000;
let place: SealingPlace;
const now = Date.now();
const at = (days: number) => readLogKeys(place.keyFolder, now + days * DAY);

beforeEach(async () => {
  place = await new SealingPlace().createKeys();
});
afterEach(() => place.remove());

describe('the keys of a log', () => {
  it('are made once, for the owner’s eyes alone, in the form of Go’s notes', async () => {
    const file = join(place.keyFolder, 'log.key');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).toMatch(/^PRIVATE\+KEY\+ledger\.test\/sealing\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}\n$/);
    await expect(createLogKeys(place.keyFolder, ORIGIN)).rejects.toThrow('holds a key already');
    await expect(createLogKeys(join(place.data, 'other'), 'two words')).rejects.toThrow('cannot be the origin');
    expect(await readLogKeys(join(place.data, 'none'), now)).toBeUndefined();
  });

  it('are not used when others can read them, and an error never quotes them', async () => {
    const file = join(place.keyFolder, 'log.key');
    chmodSync(file, 0o644);
    await expect(at(0)).rejects.toThrow('chmod 600');
    chmodSync(file, 0o600);
    const secret = readFileSync(file, 'utf8').trim();
    writeFileSync(file, `${secret.slice(0, -4)}`);
    const error = (await at(0).catch((thrown: unknown) => thrown)) as Error;
    expect(error.message).toContain('holds no private key');
    expect(error.message).not.toContain(secret.split('+')[4]!.slice(0, 20));
  });

  it('rotate: the old key signs that it names the new one, and signs beside it for some days', async () => {
    const before = (await at(0))!.signers[0]!;
    const { key, note } = await rotateLogKeys(place.keyFolder, { now, days: 30 });
    const opened = await openNote(note, [before, key]);
    expect(opened.signatures).toHaveLength(2);
    expect(opened.text).toContain(`old ${formatVerifierKey(before)}\nnew ${formatVerifierKey(key)}\n`);
    expect((await at(29))!.signers.map(({ keyId }) => keyId)).toEqual([key.keyId, before.keyId]);
    expect((await at(31))!.signers.map(({ keyId }) => keyId)).toEqual([key.keyId]);
    expect((await at(31))!.known.map(({ keyId }) => keyId)).toEqual([key.keyId, before.keyId]);
    await expect(rotateLogKeys(place.keyFolder, { now, days: 30 })).rejects.toThrow('under way');
    const { key: third } = await rotateLogKeys(place.keyFolder, { now: now + 31 * DAY, days: 0 });
    expect((await at(31))!.signers.map(({ keyId }) => keyId)).toEqual([third.keyId]);
    expect((await at(31))!.known).toHaveLength(3);
    for (const name of readdirSync(place.keyFolder).filter((each) => each.endsWith('.key'))) expect(statSync(join(place.keyFolder, name)).mode & 0o777).toBe(0o600);
  });

  it('rotate under a sealer: the next checkpoints carry both signatures, later ones the new key’s', async () => {
    let days = 0;
    const store = new SparseMemoryStore();
    const old = formatVerifierKey((await at(0))!.signers[0]!);
    const sealer = place.sealer(store, { keys: async () => (await at(days))! });
    await sealer.start();
    await fill(store, 3);
    await openNote(await sealer.checkpointNow(), [old]);
    const { key } = await rotateLogKeys(place.keyFolder, { now, days: 30 });
    await fill(store, 3, 3);
    const both = await sealer.checkpointNow();
    expect((await openNote(both, [old, key])).signatures).toHaveLength(2);
    days = 31;
    await fill(store, 3, 6);
    const note = await sealer.checkpointNow();
    expect((await openNote(note, [key])).unknown).toHaveLength(0);
    await sealer.close();
    expect(store.events.some(({ data }) => JSON.stringify(data).includes('PRIVATE'))).toBe(false);
  });

  it('rotate while nothing new is recorded: the tree that is public is signed anew, and recorded once', async () => {
    const store = new SparseMemoryStore();
    const old = (await at(0))!.signers[0]!;
    const sealer = place.sealer(store, { keys: async () => (await at(0))! });
    await sealer.start();
    await fill(store, 3);
    await sealer.checkpointNow();
    const recorded = store.events.length;
    const { key } = await rotateLogKeys(place.keyFolder, { now, days: 30 });
    expect((await openNote(await sealer.checkpointNow(), [old, key])).signatures).toHaveLength(2);
    const { key: third } = await rotateLogKeys(place.keyFolder, { now: now - 1, days: 0 });
    const note = await sealer.checkpointNow();
    expect((await openNote(note, [third])).unknown).toHaveLength(0);
    expect(readFileSync(join(place.folder, 'checkpoint'), 'utf8')).toBe(note);
    expect(store.events).toHaveLength(recorded);
    await sealer.close();
    const next = place.sealer(store);
    await next.start();
    expect(await next.checkpointNow()).toBe(note);
    await next.close();
  });

  it('go on after one was lost only when the lost one is named', async () => {
    const store = new SparseMemoryStore();
    await fill(store, 3);
    const lost = formatVerifierKey((await at(0))!.signers[0]!);
    const one = place.sealer(store);
    await one.start();
    await one.checkpointNow();
    await one.close();
    rmSync(place.keyFolder, { recursive: true });
    await createLogKeys(place.keyFolder, ORIGIN, { lost });
    const other = place.sealer(store);
    await other.start();
    await fill(store, 3, 3);
    await other.checkpointNow();
    expect(other.status()).toMatchObject({ state: 'sealing', size: 6n });
    await other.close();
    expect(parseVerifierKey(lost).name).toBe(ORIGIN);
  });
});
