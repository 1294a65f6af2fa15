import { Body, Controller, Get, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { text } from '@ledger/fields';
import { decodeShape, type JsonObject } from '@ledger/kit';
import type { GroupStatus } from '@ledger/platform/event-node';
import { mustBeOperator, type IdentifiedRequest } from '../identity';
import { Problem } from '../problems/problem';
import { SHELL, type Shell } from '../shell';
import { OPERATIONS, type OperationsParts } from './operations-parts';

const replay = { source: text({ label: { vi: 'Luồng', en: 'Stream' }, max: 1_000 }), group: text({ label: { vi: 'Nhóm', en: 'Group' }, max: 1_000 }) };

/** The event node: who follows the ledger through it, how far they are, and what they could not take. */
@Controller('api/operations/node')
export class NodeController {
  constructor(
    @Inject(SHELL) private readonly shell: Shell,
    @Inject(OPERATIONS) private readonly parts: OperationsParts,
  ) {}

  @Get()
  async status(@Req() request: IdentifiedRequest): Promise<JsonObject> {
    await mustBeOperator(this.shell, request);
    const node = this.parts.node();
    if (node.state !== 'running') return { ...node };
    const { head, streams, groups } = await node.control.status();
    const { state, address, tls, role } = node;
    return { state, address, tls, role, head: head.toString(), streams, groups: groups.map(groupJson) };
  }

  /** `{ source, group }`: delivers the group's parked messages to its consumers again. */
  @Post('replay')
  @HttpCode(202)
  async replay(@Body() body: unknown, @Req() request: IdentifiedRequest): Promise<JsonObject> {
    await mustBeOperator(this.shell, request);
    const { source, group } = decodeShape(replay, body);
    const node = this.parts.node();
    if (node.state !== 'running') throw new Problem(404, 'operations.unknown', { name: group });
    await node.control.replayParked(source, group).catch((error: Error) => {
      throw error.name === 'GroupRefusal' ? new Problem(404, 'operations.unknown', { name: `${source}::${group}` }) : error;
    });
    return { source, group, begun: true };
  }
}

/** How far behind is told in places of the source: events where it is a stream, positions where it is `$all`. */
const groupJson = ({ checkpointed, lastKnown, parkedCount, parked, consumers, ...rest }: GroupStatus): JsonObject => ({
  ...rest,
  ...(checkpointed === undefined ? {} : { checkpointed: checkpointed.toString() }),
  ...(lastKnown === undefined ? {} : { lastKnown: lastKnown.toString(), behind: (lastKnown - (checkpointed ?? -1n)).toString() }),
  parkedCount: parkedCount.toString(),
  parked: parked.map(({ revision, at, ...message }) => ({ ...message, revision: revision.toString(), at: new Date(at).toISOString() })),
  consumers: consumers.map((consumer) => ({ ...consumer })),
});
