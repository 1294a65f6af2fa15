import { Inject, type DynamicModule, type OnApplicationBootstrap, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { SHELL, type Shell } from '../shell';
import { streamFiles } from '../streamed-bodies';
import { IMPORT_RUNNER, ImportController } from './import-controller';
import { ImportRunner } from './import-runner';
import { TemplateController } from './template-controller';

class ImportModule implements OnModuleInit, OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    @Inject(IMPORT_RUNNER) private readonly runner: ImportRunner,
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
  ) {}

  onModuleInit(): void {
    streamFiles(this.host.httpAdapter.getInstance<FastifyInstance>());
  }

  onApplicationBootstrap(): void {
    this.runner.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.runner.stop();
  }
}

/** Imports of files and templates for them. `SHELL` must be provided globally. */
export const importModule = (): DynamicModule => ({
  module: ImportModule,
  controllers: [ImportController, TemplateController],
  providers: [{ provide: IMPORT_RUNNER, useFactory: (shell: Shell) => new ImportRunner(shell), inject: [SHELL] }],
});
