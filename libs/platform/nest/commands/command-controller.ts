import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { schemaOf, type JsonObject, type Shape } from '@ledger/kit';
import type { FastifyReply } from 'fastify';
import { identityOf, operatorActor, type IdentifiedRequest } from '../identity';
import { bodyShape, readBody } from '../ledger/command-body';
import type { KnownCommand } from '../ledger/catalogue';
import { receiptJson, type Order, type Receipt } from '../ledger/order';
import { Problem } from '../problems/problem';
import { SHELL, type Shell } from '../shell';
import { expectedRevision, idempotencyKey, isDryRun } from './command-headers';
import { SUBMISSIONS, type SubmissionClass } from './submission';

/** `POST /api/commands/<CommandName>`: one door for every command of every register. */
@Controller('api/commands')
export class CommandController {
  private readonly shapes: ReadonlyMap<string, { readonly known: KnownCommand; readonly shape: Shape }>;

  constructor(
    @Inject(CommandBus) private readonly bus: CommandBus,
    @Inject(SHELL) shell: Shell,
    @Inject(SUBMISSIONS) private readonly submissions: ReadonlyMap<string, SubmissionClass>,
  ) {
    this.shapes = new Map([...shell.catalogue.commands].map(([name, known]) => [name, { known, shape: bodyShape(known, shell.demo) }]));
  }

  @Get()
  list(): JsonObject {
    return { commands: [...this.shapes.values()].map(({ known, shape }) => commandJson(known, shape)) };
  }

  @Post(':name')
  @HttpCode(200)
  async submit(
    @Param('name') name: string,
    @Body() body: unknown,
    @Req() request: IdentifiedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JsonObject> {
    const receipt = await this.bus.execute<never, Receipt>(this.submissionOf(name, body, request) as never);
    void reply.header('etag', `"${receipt.revision}"`);
    if (receipt.position >= 0n) void reply.header('ledger-position', receipt.position.toString());
    if (receipt.hit) void reply.header('idempotency-hit', 'true');
    return receiptJson(receipt);
  }

  private submissionOf(name: string, body: unknown, request: IdentifiedRequest): object {
    const found = this.shapes.get(name);
    if (!found) throw new Problem(404, 'ledger.unknown-command', { command: name });
    const identity = identityOf(request);
    const order: Order = {
      ...readBody(found.known, found.shape, body),
      ...(identity.operator ? { actor: operatorActor } : { user: identity.user }),
      key: idempotencyKey(request.headers),
      ifMatch: expectedRevision(request.headers),
      dryRun: isDryRun(request.query as { readonly [name: string]: unknown }),
      correlationId: request.id,
    };
    return new (this.submissions.get(name) as SubmissionClass)(order);
  }
}

const commandJson = (known: KnownCommand, shape: Shape): JsonObject => ({
  name: known.name,
  register: known.register.name,
  stream: `${known.decider.register}.${known.decider.kind}`,
  roles: known.rule.roles,
  requires: known.rule.requires,
  schema: schemaOf(shape),
  fields: Object.entries(shape).map(([key, field]) => ({
    key,
    word: field.word,
    label: { ...field.label },
    required: !field.optional || known.rule.requires.includes(key as 'reason'),
    act: !(key in known.shape),
    schema: field.schema,
  })),
});
