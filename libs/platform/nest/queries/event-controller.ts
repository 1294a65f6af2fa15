import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { JsonObject } from '@ledger/kit';
import type { RecordedEvent } from '@ledger/platform/event-store';
import type { FastifyReply } from 'fastify';
import { identityOf, mustBePermitted, type IdentifiedRequest } from '../identity';
import { SHELL, type Shell } from '../shell';
import { knownInstantOrPosition, malformed, mustBeKnown, positionParameter, single, wholeNumber, type Query } from './position-parameters';

const LIMIT_DEFAULT = 100;
const LIMIT_MAX = 1_000;
const READERS = ['inspector', 'operator', 'finance'];
/** Whoever works with a record may see how it came about, as long as they may read its register. */
const STREAM_READERS = [...READERS, 'program', 'officer', 'checker', 'approver'];
const KNOWN = new Set(['stream', 'register', 'until', 'from', 'limit', 'lang']);

/** `GET /api/events`: who did what when, in the order of recording. */
@Controller('api/events')
export class EventController {
  constructor(@Inject(SHELL) private readonly shell: Shell) {}

  @Get()
  async list(@Req() request: IdentifiedRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<JsonObject> {
    const query = request.query as Query;
    await this.mustBeReader(request, query);
    mustBeKnown(query, KNOWN);
    const limit = wholeNumber(query, 'limit', { least: 1, most: LIMIT_MAX }) ?? LIMIT_DEFAULT;
    const until = await knownInstantOrPosition(query, 'until', this.shell.reads);
    const found = await this.read(query, positionParameter(query, 'from') ?? 0n, until, limit + 1);
    const events = found.slice(0, limit);
    const last = events.at(-1);
    if (last) void reply.header('ledger-position', last.position.toString());
    return { events: events.map(eventJson), ...(found.length > limit && last ? { next: last.position.toString() } : {}) };
  }

  private async mustBeReader(request: IdentifiedRequest, query: Query): Promise<void> {
    const { authoriser, clock, catalogue } = this.shell;
    const stream = single(query, 'stream');
    const register = stream === undefined ? undefined : catalogue.registers.find(({ name }) => stream.startsWith(`${name}.`));
    // A register that only some may read keeps its history to those who read every event.
    await mustBePermitted(authoriser, clock, identityOf(request), register && !register.readers ? STREAM_READERS : READERS);
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
