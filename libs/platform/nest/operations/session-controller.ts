import { Controller, Delete, Get, HttpCode, Inject, Param, Req, Res } from '@nestjs/common';
import type { JsonObject } from '@ledger/kit';
import { sessionId, type Session } from '@ledger/platform/office-store';
import type { FastifyReply } from 'fastify';
import { identityOf, mustBeOperator, type IdentifiedRequest } from '../identity';
import { tokenOf } from '../identify';
import { Problem } from '../problems/problem';
import { SHELL, type Shell } from '../shell';
import { OPERATIONS, type OperationsParts } from './operations-parts';

const SESSIONS_MAX = 1_000;
const ID = /^[0-9a-f]{64}$/;

/** Open sessions: everybody sees and ends their own, operators everybody's. A session is named by its token's SHA-256. */
@Controller('api')
export class SessionController {
  constructor(
    @Inject(SHELL) private readonly shell: Shell,
    @Inject(OPERATIONS) private readonly parts: OperationsParts,
  ) {}

  @Get('sessions')
  own(@Req() request: IdentifiedRequest): JsonObject {
    return { sessions: this.shell.office.sessions.list(identityOf(request).user, Date.now()).map((session) => sessionJson(session, request)) };
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  endOwn(@Param('id') id: string, @Req() request: IdentifiedRequest): void {
    const { user } = identityOf(request);
    this.end(id, this.shell.office.sessions.list(user, Date.now()));
  }

  @Get('operations/sessions')
  async all(@Req() request: IdentifiedRequest): Promise<JsonObject> {
    await mustBeOperator(this.shell, request);
    return { sessions: this.shell.office.sessions.listAll(Date.now(), SESSIONS_MAX).map((session) => sessionJson(session, request)) };
  }

  @Delete('operations/sessions/:id')
  async endAny(@Param('id') id: string, @Req() request: IdentifiedRequest, @Res() reply: FastifyReply): Promise<void> {
    await mustBeOperator(this.shell, request);
    const ended = this.end(id, this.shell.office.sessions.listAll(Date.now(), SESSIONS_MAX));
    this.shell.log.info({ user: ended.username, by: identityOf(request).user }, 'session ended');
    void reply.code(204).send();
  }

  private end(id: string, among: readonly Session[]): Session {
    const found = ID.test(id) ? among.find((session) => session.id === id) : undefined;
    if (!found) throw new Problem(404, 'operations.unknown', { name: id.slice(0, 64) });
    this.shell.office.sessions.close({ id });
    this.parts.sessions.forget({ id });
    return found;
  }
}

function sessionJson({ id, username, demo, opened, used, expires }: Session, request: IdentifiedRequest): JsonObject {
  const token = tokenOf(request);
  const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();
  return { id, user: username, demo, opened: instant(opened), used: instant(used), expires: instant(expires), current: token !== undefined && sessionId(token) === id };
}
