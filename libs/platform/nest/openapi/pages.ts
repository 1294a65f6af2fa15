import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { Shell } from '../shell';
import { openapiDocument } from './document';

/** Serves the description at `/api/openapi.json` and its page at `/docs`. */
export function servePages(app: NestFastifyApplication, shell: Shell): void {
  const document = openapiDocument(shell.catalogue, shell) as unknown as OpenAPIObject;
  SwaggerModule.setup('docs', app, document, {
    jsonDocumentUrl: 'api/openapi.json',
    raw: ['json'],
    customSiteTitle: 'Sổ cái chương trình · Program ledger',
    swaggerOptions: { docExpansion: 'none', operationsSorter: 'alpha', displayRequestDuration: true, validatorUrl: 'none' },
  });
}
