import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { encodeShape, type JsonObject, type Shape } from '@ledger/kit';
import type { FastifyReply } from 'fastify';
import type { IdentifiedRequest } from '../identity';
import { dayOf } from '../ledger/clock';
import { SHELL, type Shell } from '../shell';
import { ROWS_COUNTED, totalsQuery } from './list-query';
import { knownAtParameter, positionParameter, type Query } from './position-parameters';
import { ReadableTables, type Table } from './readable-tables';

/** `GET /api/<register>/<table>/totals`: how many rows a list has, and exact sums, per group, on both axes of time. */
@Controller('api')
export class TotalsController {
  private readonly tables: ReadableTables;

  constructor(@Inject(SHELL) private readonly shell: Shell) {
    this.tables = new ReadableTables(shell);
  }

  @Get(':register/:table/totals')
  async totals(
    @Param('register') register: string,
    @Param('table') name: string,
    @Req() request: IdentifiedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JsonObject> {
    const table = await this.tables.at(`${register}/${name}`, request);
    const query = request.query as Query;
    const { source, by, of, asOf: asked } = totalsQuery(table, query);
    const asOf = asked ?? (table.kind === 'dated' ? dayOf(this.shell.clock.now()) : undefined);
    const at = { asOf, knownAt: await knownAtParameter(query, this.shell.reads), minPosition: positionParameter(query, 'minPosition') };
    const { rows, position } = await this.shell.reads.query({ groups: source }, at);
    void reply.header('ledger-position', position.toString());
    return {
      position: position.toString(),
      ...(asOf === undefined ? {} : { asOf }),
      groups: rows.groups.map((row) => groupJson(table, by, of, row as Record<string, unknown>)),
    };
  }
}

/** Sums are decimal strings whatever the columns are: they may be larger than any one value, or below zero. */
function groupJson(table: Table, by: readonly string[], of: readonly string[], row: Record<string, unknown>): JsonObject {
  const shape = Object.fromEntries(by.map((key) => [key, (table.columns as Shape)[key]!]));
  return {
    ...encodeShape(shape, row),
    ...Object.fromEntries(of.map((key) => [key, (row[key] as bigint).toString()])),
    [ROWS_COUNTED]: row[ROWS_COUNTED] as number,
    ...(row.basis === undefined ? {} : { basis: row.basis as string }),
  };
}
