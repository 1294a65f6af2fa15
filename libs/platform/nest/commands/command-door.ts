import type { CommandBus } from '@nestjs/cqrs';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Shape } from '@ledger/kit';
import type { StrictJsonParser } from '../json-body';
import { operatorActor, type Identity } from '../identity';
import type { KnownCommand } from '../ledger/catalogue';
import { readBody } from '../ledger/command-body';
import { receiptJson, type Order, type Receipt } from '../ledger/order';
import type { CommandCounts } from '../metrics/command-counts';
import { Problem } from '../problems/problem';
import { expectedRevision, idempotencyKey, isDryRun } from './command-headers';
import type { KeyedBody } from './office-command-id';
import { receivedBody } from './received-body';
import type { SubmissionClass } from './submission';

/** A command that can be sent, with the fields of its body. */
export interface SendableCommand {
  readonly known: KnownCommand;
  readonly shape: Shape;
  readonly Submission: SubmissionClass;
}

/** What stands behind the door. */
export interface CommandDoorParts {
  readonly commands: ReadonlyMap<string, SendableCommand>;
  readonly bus: CommandBus;
  readonly identify: (request: FastifyRequest) => Identity | Promise<Identity>;
  readonly parse: StrictJsonParser;
  /** The id of a command whose key is not its sender's own. */
  readonly idOf: (body: KeyedBody) => Promise<string | undefined> | undefined;
  /** Counts what never reaches the engine, which counts the rest. */
  readonly counts: CommandCounts;
  /** Answers an error as problem+json. */
  readonly refuse: (error: unknown, request: FastifyRequest, reply: FastifyReply) => void;
}

type CommandRequest = FastifyRequest<{ Params: { name: string } }>;

/**
 * `POST /api/commands/<CommandName>`: one door for every command of every register. It answers in Fastify's first hook:
 * on the way through its body parser and Nest's router a command would cost a third more (`npm run bench -- commands`).
 */
export function openCommandDoor(server: FastifyInstance, parts: CommandDoorParts): void {
  const serve = async (request: CommandRequest, reply: FastifyReply): Promise<void> => {
    let order: object | undefined;
    try {
      order = await orderOf(parts, request);
      const receipt = await parts.bus.execute<never, Receipt>(order as never);
      void reply.code(200).headers(receiptHeaders(receipt)).send(JSON.stringify(receiptJson(receipt)));
    } catch (error) {
      if (order === undefined) parts.counts.refused(error);
      parts.refuse(error, request, reply);
    }
  };
  server.route<{ Params: { name: string } }>({
    method: 'POST',
    url: '/api/commands/:name',
    onRequest: (request, reply, _next) => void serve(request, reply),
    handler: () => Promise.reject(new Error('the door has answered')),
  });
}

/** The message for the bus, from a request that is signed in and well formed; throws `Problem` or `InvalidFields`. */
async function orderOf(parts: CommandDoorParts, request: CommandRequest): Promise<object> {
  const known = parts.identify(request);
  const identity = known instanceof Promise ? await known : known;
  const { name } = request.params;
  const command = parts.commands.get(name);
  if (!command) throw new Problem(404, 'ledger.unknown-command', { command: name });
  const bytes = await receivedBody(request.raw);
  const sent = bytes && parts.parse(request, bytes);
  const body = readBody(command.known, command.shape, sent);
  const issuer = identity.operator ? { actor: operatorActor } : { user: identity.user };
  const key = idempotencyKey(request.headers);
  const found = parts.idOf({ ...issuer, key, known: command.known, body: sent });
  const order: Order = {
    command: body.command,
    act: body.act,
    ...issuer,
    key,
    commandId: found && (await found),
    ifMatch: expectedRevision(request.headers),
    dryRun: isDryRun(request.query as { readonly [name: string]: unknown }),
    correlationId: request.id,
  };
  return new command.Submission(order);
}

function receiptHeaders(receipt: Receipt): Record<string, string> {
  const headers: Record<string, string> = { 'content-type': 'application/json; charset=utf-8', etag: `"${receipt.revision}"` };
  if (receipt.position >= 0n) headers['ledger-position'] = receipt.position.toString();
  if (receipt.hit) headers['idempotency-hit'] = 'true';
  return headers;
}
