import type { FastifyInstance, FastifyRequest } from 'fastify';
import { SESSION_COOKIE } from './authority';
import { Problem } from './problems/problem';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
/** A header that a page of another origin cannot send without being allowed to. */
export const OWN_REQUEST_HEADER = 'ledger-request';

/** Refuses what another site makes a browser send: cookies travel by themselves, so they alone prove nothing. */
export function refuseForgedRequests(server: FastifyInstance): void {
  server.addHook('onRequest', (request, _reply, done) => done(isForged(request) ? new Problem(403, 'sign-in.other-origin') : undefined));
}

function isForged({ method, headers, host }: FastifyRequest): boolean {
  if (SAFE.has(method) || headers.authorization !== undefined) return false;
  if (headers.origin !== undefined) return !isOrigin(headers.origin, host);
  const usesCookie = headers.cookie?.includes(`${SESSION_COOKIE}=`) ?? false;
  return usesCookie && headers[OWN_REQUEST_HEADER] === undefined;
}

function isOrigin(origin: string, host: string): boolean {
  try {
    return new URL(origin).host === host;
  } catch {
    return false;
  }
}
