import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../problems/problem';
import type { Encoding, WebApp, WebAppFile, WebApps } from './web-app-files';

const A_YEAR_S = 31_536_000;
/** Addresses that are the server's own: a page is no answer there. */
const NO_PAGE = /^\/(api|audit|docs|health|metrics)(\/|$)/;

type Answerer = (error: unknown, request: FastifyRequest, reply: FastifyReply) => void;

/**
 * Serves built web apps, each at its path: its files by name, and its page at every address below that a browser asks a page
 * for, so that addresses within the app can be opened and shared. Whoever asks for anything else is told that there is no such
 * address.
 */
export function serveWebApps(app: NestFastifyApplication, apps: WebApps, answerProblem: Answerer): void {
  for (const [at, files] of apps) {
    const answer = (request: FastifyRequest, reply: FastifyReply): void => {
      const file = fileAt(files, at, request);
      // So that it also answers the app's own path, which has no slash at its end.
      if (file && request.url === `${at}/service-worker.js`) void reply.header('service-worker-allowed', at);
      if (file) send(file, request, reply);
      else answerProblem(new Problem(404, 'ledger.unknown-address'), request, reply);
    };
    app.getHttpAdapter().get(at, answer);
    app.getHttpAdapter().get(`${at === '/' ? '' : at}/*`, answer);
  }
}

/** `at` is the app's path without a slash at its end, except `/` itself. */
function fileAt(files: WebApp, at: string, request: FastifyRequest): WebAppFile | undefined {
  const path = request.url.split('?', 1)[0]!;
  const within = (at === '/' ? path : path.slice(at.length)).replace(/^\//, '');
  return within === '' ? files.get('index.html') : (files.get(within) ?? (wantsPage(request, path, within) ? files.get('index.html') : undefined));
}

const wantsPage = ({ headers }: FastifyRequest, path: string, within: string): boolean => !NO_PAGE.test(path) && !within.startsWith('assets/') && /\btext\/html\b/.test(headers.accept ?? '');

function send(file: WebAppFile, { headers }: FastifyRequest, reply: FastifyReply): void {
  const encoding = encodingFor(file, String(headers['accept-encoding'] ?? ''));
  void reply.headers({
    'content-type': file.type,
    'cache-control': file.immutable ? `public, max-age=${A_YEAR_S}, immutable` : 'no-cache',
    'etag': file.etag,
    'vary': 'accept-encoding',
  });
  if (headers['if-none-match'] === file.etag) return void reply.code(304).send();
  if (encoding) void reply.header('content-encoding', encoding);
  void reply.send(encoding ? file.encoded.get(encoding) : file.bytes);
}

/** The better of the twins that the browser takes (RFC 9110, 12.5.3; a weight of 0 means that it does not). */
function encodingFor({ encoded }: WebAppFile, accepted: string): Encoding | undefined {
  const taken = new Set(accepted.split(',').flatMap((each) => {
    const [name, weight] = each.split(';');
    return /^\s*q\s*=\s*0(\.0*)?\s*$/.test(weight ?? '') ? [] : [name!.trim()];
  }));
  return (['br', 'gzip'] as const).find((encoding) => taken.has(encoding) && encoded.has(encoding));
}
