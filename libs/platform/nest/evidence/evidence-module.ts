import { Inject, type DynamicModule, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { EvidenceStore } from '@ledger/platform/evidence';
import type { FastifyInstance } from 'fastify';
import { streamFiles } from '../streamed-bodies';
import { EVIDENCE, EvidenceController } from './evidence-controller';
import { UploadController } from './upload-controller';

class EvidenceModule implements OnModuleInit {
  constructor(@Inject(HttpAdapterHost) private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    streamFiles(this.host.httpAdapter.getInstance<FastifyInstance>());
  }
}

/** Upload and download of evidence. `SHELL` must be provided globally. */
export const evidenceModule = (store: EvidenceStore): DynamicModule => ({
  module: EvidenceModule,
  controllers: [UploadController, EvidenceController],
  providers: [{ provide: EVIDENCE, useValue: store }],
});
