import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';

const MAIN = join(__dirname, '../../dist/apps/api/main.js');

describe('the server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-server-'));
  const data = join(folder, 'data');
  let server: ChildProcess;
  let output = '';
  let file: { readonly address: string; readonly token: string; readonly pid: number };

  const environment = (more: Record<string, string> = {}) => ({ ...process.env, LEDGER_DATA: data, LEDGER_PORT: '0', LEDGER_DEMO: 'off', LEDGER_LOG: 'silent', ...more });
  const start = (more?: Record<string, string>) => spawn(process.execPath, [MAIN], { env: environment(more), stdio: ['ignore', 'pipe', 'pipe'] });
  /** Why it does not start, as the person at the terminal reads it; nothing when it does. */
  const failureOf = async (more?: Record<string, string>): Promise<string | undefined> => {
    const starting = start(more);
    let complaints = '';
    starting.stderr!.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
    // It has started when it says where.
    starting.stdout!.once('data', () => starting.kill('SIGTERM'));
    const [code] = await once(starting, 'close');
    expect(code).toBe(complaints === '' ? 0 : 1);
    return /^ledger: (.*)\n$/.exec(complaints)?.[1] ?? (complaints || undefined);
  };
  const asOperator = (path: string, options: RequestInit = {}) => fetch(file.address + path, { ...options, headers: { authorization: `Bearer ${file.token}`, 'content-type': 'application/json', ...options.headers } });
  const command = (name: string, body: object, headers: Record<string, string> = {}) => asOperator(`/api/commands/${name}`, { method: 'POST', body: JSON.stringify(body), headers });

  /** Starts it, and waits until it has said all there is to say. */
  const serve = async (): Promise<void> => {
    output = '';
    server = start();
    server.stderr!.on('data', (chunk: Buffer) => (output += chunk.toString()));
    server.stdout!.on('data', (chunk: Buffer) => (output += chunk.toString()));
    while (!output.includes('consumer') && server.exitCode === null) await once(server.stdout!, 'data');
    file = JSON.parse(readFileSync(join(data, 'server.json'), 'utf8'));
  };

  beforeAll(serve, 60_000);
  afterAll(() => {
    if (server.exitCode === null) server.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  it('prints its address and the demo accounts', () => {
    expect(output).toContain(`the ledger runs at ${file.address}`);
    expect(output).toMatch(/password “demo”/);
    expect(output).not.toContain(file.token);
  });

  it('leaves its address and the operator token to the owner of the folder alone', () => {
    expect(file.pid).toBe(server.pid);
    expect(statSync(join(data, 'server.json')).mode & 0o777).toBe(0o600);
    expect(statSync(data).mode & 0o777).toBe(0o700);
  });

  it('takes the operator token, and commands for a named account', async () => {
    const legalBasis = { number: '01/QĐ', issuedOn: '2020-01-01' };
    expect((await command('EstablishUnit', { code: '10', name: 'Tỉnh Lào Cai', kind: 'province', effectiveOn: '2020-01-01', legalBasis })).status).toBe(200);
    expect((await command('OpenAccount', { username: 'lan', displayName: 'Lan', effectiveOn: '2020-01-01' })).status).toBe(200);
    expect((await command('GrantRole', { username: 'lan', role: 'operator', unit: '10', from: '2020-01-01', effectiveOn: '2020-01-01' })).status).toBe(200);
    const acted = await command('OpenAccount', { username: 'minh', displayName: 'Minh' }, { 'ledger-act-as': 'lan' });
    expect(acted.status).toBe(200);
    const { events } = (await (await asOperator('/api/events?stream=access.account-minh')).json()) as { events: { metadata: { actor: object } }[] };
    expect(events[0]!.metadata.actor).toEqual({ user: 'lan', role: 'operator', unit: '10' });
    expect((await command('OpenAccount', { username: 'tam', displayName: 'Tâm' }, { 'ledger-act-as': 'nobody' })).status).toBe(403);
  });

  it('is refused a folder that another server has open', async () => {
    expect(await failureOf()).toMatch(/another writer has the event store in .* open|another process keeps the ledger of/);
  });

  it('is refused a port that is in use', async () => {
    const { port } = new URL(file.address);
    expect(await failureOf({ LEDGER_DATA: join(folder, 'other'), LEDGER_PORT: port })).toBe(`port ${port} on 127.0.0.1 is in use: stop the other program or set LEDGER_PORT`);
    const free = createServer().listen(0, '127.0.0.1');
    await once(free, 'listening');
    free.close();
    expect(existsSync(join(folder, 'other', 'server.json'))).toBe(false);
    // What failed has let go of the folder.
    expect(await failureOf({ LEDGER_DATA: join(folder, 'other') })).toBeUndefined();
  });

  it('is refused a folder that is none, or of a newer format', async () => {
    writeFileSync(join(folder, 'file'), '');
    expect(await failureOf({ LEDGER_DATA: join(folder, 'file') })).toMatch(/^LEDGER_DATA is no folder/);
    expect(await failureOf({ LEDGER_DATA: join(folder, 'file', 'below') })).toMatch(/^LEDGER_DATA is no folder/);
    if (process.env.LEDGER_TEST_THROUGH_NODE) return void process.stdout.write('not checked through a node: the format is of its own files\n');
    const newer = join(folder, 'newer');
    expect(await failureOf({ LEDGER_DATA: newer })).toBeUndefined();
    const db = new DatabaseSync(join(newer, 'events.db'));
    db.exec('PRAGMA user_version = 99');
    db.close();
    expect(await failureOf({ LEDGER_DATA: newer })).toMatch(/has format 99; this program knows format \d+/);
  });

  it('is refused a folder it may not write to', async () => {
    const readOnly = join(folder, 'read-only');
    mkdirSync(readOnly, { mode: 0o500 });
    // The superuser may write anywhere, so only others can be refused.
    if (process.getuid?.() === 0) return void process.stdout.write('not checked as root: root may write to any folder\n');
    expect(await failureOf({ LEDGER_DATA: readOnly })).toMatch(/read-only|no permission|cannot/);
  });

  it('says in one line what is wrong with its settings, and exits with 1', async () => {
    const failing = start({ LEDGER_PORT: 'http' });
    let text = '';
    failing.stderr!.on('data', (chunk: Buffer) => (text += chunk.toString()));
    const [code] = await once(failing, 'close');
    expect([code, text]).toEqual([1, 'ledger: LEDGER_PORT=http must be a whole number from 0 to 65535\n']);
  }, 90_000);

  it('stops in order when told to before it has started altogether', async () => {
    const early = join(folder, 'stopped-at-once');
    const starting = start({ LEDGER_DATA: early });
    let complaints = '';
    starting.stderr!.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
    // The office store is opened early on.
    const looking = setInterval(() => existsSync(join(early, 'office.db')) && starting.kill('SIGTERM') && clearInterval(looking), 1);
    const [code] = await once(starting, 'close');
    clearInterval(looking);
    expect([code, complaints]).toEqual([0, '']);
  }, 90_000);

  it('stops in order when told to while it still opens the demo', async () => {
    const starting = start({ LEDGER_DATA: join(folder, 'stopped-early') });
    let said = '';
    let complaints = '';
    starting.stderr!.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
    starting.stdout!.on('data', (chunk: Buffer) => {
      const toldBefore = said.includes('the ledger runs at');
      said += chunk.toString();
      // A second signal would end it at once.
      if (!toldBefore && said.includes('the ledger runs at')) starting.kill('SIGTERM');
    });
    const [code] = await once(starting, 'close');
    expect([code, complaints]).toEqual([0, '']);
  }, 90_000);

  it('finishes what is under way when told to stop, removes its file and exits with 0', async () => {
    const exited = once(server, 'exit');
    const last = Promise.allSettled(Array.from({ length: 20 }, (_, n) => command('OpenAccount', { username: `late-${n}`, displayName: 'Muộn' })));
    const live = await asOperator('/api/live');
    expect(live.status).toBe(200);
    server.kill('SIGTERM');
    const [code] = await exited;
    expect(code).toBe(0);
    expect(existsSync(join(data, 'server.json'))).toBe(false);
    const acknowledged = (await last).flatMap((result, n) => (result.status === 'fulfilled' && result.value.status === 200 ? [`late-${n}`] : []));
    await serve();
    for (const name of acknowledged) {
      const answer = await asOperator(`/api/events?stream=access.account-${name}`);
      expect(((await answer.json()) as { readonly events: readonly unknown[] }).events).toHaveLength(1);
    }
  }, 90_000);
});
