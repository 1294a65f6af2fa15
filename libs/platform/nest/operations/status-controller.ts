import { statfs } from 'node:fs/promises';
import { Controller, Get, Inject, Req } from '@nestjs/common';
import type { JsonObject } from '@ledger/kit';
import { mustBeOperator, type IdentifiedRequest } from '../identity';
import { SHELL, type Shell } from '../shell';
import { OPERATIONS, type OperationsParts } from './operations-parts';

/** `GET /api/operations/status`: everything about this process in one answer, to be copied into a report of a fault. */
@Controller('api/operations/status')
export class StatusController {
  constructor(
    @Inject(SHELL) private readonly shell: Shell,
    @Inject(OPERATIONS) private readonly parts: OperationsParts,
  ) {}

  @Get()
  async status(@Req() request: IdentifiedRequest): Promise<JsonObject> {
    const { clock, version, readiness, office } = this.shell;
    await mustBeOperator(this.shell, request);
    const { body } = await readiness.check();
    const backup = office.backups.list().at(-1);
    return {
      at: new Date().toISOString(),
      ledgerTime: new Date(clock.now()).toISOString(),
      version,
      mode: this.parts.mode,
      process: processJson(),
      ...(this.parts.folder === undefined ? {} : { disk: await diskJson(this.parts.folder) }),
      health: body,
      ...(backup ? { lastBackup: { folder: backup.folder, begun: new Date(backup.begun).toISOString(), ...(backup.finished === undefined ? {} : { finished: new Date(backup.finished).toISOString() }), personal: backup.personal } } : {}),
      settings: this.parts.settings.map((setting) => ({ ...setting })),
    };
  }
}

function processJson(): JsonObject {
  const { rss, heapUsed } = process.memoryUsage();
  return { node: process.version, platform: `${process.platform} ${process.arch}`, pid: process.pid, uptimeSeconds: Math.floor(process.uptime()), memoryBytes: rss, heapBytes: heapUsed };
}

async function diskJson(folder: string): Promise<JsonObject> {
  try {
    const { bsize, bavail, blocks } = await statfs(folder);
    return { folder, freeBytes: bsize * bavail, totalBytes: bsize * blocks };
  } catch (error) {
    return { folder, error: (error as Error).message };
  }
}
