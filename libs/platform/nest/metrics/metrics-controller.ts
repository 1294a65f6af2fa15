import { Controller, Get, Inject, Optional, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { identifier } from '../identify';
import { mustBeOperator, type IdentifiedRequest } from '../identity';
import { OPERATIONS, type OperationsParts } from '../operations/operations-parts';
import { SHELL, type Shell } from '../shell';
import { Open } from '../sign-in-guard';
import { expose } from './exposition';
import { ledgerMetrics } from './ledger-metrics';
import { asksFromHere } from './who-may-read';

@Open()
@Controller('metrics')
export class MetricsController {
  private readonly identify: ReturnType<typeof identifier>;

  constructor(
    @Inject(SHELL) private readonly shell: Shell,
    @Optional() @Inject(OPERATIONS) private readonly operations: OperationsParts | undefined,
  ) {
    this.identify = identifier(shell.authenticator, shell.authoriser);
  }

  /** `GET /metrics`: how the ledger goes, in Prometheus' text format; to this machine, and to operators from elsewhere. */
  @Get()
  async metrics(@Req() request: IdentifiedRequest, @Res() reply: FastifyReply): Promise<void> {
    if (!asksFromHere(request)) {
      request.identity = await this.identify(request);
      await mustBeOperator(this.shell, request);
    }
    const { contentType, text } = await expose(await ledgerMetrics(this.shell, this.operations?.node()));
    void reply.headers({ 'content-type': contentType, 'cache-control': 'no-store' }).send(text);
  }
}
