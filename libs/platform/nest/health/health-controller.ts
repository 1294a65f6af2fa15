import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { JsonObject } from '@ledger/kit';
import type { FastifyReply } from 'fastify';
import { SHELL, type Shell } from '../shell';
import { Open } from '../sign-in-guard';

@Open()
@Controller('health')
export class HealthController {
  constructor(@Inject(SHELL) private readonly shell: Shell) {}

  /** The process runs. */
  @Get('live')
  live(): JsonObject {
    return { status: 'live', version: this.shell.version };
  }

  /** The process can serve: 200 when ready or degraded, 503 with the reason otherwise. */
  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<JsonObject> {
    const { status, body } = await this.shell.readiness.check();
    void reply.code(status === 'ready' || status === 'degraded' ? 200 : 503);
    return { ...body, version: this.shell.version };
  }
}
