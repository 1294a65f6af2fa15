import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const WORKSPACE = resolve(__dirname, '../../..');
const START_MS_MAX = 90_000;

export interface Answer {
  readonly status: number;
  /** Code of the problem, if it is one. */
  readonly code?: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- specs look into answers of every shape
  readonly json: any;
}

export interface Asked {
  /** Whose token; default: the operator's own. */
  readonly as?: string;
  readonly body?: object | Buffer;
  readonly type?: string;
}

/** The real server in a process of its own, on an empty folder, and whoever has signed in there. */
export class RunningServer {
  readonly tokens = new Map<string, string>();

  private constructor(
    readonly folder: string,
    readonly address: string,
    private readonly operatorToken: string,
    private readonly child: ChildProcess,
  ) {}

  /** Starts a server; on the folder of one that was stopped, if it is given. */
  static async start(environment: Readonly<Record<string, string>> = {}, folder = mkdtempSync(join(tmpdir(), 'ledger-server-'))): Promise<RunningServer> {
    const env = { ...process.env, LEDGER_DATA: folder, LEDGER_PORT: '0', LEDGER_DEMO: 'off', LEDGER_LOG: 'error', ...environment };
    const file = join(folder, 'server.json');
    rmSync(file, { force: true });
    const child = spawn(process.execPath, ['-r', '@swc-node/register', join(WORKSPACE, 'apps/api/main.ts')], { cwd: WORKSPACE, env, stdio: ['ignore', 'ignore', 'pipe'] });
    let complaint = '';
    child.stderr.on('data', (text: Buffer) => (complaint += text));
    for (const end = Date.now() + START_MS_MAX; !existsSync(file); await pause(50)) {
      if (child.exitCode !== null) throw new Error(`the server ended: ${complaint}`);
      if (Date.now() > end) {
        child.kill('SIGKILL');
        throw new Error(`the server did not start: ${complaint}`);
      }
    }
    const { address, token } = JSON.parse(readFileSync(file, 'utf8')) as { address: string; token: string };
    return new RunningServer(folder, address, token, child);
  }

  fetch(method: string, path: string, { as, body, type = 'application/json' }: Asked = {}): Promise<Response> {
    const sent = body instanceof Buffer ? body : body && JSON.stringify(body);
    const token = as === undefined ? this.operatorToken : this.tokens.get(as);
    const headers = { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...(sent ? { 'content-type': type } : {}) };
    return fetch(`${this.address}${path}`, { method, headers, body: sent as string, signal: AbortSignal.timeout(20_000) });
  }

  async ask(method: string, path: string, asked: Asked = {}): Promise<Answer> {
    const response = await this.fetch(method, path, asked);
    const text = await response.text();
    const json = text === '' ? {} : (JSON.parse(text) as { readonly [key: string]: unknown });
    return { status: response.status, code: (json as { readonly code?: string }).code, json };
  }

  command(name: string, body: object, as?: string): Promise<Answer> {
    return this.ask('POST', `/api/commands/${name}`, { as, body });
  }

  /** What would come of a command; nothing is recorded. */
  tryOut(name: string, body: object, as?: string): Promise<Answer> {
    return this.ask('POST', `/api/commands/${name}?dryRun=true`, { as, body });
  }

  /** A command that must succeed. */
  async done(name: string, body: object, as?: string): Promise<void> {
    const answer = await this.command(name, body, as);
    if (answer.status !== 200) throw new Error(`${name}: ${answer.status} ${JSON.stringify(answer.json)}`);
  }

  async signIn(username: string, password: string): Promise<Answer> {
    const answer = await this.ask('POST', '/api/sign-in', { body: { username, password } });
    if (answer.status === 200) this.tokens.set(username, answer.json['token'] as string);
    return answer;
  }

  /** Stops the server in order; with `forget` its folder is removed as well. */
  async stop({ forget = true } = {}): Promise<void> {
    if (this.child.exitCode === null) {
      const ended = new Promise((done) => this.child.once('exit', done));
      this.child.kill('SIGTERM');
      await ended;
    }
    if (forget) rmSync(this.folder, { recursive: true, force: true });
  }
}
