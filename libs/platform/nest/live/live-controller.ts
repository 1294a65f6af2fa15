import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { IdentifiedRequest } from '../identity';
import { Problem } from '../problems/problem';
import { SHELL, type Shell } from '../shell';

const POSITION = /^\d{1,19}$/;

@Controller('api/live')
export class LiveController {
  constructor(@Inject(SHELL) private readonly shell: Shell) {}

  /** `GET /api/live`: server-sent events `change` with `{ tables, position }`. */
  @Get()
  listen(@Req() request: IdentifiedRequest, @Res() reply: FastifyReply): void {
    const lastId = request.headers['last-event-id'];
    if (lastId !== undefined && !POSITION.test(String(lastId))) throw new Problem(400, 'ledger.malformed-header', { header: 'Last-Event-ID' });
    this.shell.live.mustHaveRoom();
    reply.hijack();
    const headers = reply.getHeaders() as Record<string, string>;
    reply.raw.writeHead(200, { ...headers, 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    this.shell.live.attach(reply.raw, lastId === undefined ? undefined : BigInt(String(lastId)));
  }
}
