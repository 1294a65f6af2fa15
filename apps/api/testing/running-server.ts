import { rmSync } from 'node:fs';
import { BuiltServer } from './built-server';

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

/** The built server on an empty folder, and whoever has signed in there: each request carries a person's own token. */
export class RunningServer {
  readonly tokens = new Map<string, string>();

  private constructor(private readonly built: BuiltServer) {}

  /** Starts a server; on the folder of one that was stopped, if it is given. */
  static async start(environment: Readonly<Record<string, string>> = {}, folder?: string): Promise<RunningServer> {
    return new RunningServer(await BuiltServer.start(folder, environment));
  }

  get folder(): string {
    return this.built.folder;
  }

  fetch(method: string, path: string, { as, body, type = 'application/json' }: Asked = {}): Promise<Response> {
    const sent = body instanceof Buffer ? body : body && JSON.stringify(body);
    const token = as === undefined ? this.built.token : this.tokens.get(as);
    const headers = { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...(sent ? { 'content-type': type } : {}) };
    return fetch(`${this.built.address}${path}`, { method, headers, body: sent as string, signal: AbortSignal.timeout(20_000) });
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
    await this.built.stop();
    if (forget) rmSync(this.folder, { recursive: true, force: true });
  }
}
