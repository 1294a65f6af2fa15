import { Inject, type DynamicModule, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { EvidenceStore } from '@ledger/platform/evidence';
import type { FastifyInstance } from 'fastify';
import { EVIDENCE, EvidenceController } from './evidence-controller';
import { UploadController } from './upload-controller';

class EvidenceModule implements OnModuleInit {
  constructor(@Inject(HttpAdapterHost) private readonly host: HttpAdapterHost) {}

  /** Bodies of files reach the controllers as streams; everywhere else types without a parser stay unknown. */
  onModuleInit(): void {
    const server = this.host.httpAdapter.getInstance<FastifyInstance>();
    server.addContentTypeParser('*', (request, payload, done) => {
      if (request.url.startsWith('/api/evidence/')) done(null, payload);
      else done(Object.assign(new Error('unsupported media type'), { statusCode: 415 }), undefined);
    });
  }
}

/** Upload and download of evidence. `SHELL` must be provided globally. */
export const evidenceModule = (store: EvidenceStore): DynamicModule => ({
  module: EvidenceModule,
  controllers: [UploadController, EvidenceController],
  providers: [{ provide: EVIDENCE, useValue: store }],
});
