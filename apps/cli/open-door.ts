import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import { readConfiguration, type Configuration } from '@ledger/platform/configuration';
import { Complaint, type Answer, type Door, type Language } from './door';
import { within } from './environment';

export interface DoorOptions {
  readonly data?: string;
  /** The account acted for; default: the operator. */
  readonly as?: string;
  readonly language: Language;
  readonly environment: NodeJS.ProcessEnv;
}

type Headers = Readonly<Record<string, string>>;

/** Goes to the server that `server.json` names when it answers; otherwise composes the ledger over the folder, in this process. */
export async function openDoor({ data, as, language, environment }: DoorOptions): Promise<Door> {
  const { configuration } = readConfiguration(within(environment, data));
  const acting: Headers = as ? { 'ledger-act-as': as } : {};
  const server = await runningServer(configuration.data);
  if (server) return serverDoor(server, acting, language);
  const kept = configuration.eventStore === 'embedded' ? join(configuration.data, 'events.db') : configuration.data;
  if (!existsSync(kept) && data) throw new Complaint(missing(configuration.data, language));
  return folderDoor(configuration, acting);
}

const missing = (folder: string, language: Language): string =>
  language === 'vi' ? `${folder}: không có sổ nào ở đây (thiếu events.db).` : `${folder}: there is no ledger here (no events.db).`;

interface Server {
  readonly address: string;
  readonly token: string;
}

/** The server of this folder, if it answers with the token that its file holds. A file left by a killed server is no server. */
async function runningServer(folder: string): Promise<Server | undefined> {
  let server: Server;
  try {
    server = JSON.parse(readFileSync(join(folder, 'server.json'), 'utf8')) as Server;
    const answer = await fetch(`${server.address}/api/me`, { headers: { authorization: `Bearer ${server.token}` }, signal: AbortSignal.timeout(5_000) });
    return answer.ok ? server : undefined;
  } catch {
    return undefined;
  }
}

function serverDoor({ address, token }: Server, acting: Headers, language: Language): Door {
  const gone = (): never => {
    throw new Complaint(language === 'vi' ? `Máy chủ tại ${address} ngừng trả lời giữa chừng. Việc đang làm có thể đã được ghi nhận; nhập tệp hay xóa dữ liệu cá nhân khi chạy lại thì không ghi lần thứ hai.` : `The server at ${address} stopped answering. What was under way may have been recorded; an import or a forgetting that is run again records nothing twice.`);
  };
  return {
    kind: 'server',
    close: async () => undefined,
    async request(method, path, body, headers = {}): Promise<Answer> {
      const answer = await fetch(`${address}${path}`, { method, headers: requestHeaders(token, acting, body, headers), body: body === undefined ? undefined : JSON.stringify(body) }).catch(gone);
      return { status: answer.status, headers: Object.fromEntries(answer.headers), body: Buffer.from(await answer.arrayBuffer().catch(gone)) };
    },
  };
}

async function folderDoor(configuration: Configuration, acting: Headers): Promise<Door> {
  // The whole application is loaded only when no server answers.
  const { startLedger } = await import('../api/start-ledger');
  const running = await startLedger({ configuration, log: pino({ level: 'silent' }), listen: false });
  return {
    kind: 'folder',
    close: () => running.close(),
    async request(method, path, body, headers = {}): Promise<Answer> {
      const answer = await running.app.inject({ method, url: path, headers: requestHeaders(running.operatorToken, acting, body, headers), payload: body === undefined ? undefined : JSON.stringify(body) });
      return { status: answer.statusCode, headers: Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, String(value)])), body: answer.rawPayload };
    },
  };
}

const requestHeaders = (token: string, acting: Headers, body: unknown, headers: Headers): Record<string, string> => ({
  authorization: `Bearer ${token}`,
  ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  ...acting,
  ...headers,
});
