import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { encodeShape, type JsonObject, type Projection, type Shape } from '@ledger/kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { identityOf, mustBePermitted, type IdentifiedRequest } from '../identity';
import { dayOf } from '../ledger/clock';
import { Problem } from '../problems/problem';
import { SHELL, type Shell } from '../shell';
import { tablePath } from './list-paths';
import { listQuery } from './list-query';
import { knownAtParameter, positionParameter, type Query } from './position-parameters';

type Table = Projection['tables'][number];

/** `GET /api/<register>/<table>`: every table of every projection, on both axes of time. */
@Controller('api')
export class ListController {
  private readonly tables: ReadonlyMap<string, { readonly table: Table; readonly readers?: readonly string[] }>;

  constructor(@Inject(SHELL) private readonly shell: Shell) {
    this.tables = new Map([...shell.catalogue.tables.values()].map(({ register, table }) => [tablePath(register.name, table.name), { table, readers: register.readers }]));
  }

  @Get(':register/:table')
  async list(
    @Param('register') register: string,
    @Param('table') name: string,
    @Req() request: IdentifiedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JsonObject> {
    const known = this.tables.get(`${register}/${name}`);
    if (!known) throw new Problem(404, 'ledger.unknown-address');
    const { table, readers } = known;
    if (readers) await mustBePermitted(this.shell.authoriser, this.shell.clock, identityOf(request), readers);
    const query = request.query as Query;
    const { source, limit, offset, asOf: asked } = listQuery(table, query);
    const asOf = asked ?? (table.kind === 'dated' ? dayOf(this.shell.clock.now()) : undefined);
    const knownAt = await knownAtParameter(query, this.shell.reads);
    const minPosition = positionParameter(query, 'minPosition');
    const { rows, position } = await this.shell.reads.query({ rows: source }, { asOf, knownAt, minPosition });
    void reply.header('ledger-position', position.toString());
    const page = rows.rows.slice(0, limit).map((row) => rowJson(table, row as Record<string, unknown>));
    return {
      position: position.toString(),
      ...(asOf === undefined ? {} : { asOf }),
      knownAt: position.toString(),
      columns: [...columnsJson(table.columns), ...columnsJson(table.readable?.columns ?? {}).map((column) => ({ ...column, personal: true }))],
      rows: await this.shell.personal.fill(table.readable, page, identityOf(request), table.name),
      ...(rows.rows.length > limit ? { next: nextPage(request, offset + limit, position, asOf) } : {}),
    };
  }
}

const columnsJson = (columns: Shape): JsonObject[] => Object.entries(columns).map(([key, { label, word }]) => ({ key, label: { ...label }, word }));

const rowJson = (table: Table, row: Record<string, unknown>): JsonObject => ({
  ...encodeShape(table.columns, row),
  ...(row.basis === undefined || 'basis' in table.columns ? {} : { basis: row.basis as string }),
});

/** The following page of the same rows: pinned to the position and day of this one. */
function nextPage(request: FastifyRequest, offset: number, position: bigint, asOf: string | undefined): string {
  const url = new URL(request.url, 'http://ledger.invalid');
  url.searchParams.set('offset', String(offset));
  url.searchParams.set('knownAt', position.toString());
  if (asOf !== undefined) url.searchParams.set('asOf', asOf);
  url.searchParams.delete('minPosition');
  return `${url.pathname}${url.search}`;
}
