import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What runs is what was built: `npm test` builds first. */
const BUILT = join(__dirname, '../../dist/apps');
const folder = mkdtempSync(join(tmpdir(), 'ledger-cli-'));
const data = join(folder, 'data');
const environment = { ...process.env, LEDGER_DATA: data, LEDGER_DEMO: 'off', LEDGER_PORT: '0', LEDGER_LOG: 'silent', LEDGER_LANG: 'en' };

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function ledger(args: readonly string[], input = '', more: NodeJS.ProcessEnv = {}): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(BUILT, 'cli/main.js'), ...args], { env: { ...environment, ...more }, input, encoding: 'utf8', timeout: 60_000 });
  return { code: status, out: stdout, err: stderr };
}

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const verdicts = (outcome: Outcome) => outcome.out.trim().split('\n').map((line) => (JSON.parse(line) as { verdict: string }).verdict);
const importUnits = (path: string, ...more: string[]) => ledger(['import', path, '--command', 'EstablishUnit', '--format', 'json', ...more]);

const UNITS = `code,name,kind,parent,legalBasis.number,legalBasis.issuedOn,effectiveOn
10,Tỉnh Lào Cai,province,,08/1997/QH,31/12/1997,01/01/2004
083,Huyện Mường Khương,rural-district,10,08/1997/QH,31/12/1997,01/01/2004
02761,Thị trấn Mường Khương,township,083,08/1997/QH,31/12/1997,01/01/2004
`;

let server: ChildProcess | undefined;
afterAll(async () => {
  if (server?.exitCode === null) {
    server.kill('SIGTERM');
    await new Promise((resolve) => server?.once('exit', resolve));
  }
  rmSync(folder, { recursive: true, force: true });
});

async function startServer(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(BUILT, 'api/main.js')], { env: environment, stdio: 'ignore' });
  for (let wait = 0; wait < 300 && !existsSync(join(data, 'server.json')); wait += 1) await sleep(100);
  return child;
}

describe('ledger, while no server runs', () => {
  it('needs the build', () => expect(existsSync(join(BUILT, 'cli/main.js'))).toBe(true));

  it('checks a file without recording, records it, and records it only once', () => {
    const path = file('units.csv', UNITS);
    // Rows are checked one by one against the ledger as it is: the district's parent is not there yet.
    expect(verdicts(importUnits(path, '--dry-run'))).toEqual(['would-record', 'refused', 'refused']);
    expect(ledger(['replay', '--format', 'json']).out).toBe('');
    const first = importUnits(path);
    expect(verdicts(first)).toEqual(['recorded', 'recorded', 'recorded']);
    expect(first.code).toBe(0);
    expect(verdicts(importUnits(path))).toEqual(['already-recorded', 'already-recorded', 'already-recorded']);
    expect(ledger(['replay', '--format', 'json']).out.trim().split('\n')).toHaveLength(3);
  }, 120_000);

  it('says what is wrong with a row and goes on with the others', () => {
    const outcome = importUnits(file('rows.jsonl', [
      { code: '99999', name: 'Xã Không Cha', kind: 'commune', parent: '999' },
      { code: '02764', name: 'Xã Pha Long'.normalize('NFD'), kind: 'commune', parent: '083' },
      { code: '02764', name: 'Xã Pha Long', kind: 'commune', parent: '083', nickname: 'x' },
      { code: '02764', name: 'Xã Pha Long', kind: 'commune', parent: '083', constructor: 'x' },
      { code: '02764', name: 'Xã Pha Long', kind: 'commune', parent: '083' },
    ].map((row) => JSON.stringify({ ...row, legalBasis: { number: '1/QĐ', issuedOn: '2004-01-01' } })).join('\n')));
    expect(verdicts(outcome)).toEqual(['refused', 'recorded', 'unusable', 'unusable', 'refused']);
    expect(outcome.code).toBe(1);
  }, 60_000);

  it.each([
    [['import', 'nowhere.csv', '--command', 'EstablishUnit'], 1, /nowhere\.csv/],
    [['import', file('torn.jsonl', '{"code":"10"}\n{"code":'), '--command', 'EstablishUnit'], 1, /torn\.jsonl:2/],
    [['report', 'nothing'], 1, /^ledger: there is no report “nothing”\n$/],
    [['bundle'], 2, /^ledger bundle: required option .* \(ledger bundle --help\)\n$/],
    [['report', 'capital-plan', '--format', 'pdf'], 2, /pdf/],
    [['--data', '/nowhere/at/all', 'replay'], 1, /no ledger/],
    [['rebuild', 'nothing'], 1, /nothing/],
    [['user', 'add', 'Bad Name', '--name', 'x', '--role', 'finance', '--unit', '10', '--password-stdin'], 1, /username/],
    [['frobnicate'], 2, /unknown command/],
  ])('%j ends with %i and one line', (args, code, message) => {
    const outcome = ledger(args, 'a-long-enough-password\n');
    expect(outcome.code).toBe(code);
    expect(outcome.err).toMatch(message);
    expect(outcome.err).not.toContain('    at ');
  }, 60_000);

  it('refuses settings that make no sense', () => {
    expect(ledger(['config'], '', { LEDGER_PORT: 'http' })).toMatchObject({ code: 1, err: expect.stringContaining('LEDGER_PORT=http') as string });
    expect(ledger(['config']).out).toContain(`LEDGER_DATA                ${data}  (environment)`);
  });
});

describe('ledger, beside a running server', () => {
  beforeAll(async () => {
    server = await startServer();
  }, 60_000);

  it('opens the first account, which can sign in', async () => {
    expect(ledger(['user', 'add', 'nguyen.an', '--name', 'Nguyễn An', '--role', 'finance', '--unit', '10', '--password-stdin'], 'mat-khau-dai-2024\n')).toMatchObject({ code: 0, err: '' });
    const { address } = JSON.parse(readFileSync(join(data, 'server.json'), 'utf8')) as { address: string };
    const answer = await fetch(`${address}/api/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username: 'nguyen.an', password: 'mat-khau-dai-2024' }) });
    expect(answer.ok).toBe(true);
    expect(ledger(['user', 'disable', 'nguyen.an', '--reason', 'Nghỉ hưu'])).toMatchObject({ code: 0 });
    const later = await fetch(`${address}/api/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username: 'nguyen.an', password: 'mat-khau-dai-2024' }) });
    expect(later.status).toBe(403);
  }, 60_000);

  it('prints reports, replays who did what, and rebuilds', () => {
    const report = JSON.parse(ledger(['report', 'capital-plan', '--year', '2024', '--as-of', '2025-01-31']).out) as { name: string; asOf: string; rows: unknown[] };
    expect(report).toMatchObject({ name: 'capital-plan', asOf: '2025-01-31' });
    const trace = ledger(['replay', '--stream', 'territory.unit-083']);
    expect(trace.out).toMatch(/operator \(operator, 10\) {2}territory\.unit-083@0 {2}UnitEstablished/);
    const rebuilt = ledger(['rebuild', 'territory_units']);
    expect(rebuilt).toMatchObject({ code: 0, out: 'territory_units\n' });
  }, 60_000);

  it('acts under a named account, with that account’s roles', () => {
    const outcome = ledger(['--as', 'nguyen.an', 'import', file('one.jsonl', JSON.stringify({ command: 'RenameUnit', code: '083', name: 'Huyện Khác', legalBasis: { number: '1', issuedOn: '2024-01-01' } }))]);
    expect(outcome.code).toBe(1);
    expect(outcome.out).toMatch(/refused.*40[13]/);
  }, 60_000);
});
