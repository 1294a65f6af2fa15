import { randomUUID } from 'node:crypto';
import { Module, type DynamicModule, type LoggerService, type Provider, type Type } from '@nestjs/common';
import { APP_GUARD, NestFactory } from '@nestjs/core';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import { AUTHENTICATOR, AUTHORISER } from './authority';
import { BODY_BYTES_MAX } from './body-limit';
import { BackupController } from './backups/backup-controller';
import { CommandController } from './commands/command-controller';
import { openCommandDoor } from './commands/command-door';
import { officeCommandId } from './commands/office-command-id';
import { submissionsOf } from './commands/submission';
import { refuseForgedRequests } from './forged-requests';
import { HealthController } from './health/health-controller';
import { identifier } from './identify';
import { readJsonWith, strictJsonParser } from './json-body';
import { bodyShape } from './ledger/command-body';
import { LiveController } from './live/live-controller';
import type { Log } from './log';
import { MetricsController } from './metrics/metrics-controller';
import { OperationsController } from './operations/operations-controller';
import { servePages } from './openapi/pages';
import { answerBrokenRequest } from './problems/broken-request';
import { PersonalController } from './personal/personal-controller';
import { ProblemFilter } from './problems/problem-filter';
import { Problems } from './problems/problem-document';
import { CatalogueController } from './queries/catalogue-controller';
import { EventController } from './queries/event-controller';
import { ListController } from './queries/list-controller';
import { TotalsController } from './queries/totals-controller';
import { ReportController } from './queries/report-controller';
import { addSecurityHeaders } from './security-headers';
import { SHELL, type Shell } from './shell';
import { SignInGuard } from './sign-in-guard';
import { serveWebApps, type WebApps } from './web-apps';

const REQUEST_TIMEOUT_MS = 60_000;

@Module({})
class ShellModule {}

/** What another part of the platform adds to the server: sign-in, evidence. */
export interface ServerParts {
  readonly imports?: readonly (Type | DynamicModule)[];
  readonly controllers?: readonly Type[];
  readonly providers?: readonly Provider[];
  /** Adds hooks to the server before it has any address. */
  readonly hooks?: (server: FastifyInstance, shell: Shell) => void;
  /** The apps by the path they are served at; without one at `/` that leads to the description of the API. */
  readonly webApps?: WebApps;
}

function moduleOf(shell: Shell, parts: ServerParts, handlers: readonly Type[]): DynamicModule {
  return {
    module: ShellModule,
    global: true,
    imports: [CqrsModule.forRoot(), ...(parts.imports ?? [])],
    controllers: [...(parts.controllers ?? []), CommandController, CatalogueController, ReportController, EventController, LiveController, OperationsController, BackupController, PersonalController, HealthController, MetricsController, ListController, TotalsController],
    providers: [
      { provide: SHELL, useValue: shell },
      { provide: AUTHENTICATOR, useValue: shell.authenticator },
      { provide: AUTHORISER, useValue: shell.authoriser },
      ListController,
      { provide: APP_GUARD, useClass: SignInGuard },
      ...handlers,
      ...(parts.providers ?? []),
    ],
    exports: [SHELL, AUTHENTICATOR, AUTHORISER],
  };
}

/** Builds the HTTP server around a shell; it neither listens nor owns the stores. */
export async function createServer(shell: Shell, parts: ServerParts = {}): Promise<NestFastifyApplication> {
  const problems = new Problems(shell.catalogue.messages);
  const filter = new ProblemFilter(problems, shell.log);
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_BYTES_MAX,
    requestIdHeader: false,
    genReqId: requestId,
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    logger: false,
    // Nothing here is Express middleware; without its bridge every request is spared a hook.
    skipMiddie: true,
    routerOptions: { maxParamLength: 512 },
    clientErrorHandler: answerBrokenRequest(problems),
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) => filter.answer(error, request, reply),
  });
  const server = adapter.getInstance();
  server.removeContentTypeParser('text/plain');
  const parse = strictJsonParser(server);
  readJsonWith(server, parse);
  addSecurityHeaders(server);
  refuseForgedRequests(server);
  parts.hooks?.(server, shell);
  const { messages, handlers } = submissionsOf(shell.catalogue, shell.ledger);
  const app = await NestFactory.create<NestFastifyApplication>(moduleOf(shell, parts, handlers), adapter, { logger: nestLogger(shell.log), bodyParser: false, abortOnError: false });
  openCommandDoor(server, {
    commands: new Map([...shell.catalogue.commands].map(([name, known]) => [name, { known, shape: bodyShape(known, shell.demo), Submission: messages.get(name)! }])),
    bus: app.get(CommandBus),
    identify: identifier(shell.authenticator, shell.authoriser),
    parse,
    counts: shell.commandCounts,
    idOf: (body) => officeCommandId(shell, body),
    refuse: (error, request, reply) => filter.answer(error, request, reply),
  });
  app.useGlobalFilters(filter);
  servePages(app, shell);
  const webApps: WebApps = parts.webApps ?? new Map();
  serveWebApps(app, webApps, (error, request, reply) => filter.answer(error, request, reply));
  if (!webApps.has('/')) app.getHttpAdapter().get('/', (_request: FastifyRequest, reply: FastifyReply) => void reply.redirect('/docs', 302));
  await app.init();
  await server.ready();
  return app;
}

const REQUEST_ID = /^[A-Za-z0-9._-]{8,64}$/;

/** The caller's own id of the request, if it is one, else a new one; it becomes the correlation id of what is recorded. */
function requestId(request: IncomingMessage): string {
  const sent = request.headers['x-request-id'];
  return typeof sent === 'string' && REQUEST_ID.test(sent) ? sent : randomUUID();
}

const nestLogger = (log: Log): LoggerService => ({
  log: () => undefined,
  warn: (message: unknown) => log.warn({}, String(message)),
  error: (message: unknown, trace?: unknown) => log.error({ trace }, String(message)),
});
