import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { formatVerifierKey } from '@ledger/platform/audit-log/node';
import { lockForWriting } from '@ledger/platform/event-store/embedded/writer-lock';
import { Witness } from './witness';
import { WitnessFolder } from './witness-folder';

const BODY_BYTES_MAX = 256 * 1024;
const REQUEST_MS = 10_000;
const CHECKPOINT = /^\/([0-9a-f]{64})\/checkpoint$/;
const TEXT = 'text/plain; charset=utf-8';

export interface WitnessOptions {
  readonly folder: string;
  /** Makes the witness's key where there is none. */
  readonly name?: string;
  /** Keys of logs to witness from now on, beside those it knows. */
  readonly logs?: readonly string[];
  readonly host: string;
  readonly port: number;
  readonly onError?: (error: Error) => void;
}

export interface RunningWitness {
  readonly address: string;
  readonly vkey: string;
  close(): Promise<void>;
}

/** Runs a witness. Its folder has one process; a second one is refused. */
export async function startWitness({ folder, name, logs = [], host, port, onError = () => undefined }: WitnessOptions): Promise<RunningWitness> {
  const kept = await WitnessFolder.open(folder, name);
  const lock = lockForWriting(folder);
  try {
    for (const vkey of logs) await kept.addLog(vkey);
    const server = serverOf(new Witness(kept), formatVerifierKey(kept.key), onError);
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
    const bound = server.address() as { readonly port: number };
    return { address: `http://${host.includes(':') ? `[${host}]` : host}:${bound.port}`, vkey: formatVerifierKey(kept.key), close: () => closed(server, () => lock.release()) };
  } catch (error) {
    lock.release();
    throw error;
  }
}

function serverOf(witness: Witness, vkey: string, onError: (error: Error) => void): Server {
  const server = createServer({ requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS }, (request, response) => {
    answer(witness, vkey, request, response).catch((error: Error) => {
      onError(error);
      if (!response.headersSent) send(response, 500, 'the witness cannot answer now\n');
      else response.destroy();
    });
  });
  return server;
}

async function answer(witness: Witness, vkey: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url!.split('?', 1)[0]!;
  const hash = CHECKPOINT.exec(path)?.[1];
  if (path !== '/add-checkpoint' && path !== '/key' && hash === undefined) return send(response, 404, 'there is no such address\n');
  if (request.method !== (path === '/add-checkpoint' ? 'POST' : 'GET')) return send(response, 405, 'another method\n');
  if (path === '/key') return send(response, 200, `${vkey}\n`);
  const body = hash === undefined ? await bodyOf(request) : undefined;
  if (hash === undefined && body === undefined) {
    response.setHeader('connection', 'close');
    return send(response, 413, `a request has at most ${BODY_BYTES_MAX} bytes\n`);
  }
  const said = hash === undefined ? await witness.addCheckpoint(body!) : await witness.checkpoint(hash);
  send(response, said.status, said.body, said.type);
}

/** The whole body; undefined when it is too large. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > BODY_BYTES_MAX) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function send(response: ServerResponse, status: number, body: string, type = TEXT): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body), 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }).end(body);
}

async function closed(server: Server, release: () => void): Promise<void> {
  server.closeIdleConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  release();
}
