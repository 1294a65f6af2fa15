import { appendFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesHolding } from '@ledger/platform/nest/testing/files-holding';
import { BuiltServer } from '../api/testing/built-server';
import { contactsFor, keyIn, NAMED, namesFor, OTHER, proposeHouses, runCli } from '../api/testing/contact-persons';

/** `ledger backup` and `ledger forget` of what was built, and ledgers restored from backups. */
const { name: NAME, person: PERSON } = NAMED;
const home = mkdtempSync(join(tmpdir(), 'ledger-backup-'));
const whole = join(home, 'whole');
const without = join(home, 'without');

let server: BuiltServer;
let backedUp: readonly { readonly position: string; readonly stream: string; readonly type: string }[];
const ofRegisters = async (from: BuiltServer) => (await from.events()).filter(({ stream }) => !stream.startsWith('audit.'));
const cli = (...args: readonly string[]) => runCli(server.folder, ...args);

beforeAll(async () => {
  server = await BuiltServer.start();
  await proposeHouses(server);
  for (const named of [NAMED, OTHER]) await server.done('NameContactPerson', named, 'officer');
  await contactsFor(server, 'inspector');
}, 120_000);
afterAll(async () => {
  await server.stop();
  for (const folder of [server.folder, home]) rmSync(folder, { recursive: true, force: true });
});

describe('a backup', () => {
  it('is made while the ledger runs, whole, and for nobody else’s eyes', async () => {
    backedUp = await ofRegisters(server);
    expect(await cli('backup', '--out', whole)).toMatchObject({ code: 0, err: '' });
    expect([statSync(whole).mode & 0o777, statSync(join(whole, 'office.db')).mode & 0o777]).toEqual([0o700, 0o600]);
    expect(['server.json', 'keys', 'read-store.sqlite'].filter((name) => existsSync(join(whole, name)))).toEqual([]);
    expect((await cli('backup', '--check', whole)).code).toBe(0);
    expect(keyIn(whole, PERSON)).toHaveLength(32);
    expect(BigInt((JSON.parse(readFileSync(join(whole, 'manifest.json'), 'utf8')) as { position: string }).position)).toBeGreaterThanOrEqual(BigInt(backedUp.at(-1)!.position));
  }, 60_000);

  it('can be made without persons’ keys, and with the ledger’s own', async () => {
    expect((await cli('backup', '--out', without, '--without-personal-keys', '--with-private-keys')).code).toBe(0);
    expect([filesHolding(without, NAME), filesHolding(without, keyIn(whole, PERSON)!)]).toEqual([[], []]);
    expect(existsSync(join(without, 'keys'))).toBe(existsSync(join(server.folder, 'keys')));
  }, 60_000);

  it.each([
    ['in the data folder', () => join(server.folder, 'backup'), 'data folder'],
    ['over another', () => whole, 'not empty'],
    ['beneath a file', () => join(whole, 'manifest.json', 'backup'), 'ENOTDIR'],
  ])('is refused %s, in one line', async (_, out, says) => {
    const { code, err } = await cli('backup', '--out', out());
    expect([code, err.includes(says), err.trim().split('\n').length]).toEqual([1, true, 1]);
  }, 60_000);

  it.each<[string, (copy: string) => void, string]>([
    ['changed', (copy) => appendFileSync(join(copy, 'events.db'), 'x'), 'events.db is not what was written'],
    ['cut', (copy) => rmSync(join(copy, 'office.db')), 'office.db is missing'],
    ['added to', (copy) => appendFileSync(join(copy, 'extra'), 'x'), 'extra is not in the manifest'],
    ['no backup', (copy) => rmSync(join(copy, 'manifest.json')), 'manifest.json'],
  ])('is told from one that was %s', async (_, change, says) => {
    const copy = mkdtempSync(join(home, 'changed-'));
    cpSync(without, copy, { recursive: true });
    change(copy);
    expect(await cli('backup', '--check', copy)).toMatchObject({ code: 1, err: expect.stringContaining(says) });
  }, 60_000);
});

describe('ledger forget', () => {
  const forget = (...more: readonly string[]) => cli('forget', PERSON, '--legal-basis', '12/QĐ-UBND', '--issued-on', '2024-06-01', ...more);

  it('needs a legal basis', async () => {
    expect(await cli('forget', PERSON)).toMatchObject({ code: 2 });
    expect(await cli('forget', PERSON, '--legal-basis', '12/QĐ-UBND', '--issued-on', 'yesterday')).toMatchObject({ code: 1, err: expect.stringContaining('legalBasis.issuedOn') });
  }, 60_000);

  it('tells beforehand which backups hold the key', async () => {
    const { code, out } = await forget('--dry-run');
    expect([code, out.includes(whole), out.includes(without)]).toEqual([0, true, false]);
    expect(keyIn(server.folder, PERSON)).not.toBeNull();
  }, 60_000);

  it('destroys the key, names the backup that still holds it, and says the same when it is repeated', async () => {
    const key = keyIn(server.folder, PERSON)!;
    const done = await forget();
    expect([done.code, done.err, done.out.includes(whole), done.out.includes('the key is destroyed')]).toEqual([0, '', true, true]);
    expect([filesHolding(server.folder, key), filesHolding(server.folder, NAME)]).toEqual([[], []]);
    expect(await forget()).toEqual(done);
    expect(await cli('forget', PERSON, '--legal-basis', '13/QĐ-UBND', '--issued-on', '2024-06-02')).toMatchObject({ code: 1, err: expect.stringContaining('persons.forgotten-already') });
    expect((await cli('replay', '--stream', `persons.person-${PERSON}`)).out).toContain('PersonForgotten');
    expect(await namesFor(server, 'inspector')).toEqual([null, OTHER.name]);
  }, 120_000);

  it('leaves tables that are rebuilt as they were, with nothing about the person', async () => {
    const before = await contactsFor(server, 'inspector');
    expect((await cli('rebuild', 'housing_contacts')).code).toBe(0);
    expect((await server.send('/api/personal/rebuild', { method: 'POST', body: {} })).status).toBe(200);
    expect(await contactsFor(server, 'inspector')).toEqual(before);
  }, 60_000);
});

describe('a ledger that is restored', () => {
  it('from the older office store beside the newer events forgets the person again before it answers anybody', async () => {
    await server.stop();
    const restored = mkdtempSync(join(home, 'restored-'));
    cpSync(server.folder, restored, { recursive: true });
    for (const name of ['office.db', 'office.db-wal', 'office.db-shm']) rmSync(join(restored, name), { force: true });
    cpSync(join(whole, 'office.db'), join(restored, 'office.db'));
    const key = keyIn(restored, PERSON)!;
    const other = await BuiltServer.start(restored);
    try {
      expect(await namesFor(other, 'inspector')).toEqual([null, OTHER.name]);
      expect([filesHolding(restored, key), filesHolding(restored, NAME)]).toEqual([[], []]);
    } finally {
      await other.stop();
    }
  }, 120_000);

  it('from the whole backup is the ledger it was then, and knows nothing of what came after', async () => {
    const restored = mkdtempSync(join(home, 'restored-'));
    cpSync(whole, restored, { recursive: true });
    await expect(BuiltServer.start(restored)).rejects.toThrow(/the key that sealed it is not in .*: put it back/);
    cpSync(join(server.folder, 'keys'), join(restored, 'keys'), { recursive: true });
    const other = await BuiltServer.start(restored);
    try {
      expect(await ofRegisters(other)).toEqual(backedUp);
      expect(await namesFor(other, 'inspector')).toEqual([NAME, OTHER.name]);
    } finally {
      await other.stop();
    }
  }, 120_000);

  it('from a backup without persons’ keys has everything but what nobody may read', async () => {
    const restored = mkdtempSync(join(home, 'restored-'));
    cpSync(without, restored, { recursive: true });
    const other = await BuiltServer.start(restored);
    try {
      expect(await ofRegisters(other)).toEqual(backedUp);
      expect(await namesFor(other, 'inspector')).toEqual([null, null]);
      await other.done('NameContactPerson', { ...NAMED, phone: undefined }, 'officer');
      expect(await namesFor(other, 'inspector')).toEqual([NAME, null]);
    } finally {
      await other.stop();
    }
  }, 120_000);
});
