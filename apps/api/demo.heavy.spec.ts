import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { figureIn, publishedFigures, type ReportedBody } from '../../tools/demo/published-figures';
import type { NamedPosition } from '../../tools/demo';

const workspace = path.resolve(__dirname, '../..');
const folders: string[] = [];
const servers = new Set<ChildProcess>();
const newFolder = (): string => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ledger-demo-'));
  folders.push(folder);
  return folder;
};

afterAll(() => {
  for (const server of servers) server.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

interface Server {
  readonly child: ChildProcess;
  /** Resolves with the first match in what it prints. */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
  readonly exited: Promise<number | null>;
}

function serve(data: string): Server {
  const child = spawn(process.execPath, ['-r', '@swc-node/register', path.join(workspace, 'apps/api/main.ts')], {
    cwd: workspace,
    env: { ...process.env, LEDGER_DATA: data, LEDGER_PORT: '0', LEDGER_DEMO: 'on', LEDGER_LOG: 'error', LEDGER_TEST_HEAVY: undefined },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  servers.add(child);
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  void exited.then(() => servers.delete(child));
  let output = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      for (const listener of [...listeners]) listener();
    });
  }
  const printed = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(output);
        if (!match) return;
        listeners.delete(look);
        resolve(match);
      };
      listeners.add(look);
      void exited.then(() => reject(new Error(`ended without printing ${pattern}:\n${output}`)));
      look();
    });
  return { child, printed, exited };
}

const LOADED = /^now +(\d+) /m;

interface Reader {
  report(name: string, query: Record<string, string>): Promise<ReportedBody & { readonly position: string }>;
  get(address: string): Promise<unknown>;
}

async function readerOf(server: Server): Promise<Reader> {
  const [, address] = await server.printed(/(http:\/\/\S+)/);
  const json = { 'content-type': 'application/json' };
  const signedIn = await fetch(`${address}/api/sign-in`, { method: 'POST', headers: json, body: JSON.stringify({ username: 'inspector', password: 'demo' }) });
  const { token } = (await signedIn.json()) as { readonly token: string };
  const get = async (where: string): Promise<unknown> => {
    const response = await fetch(`${address}${where}`, { headers: { authorization: `Bearer ${token}` } });
    if (!response.ok) throw new Error(`${where}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  const report = (name: string, query: Record<string, string>) =>
    get(`/api/reports/${name}?${new URLSearchParams(query).toString()}`) as Promise<ReportedBody & { readonly position: string }>;
  return { get, report };
}

const QUESTIONS = [
  ['capital-plan', { year: '2024', asOf: '2025-01-31' }],
  ['capital-plan', { year: '2024', asOf: '2025-01-31', by: 'component' }],
  ['criteria-matrix', { year: '2024', asOf: '2024-12-31' }],
  ['housing-progress', { year: '2024', asOf: '2024-12-31', by: 'commune' }],
] as const;
/** What the ledger knew then; the last lies between the close and the late adjustment. */
const INSTANTS = ['2024-03-01T00:00:00+07:00', '2024-07-01T00:00:00+07:00', '2025-02-12T00:00:00+07:00'];

async function answers(reader: Reader): Promise<unknown> {
  const bodies = [];
  for (const [name, query] of QUESTIONS) {
    for (const knownAt of [undefined, ...INSTANTS]) {
      const { rows, totals } = await reader.report(name, { ...query, ...(knownAt ? { knownAt } : {}) });
      bodies.push({ name, query, knownAt, rows, totals });
    }
  }
  return bodies;
}

async function stop({ child, exited }: Server, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  child.kill(signal);
  await exited;
}

let whole: unknown;

it('a fresh ledger loads the province and answers the published figures over HTTP', async () => {
  const server = serve(newFolder());
  await server.printed(LOADED);
  const reader = await readerOf(server);
  const answered: Record<string, string> = {};
  for (const figure of publishedFigures) answered[figure.id] = figureIn(await reader.report(figure.report, { ...figure.params, asOf: figure.asOf }), figure);
  expect(answered).toEqual(Object.fromEntries(publishedFigures.map(({ id, value }) => [id, value])));

  const { positions } = (await reader.get('/api/positions')) as { readonly positions: readonly NamedPosition[] };
  expect(positions.map(({ name }) => name)).toEqual(['at-close', 'before-adjustment', 'before-correction', 'now']);
  const plans = [];
  for (const { position } of positions) plans.push((await reader.report('capital-plan', { year: '2024', asOf: '2025-01-31', knownAt: position })).totals['plan']);
  expect(plans).toEqual(['2449999000000', '2449999000000', '2418999000000', '2418999000000']);
  whole = await answers(reader);
  await stop(server, 'SIGTERM');
});

it('killed in the middle of loading, again and again, it goes on and answers the same', async () => {
  const folder = newFolder();
  for (const reached of [/: 15 %/, /: 40 %/, /: 7\d %/]) {
    const server = serve(folder);
    await server.printed(reached);
    await stop(server, 'SIGKILL');
  }
  const server = serve(folder);
  await server.printed(LOADED);
  expect(await answers(await readerOf(server))).toEqual(whole);
  await stop(server, 'SIGTERM');
});
