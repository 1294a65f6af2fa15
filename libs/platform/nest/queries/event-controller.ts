import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { JsonObject } from '@ledger/kit';
import type { RecordedEvent } from '@ledger/platform/event-store';
import type { FastifyReply } from 'fastify';
import { identityOf, mustBePermitted, type IdentifiedRequest } from '../identity';
import { SHELL, type Shell } from '../shell';
import { knownInstantOrPosition, malformed, positionParameter, single, wholeNumber, type Query } from './position-parameters';

const LIMIT_DEFAULT = 100;
const LIMIT_MAX = 1_000;
const READERS = ['inspector', 'operator', 'finance'];
const KNOWN = new Set(['stream', 'register', 'until', 'from', 'limit', 'lang']);

/** `GET /api/events`: who did what when, in the order of recording. */
@Controller('api/events')
export class EventController {
  constructor(@Inject(SHELL) private readonly shell: Shell) {}

  @Get()
  async list(@Req() request: IdentifiedRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<JsonObject> {
    const { authoriser, clock } = this.shell;
    await mustBePermitted(authoriser, clock, identityOf(request), READERS);
    const query = request.query as Query;
    for (const name of Object.keys(query)) if (!KNOWN.has(name)) throw malformed(name, 'Không có tham số này.', 'There is no such parameter.');
    const limit = wholeNumber(query, 'limit', { least: 1, most: LIMIT_MAX }) ?? LIMIT_DEFAULT;
    const until = await knownInstantOrPosition(query, 'until', this.shell.reads);
    const found = await this.read(query, positionParameter(query, 'from') ?? 0n, until, limit + 1);
    const events = found.slice(0, limit);
    const last = events.at(-1);
    if (last) void reply.header('ledger-position', last.position.toString());
    return { events: events.map(eventJson), ...(found.length > limit && last ? { next: last.position.toString() } : {}) };
  }

  private async read(query: Query, from: bigint, until: bigint | undefined, limit: number): Promise<RecordedEvent[]> {
    const found: RecordedEvent[] = [];
    for await (const batch of this.batches(query, from, limit)) {
      for (const event of batch) {
        if (until !== undefined && event.position > until) return found;
        if (event.position > from) found.push(event);
        if (found.length === limit) return found;
      }
    }
    return found;
  }

  private batches(query: Query, from: bigint, limit: number): AsyncIterable<readonly RecordedEvent[]> {
    const stream = single(query, 'stream');
    if (stream !== undefined) return this.shell.store.readStream(stream);
    const register = single(query, 'register');
    if (register === undefined) return this.shell.store.readAll({ from, limit });
    if (!this.shell.catalogue.registers.some(({ name }) => name === register)) throw malformed('register', 'Không có sổ này.', 'There is no such register.');
    return this.shell.store.readAll({ from, limit, filter: { streamPrefixes: [`${register}.`] } });
  }
}

export const eventJson = ({ id, type, stream, revision, position, data, metadata }: RecordedEvent): JsonObject => ({
  position: position.toString(),
  stream,
  revision: revision.toString(),
  id,
  type,
  data,
  metadata,
});
