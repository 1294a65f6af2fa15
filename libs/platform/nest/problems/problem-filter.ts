import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../log';
import { drain } from './drain';
import type { ProblemDocument, Problems } from './problem-document';

/** Answers every error as problem+json; what is not the caller's doing goes to the log with its cause. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly problems: Problems,
    private readonly log: Log,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const document = this.problems.of(error);
    // What passes with time needs no trace: whoever asks too early or too often would fill the log with them.
    if (document.status === 503) this.log.warn({ request: request.id, url: request.url.slice(0, 200), code: document.code, reason: String((error as Error).message).slice(0, 500) }, 'not available now');
    else if (document.status >= 500) this.log.error({ err: error, request: request.id, url: request.url, code: document.code }, 'request failed');
    if (reply.sent) return;
    if (document.status === 413) void drain(request.raw).then(() => send(document, request, reply));
    else send(document, request, reply);
  }
}

function send(document: ProblemDocument, request: FastifyRequest, reply: FastifyReply): void {
  if (document.status === 401) void reply.header('www-authenticate', 'Bearer');
  if (document.status === 503) void reply.header('retry-after', '1');
  void reply
    .code(document.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('x-request-id', request.id)
    .send(JSON.stringify({ ...document, instance: request.url.split('?')[0], requestId: request.id }));
}
