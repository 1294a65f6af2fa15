import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Shell } from '../shell';
import { openapiDocument } from './document';

/** Serves the description at `/api/openapi.json`, its page at `/docs`, and leads there from `/`. */
export function servePages(app: NestFastifyApplication, shell: Shell): void {
  const document = openapiDocument(shell.catalogue, shell) as unknown as OpenAPIObject;
  SwaggerModule.setup('docs', app, document, {
    jsonDocumentUrl: 'api/openapi.json',
    raw: ['json'],
    customSiteTitle: 'Sổ cái chương trình · Program ledger',
    swaggerOptions: { docExpansion: 'none', operationsSorter: 'alpha', displayRequestDuration: true, validatorUrl: 'none' },
  });
  app.getHttpAdapter().get('/', (_request: FastifyRequest, reply: FastifyReply) => void reply.redirect('/docs', 302));
}
