import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseSync } from '@photostructure/sqlite';
import { parseCheckpoint, parseNote } from '@ledger/platform/audit-log/node';

/** What runs is what was built: `npm test` builds first. */
const DIST = join(__dirname, '../../dist');
const VERIFIER = join(DIST, 'verify-bundle.mjs');
const folder = mkdtempSync(join(tmpdir(), 'ledger-audit-'));
const data = join(folder, 'data');
const environment = { ...process.env, LEDGER_DATA: data, LEDGER_DEMO: 'off', LEDGER_PORT: '0', LEDGER_LOG: 'silent', LEDGER_LANG: 'en' };
const at = (name: string): string => join(folder, name);

function run(script: string, args: readonly string[], env: NodeJS.ProcessEnv = environment) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { env, encoding: 'utf8', timeout: 60_000 });
  return { code: status, out: stdout, err: stderr };
}
const ledger = (...args: readonly string[]) => run(join(DIST, 'apps/cli/main.js'), args);
/** The verifier, in a folder without any package, knowing nothing of the ledger. */
const verifier = (...args: readonly string[]) => run(at('verify-bundle.mjs'), args, { PATH: process.env['PATH'], LEDGER_LANG: 'en' });

const unitsOf = (districts: readonly string[]): string =>
  ['code,name,kind,parent,legalBasis.number,legalBasis.issuedOn,effectiveOn', ...districts.map((code) => `${code},Huyện ${code},rural-district,10,08/1997/QH,31/12/1997,01/01/2004`)].join('\n');

let server: ChildProcess | undefined;

async function startServer(): Promise<void> {
  server = spawn(process.execPath, [join(DIST, 'apps/api/main.js')], { env: environment, stdio: 'ignore' });
  for (let wait = 0; wait < 600 && !existsSync(join(data, 'server.json')); wait += 1) await sleep(100);
}

async function stopServer(): Promise<void> {
  if (server === undefined || server.exitCode !== null) return;
  server.kill('SIGTERM');
  await new Promise((resolve) => server!.once('exit', resolve));
  server = undefined;
}

function importUnits(name: string, content: string): void {
  writeFileSync(at(name), `${content}\n`);
  const { code, err } = ledger('import', at(name), '--command', 'EstablishUnit');
  if (code !== 0) throw new Error(err);
}

beforeAll(async () => {
  await startServer();
  importUnits('first.csv', `${unitsOf([])}\n10,Tỉnh Lào Cai,province,,08/1997/QH,31/12/1997,01/01/2004`);
  ledger('checkpoint');
  copyFileSync(join(data, 'audit/checkpoint'), at('held.txt'));
  importUnits('more.csv', unitsOf(['082', '083', '084', '085', '086']));
  ledger('checkpoint');
  const key = ledger('keys', 'show').out.split('\n')[0]!.trim();
  writeFileSync(at('policy.txt'), `log ${key}\nquorum none\n`);
  copyFileSync(VERIFIER, at('verify-bundle.mjs'));
}, 120_000);
afterAll(async () => {
  await stopServer();
  rmSync(folder, { recursive: true, force: true });
});

describe('ledger verify', () => {
  it('finds the ledger intact beside its running server, and goes on from there', () => {
    const { code, out } = ledger('verify');
    expect([code, out.split('\n')[0]]).toEqual([0, 'INTACT (0)']);
    expect(out).toContain('sealed: 6 · not sealed yet: 0');
    expect(ledger('verify', '--from-checkpoint').out).toContain('events hashed again: 0');
    const verdict = JSON.parse(ledger('verify', '--policy', at('policy.txt'), '--trusted-checkpoint', at('held.txt'), '--format', 'json').out) as { exit: number; sealed: number };
    expect(verdict).toMatchObject({ exit: 0, outcome: 'intact', sealed: 6 });
  });

  it('says in one line what it cannot do, with a code that is not “tampered”', () => {
    expect(ledger('verify', '--data', at('nothing')).code).not.toBe(1);
    expect(ledger('verify', '--policy', at('nothing.txt')).code).toBe(3);
    expect(ledger('verify', '--max-age', 'soon').code).toBe(3);
    expect(run(join(DIST, 'apps/cli/main.js'), ['verify'], { ...environment, LEDGER_DATA: at('nowhere') }).code).toBe(3);
    expect(verifier(folder, '--policy', at('policy.txt')).code).toBe(3);
  });

  it('takes no word that it does not know: a bundle’s name is not taken for a wish to verify the ledger', () => {
    const { code, out } = ledger('verify', at('one.zip'));
    expect([code, out]).toEqual([3, '']);
  });

  it('says of a verification that goes on from another what it did not look at', () => {
    ledger('verify');
    expect(ledger('verify', '--from-checkpoint').out).toMatch(/what comes before was verified at another time/);
    expect(ledger('verify').out).not.toMatch(/another time/);
  });
});

describe('a bundle that cannot be made as it was asked for', () => {
  it.each<[string, () => string[], string]>([
    ['into a folder that is not there', () => ['--out', at('nowhere/b.zip')], 'ENOENT'],
    ['in the place of a folder', () => ['--out', folder], 'is a folder'],
    ['in the place of the events', () => ['--out', join(data, 'events.db')], 'data folder'],
    ['beside them', () => ['--out', join(data, 'audit/../b.zip')], 'data folder'],
    ['from a day that is none', () => ['--out', at('none.zip'), '--from', '2024-02-30'], '2024-02-30'],
    ['from a day after its end', () => ['--out', at('none.zip'), '--from', '2025-01-02', '--to', '2025-01-01'], '2025-01-02'],
    ['of a unit that no event speaks of', () => ['--out', at('none.zip'), '--unit', '99999'], 'no event'],
    ['from a checkpoint that is none', () => ['--out', at('none.zip'), '--held', at('policy.txt')], 'note'],
    ['from a checkpoint that is not there', () => ['--out', at('none.zip'), '--held', at('nowhere.txt')], 'ENOENT'],
  ])('%s is refused in one line, and leaves everything as it was', (_, args, says) => {
    const before = readFileSync(join(data, 'events.db')).length;
    const { code, out, err } = ledger('bundle', ...args());
    expect([code === 1 || code === 2, out, err.trim().split('\n').at(-1)]).toEqual([true, '', expect.stringContaining(says)]);
    expect([existsSync(at('none.zip')), readdirSync(folder).some((name) => name.endsWith('.partial')), readFileSync(join(data, 'events.db')).length >= before]).toEqual([false, false, true]);
  });

  it('for a key that others may read is refused, and the program ends', () => {
    chmodSync(join(data, 'keys/log.key'), 0o644);
    try {
      for (const command of [['verify'], ['bundle', '--out', at('none.zip')], ['keys', 'show']]) expect(ledger(...command)).toMatchObject({ code: command[0] === 'verify' ? 3 : 1, err: expect.stringContaining('chmod 600') });
    } finally {
      chmodSync(join(data, 'keys/log.key'), 0o600);
    }
  });
});

describe('a bundle', () => {
  it('is the same bytes again, and intact to the verifier on its own', () => {
    const first = ledger('bundle', '--out', at('one.zip'));
    expect(first.err).toContain('6 events, tree size 6');
    ledger('bundle', '--out', at('two.zip'));
    expect(readFileSync(at('one.zip')).equals(readFileSync(at('two.zip')))).toBe(true);
    expect(existsSync(`${at('one.zip')}.partial`)).toBe(false);
    const { code, out } = verifier(at('one.zip'), '--policy', at('policy.txt'), '--trusted-checkpoint', at('held.txt'));
    expect([code, out.split('\n')[0]]).toEqual([0, 'INTACT (0)']);
    expect(verifier(at('one.zip')).code).toBe(2);
    expect(verifier(at('policy.txt')).code).toBe(3);
    expect(verifier(at('nothing.zip')).code).toBe(3);
    expect(verifier().code).toBe(3);
  });

  it('of a selection holds whole streams, and goes on from what the inspector holds', () => {
    ledger('bundle', '--out', at('unit.zip'), '--register', 'territory', '--unit', '084', '--held', at('held.txt'));
    const verdict = JSON.parse(verifier(at('unit.zip'), '--policy', at('policy.txt'), '--trusted-checkpoint', at('held.txt'), '--json').out) as { exit: number; events: number };
    expect(verdict).toMatchObject({ exit: 0, events: 1, findings: [] });
    expect(ledger('bundle', '--out', at('none.zip'), '--register', 'weather').code).toBe(2);
    expect(existsSync(at('none.zip'))).toBe(false);
  });

  it('is made with a verifier that says what it is, as whoever hashes it does', () => {
    const published = createHash('sha256').update(readFileSync(VERIFIER)).digest('hex');
    expect(ledger('bundle', '--out', at('one.zip')).err).toContain(`sha256:${published}`);
    expect(verifier('--version').out.trim()).toBe(`sha256:${published}`);
    const source = readFileSync(VERIFIER, 'utf8');
    const imports = source.match(/^import [^;]*;/gm)!.map((line) => /"([^"]+)"/.exec(line)![1]);
    expect(imports.filter((name) => !name!.startsWith('node:'))).toEqual([]);
    expect(source).not.toMatch(/\brequire\(|\bimport\(/);
    writeFileSync(at('swapped.mjs'), source.replace(/tampered: 1/, 'tampered: 0'));
    expect(readFileSync(at('swapped.mjs'), 'utf8')).not.toBe(source);
    expect(run(at('swapped.mjs'), ['--version']).out.trim()).not.toBe(`sha256:${published}`);
  });
});

describe('after the key was replaced', () => {
  it('the checkpoint that is public bears both signatures, though nothing new was recorded, and each key alone opens it', () => {
    const old = ledger('keys', 'show').out.split('\n')[0]!;
    const next = ledger('keys', 'rotate').out.split('\n')[0]!;
    const note = ledger('checkpoint').out;
    expect(parseNote(`${note}`).signatures).toHaveLength(2);
    ledger('bundle', '--out', at('rotated.zip'));
    for (const key of [old, next, `${next}\n${old}\n`]) expect([key, verifier(at('rotated.zip'), '--key', key).code]).toEqual([key, 0]);
    const other = next.replace(/.{4}$/, 'AAA=');
    expect(verifier(at('rotated.zip'), '--key', other).code).toBe(3);
  });

  it('what the key before it signed is still the ledger’s own, also where the policy of witnesses names the new one alone', () => {
    const key = ledger('keys', 'show').out.split('\n')[0]!;
    writeFileSync(at('new-key.txt'), `log ${key}\nquorum none\n`);
    const { code, out } = run(join(DIST, 'apps/cli/main.js'), ['verify', '--policy', at('new-key.txt')], { ...environment, LEDGER_WITNESS_POLICY: at('new-key.txt') });
    expect([code, out.split('\n')[0]]).toEqual([0, 'INTACT (0)']);
  });
});

describe('after the server has stopped and a hostile hand has been there', () => {
  beforeAll(stopServer);

  it('an edited byte is found and named by both', () => {
    expect(ledger('verify').code).toBe(0);
    cpSync(data, at('kept'), { recursive: true });
    const db = new DatabaseSync(join(data, 'events.db'));
    db.exec(`UPDATE events SET data = replace(data, 'Huyện 083', 'Huyện 038') WHERE data LIKE '%Huyện 083%'`);
    db.close();
    const { code, out } = ledger('verify');
    expect(code).toBe(1);
    expect(out).toMatch(/✗ #2 · @\d+ · territory\.unit-083 0: the event differs from what was sealed \(data\)/);
    ledger('bundle', '--out', at('edited.zip'));
    const bundled = verifier(at('edited.zip'), '--policy', at('policy.txt'));
    expect(bundled.code).toBe(1);
    expect(bundled.out).toContain('territory.unit-083 0');
  });

  it('a ledger replaced and signed with its own key is refused by whoever has kept a checkpoint', async () => {
    const keys = at('stolen-keys');
    cpSync(join(data, 'keys'), keys, { recursive: true });
    rmSync(data, { recursive: true });
    cpSync(keys, join(data, 'keys'), { recursive: true });
    rmSync(join(data, 'keys/log.begun'), { force: true });
    await startServer();
    importUnits('other.csv', `${unitsOf([])}\n10,Tỉnh Lào Kai,province,,08/1997/QH,31/12/1997,01/01/2004\n${unitsOf(['082', '083', '084', '085', '087']).split('\n').slice(1).join('\n')}`);
    ledger('checkpoint');
    await stopServer();
    expect(parseCheckpoint(parseNote(readFileSync(join(data, 'audit/checkpoint'))).text).size).toBe(6n);
    expect(ledger('verify').code).toBe(0);
    expect(ledger('verify', '--trusted-checkpoint', at('held.txt')).code).toBe(1);
    ledger('bundle', '--out', at('replaced.zip'));
    expect(verifier(at('replaced.zip'), '--policy', at('policy.txt')).code).toBe(0);
    const { code, out } = verifier(at('replaced.zip'), '--policy', at('policy.txt'), '--trusted-checkpoint', at('held.txt'));
    expect(code).toBe(1);
    expect(out).toContain('history was rewritten');
  }, 60_000);
});
