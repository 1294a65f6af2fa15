import type { FastifyInstance } from 'fastify';

/** Addresses whose bodies are files. */
const PLACES = ['/api/evidence/', '/api/imports?'];

/** Bodies of files reach the controllers as streams; everywhere else types without a parser stay unknown. */
export function streamFiles(server: FastifyInstance): void {
  if (server.hasContentTypeParser('*')) return;
  server.addContentTypeParser('*', (request, payload, done) => {
    if (PLACES.some((place) => request.url.startsWith(place))) done(null, payload);
    else done(Object.assign(new Error('unsupported media type'), { statusCode: 415 }), undefined);
  });
}
