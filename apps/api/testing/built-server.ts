import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** What runs is what was built: `npm test` builds first. A bench is built itself, and lies beside it. */
const MAIN = [join(__dirname, '../main.js'), join(__dirname, '../../../dist/apps/api/main.js')].find(existsSync) ?? 'dist/apps/api/main.js';
const START_MS_MAX = 60_000;

export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly text: { readonly vi: string; readonly en: string };
  readonly fields: readonly { readonly path: string; readonly code: string; readonly text: { readonly vi: string; readonly en: string } }[];
  readonly details: Readonly<Record<string, unknown>>;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- specs look into answers of every shape
  readonly json: any;
}

export interface Sending {
  readonly method?: string;
  /** Acts for this account with the operator's token; `null`: no token at all. */
  readonly as?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON, a text or bytes as they are. */
  readonly body?: unknown;
}

interface Event {
  readonly position: string;
  readonly stream: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const environmentOf = (folder: string, more: Readonly<Record<string, string>>) => ({ ...process.env, LEDGER_DATA: folder, LEDGER_PORT: '0', LEDGER_DEMO: 'off', LEDGER_LOG: 'silent', ...more });
const launch = (folder: string, more: Readonly<Record<string, string>>): ChildProcess => spawn(process.execPath, [MAIN], { env: environmentOf(folder, more), stdio: ['ignore', 'pipe', 'pipe'] });

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'ledger-hostile-'));

/** Starts a server that is expected not to: its exit code, and what it says. One that does start is stopped and gives the code −1. */
export async function failedStart(folder: string, more: Readonly<Record<string, string>> = {}): Promise<{ readonly code: number; readonly says: string }> {
  const child = launch(folder, more);
  let says = '';
  child.stderr!.on('data', (text: Buffer) => (says += text));
  child.stdout!.on('data', () => child.kill('SIGKILL'));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code: code ?? -1, says };
}

/** The built server in a process of its own. */
export class BuiltServer {
  private constructor(
    readonly folder: string,
    readonly address: string,
    readonly token: string,
    private readonly child: ChildProcess,
  ) {}

  static async start(folder = newFolder(), more: Readonly<Record<string, string>> = {}): Promise<BuiltServer> {
    const file = join(folder, 'server.json');
    rmSync(file, { force: true });
    const child = launch(folder, more);
    let output = '';
    for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (text: Buffer) => (output += text));
    // In demo mode it is done once it has given the demo accounts their passwords and names them.
    const ready = more['LEDGER_MODE'] === 'production' ? /ledger runs at/ : /^ {2}consumer/m;
    for (const end = Date.now() + START_MS_MAX; !ready.test(output); await pause(20)) {
      if (child.exitCode !== null || Date.now() > end) {
        child.kill('SIGKILL');
        throw new Error(`the server did not start: ${output}`);
      }
    }
    const { address, token } = JSON.parse(readFileSync(file, 'utf8')) as { address: string; token: string };
    return new BuiltServer(folder, address, token, child);
  }

  async send(path: string, { method = 'GET', as, headers = {}, body }: Sending = {}): Promise<Reply> {
    const isRaw = typeof body === 'string' || body instanceof Uint8Array;
    const identity = as === null ? {} : { authorization: `Bearer ${this.token}`, ...(as ? { 'ledger-act-as': as } : {}) };
    const response = await fetch(`${this.address}${path}`, {
      method, redirect: 'manual', signal: AbortSignal.timeout(20_000),
      headers: { ...identity, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      body: body === undefined || isRaw ? (body as string | undefined) : JSON.stringify(body),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, text, json: isJson && text !== '' ? JSON.parse(text) : undefined };
  }

  command(name: string, body: unknown, sending: Sending = {}): Promise<Reply> {
    return this.send(`/api/commands/${name}`, { method: 'POST', body, ...sending });
  }

  /** A command that must be recorded. */
  async done(name: string, body: object, as?: string): Promise<Reply> {
    const reply = await this.command(name, body, { as });
    if (reply.status !== 200) throw new Error(`${name}: ${reply.status} ${reply.text}`);
    return reply;
  }

  async events(): Promise<readonly Event[]> {
    const events: Event[] = [];
    for (let from: string | undefined = '0'; from !== undefined; ) {
      const { json } = await this.send(`/api/events?limit=1000&from=${from}`);
      events.push(...(json as { events: Event[] }).events);
      from = (json as { next?: string }).next;
    }
    return events;
  }

  async head(): Promise<bigint> {
    return BigInt((await this.events()).at(-1)?.position ?? '0');
  }

  /** Writes bytes to a new connection; resolves with what comes back, when the server hangs up or after `ms`. */
  raw(bytes: string | Buffer, ms = 2_000): Promise<string> {
    const { hostname, port } = new URL(this.address);
    return new Promise((resolve) => {
      let answer = '';
      const socket = connect(Number(port), hostname, () => socket.write(bytes));
      const timer = setTimeout(() => socket.destroy(), ms);
      socket.on('data', (data) => (answer += data.toString('latin1')));
      socket.on('error', () => undefined);
      socket.on('close', () => {
        clearTimeout(timer);
        resolve(answer);
      });
    });
  }

  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const ended = once(this.child, 'exit');
      this.child.kill(signal);
      await ended;
    }
    return this.child.exitCode;
  }
}

export const built = (): boolean => existsSync(MAIN);
