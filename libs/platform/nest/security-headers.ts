import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Answers of the API are data, never a page: nothing in them may run. */
const API_POLICY = "default-src 'none'; frame-ancestors 'none'";
/**
 * Pages load only what this server itself serves; Swagger's page styles itself inline. Frames hold nothing but what the page
 * itself has made of bytes it hashed (`blob:`): a paper of evidence, shown by the browser's own viewer.
 */
const PAGE_POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; frame-src blob:; base-uri 'self'; frame-ancestors 'none'";

const common = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
};
const api = { ...common, 'content-security-policy': API_POLICY, 'cache-control': 'no-store' };
const page = { ...common, 'content-security-policy': PAGE_POLICY };

/** By the route as well: an address may be written in more than one way (`http://host/api/…`, `/%61pi/…`). */
const isOfApi = ({ url, routeOptions }: FastifyRequest): boolean => url.startsWith('/api/') || routeOptions.url?.startsWith('/api/') === true;

/** Adds the headers that keep browsers honest, and the request's id, to every answer. */
export function addSecurityHeaders(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    void reply.headers(isOfApi(request) ? api : page).header('x-request-id', request.id);
    done();
  });
}
