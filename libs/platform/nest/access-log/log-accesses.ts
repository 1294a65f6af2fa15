import type { FastifyInstance } from 'fastify';
import type { IdentifiedRequest } from '../identity';
import type { Catalogue } from '../ledger/catalogue';
import { accessKinds } from './access-kind';
import type { AccessLog } from './access-log';

const TARGET_CHARACTERS_MAX = 500;

/** Has the server note who was answered what, once the answer is out. What nobody signed in for is not noted. */
export function logAccesses(server: FastifyInstance, log: AccessLog, catalogue: Pick<Catalogue, 'tables' | 'reports'>): void {
  const kindOf = accessKinds(catalogue);
  server.addHook('onResponse', (request, reply, done) => {
    done();
    const { identity } = request as IdentifiedRequest;
    const kind = identity && kindOf(request);
    if (kind) log.add({ username: identity.user, kind, target: request.url.slice(0, TARGET_CHARACTERS_MAX), status: reply.statusCode, request: request.id });
  });
}
