import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { JsonObject, Source } from '@ledger/kit';
import type { FastifyReply } from 'fastify';
import { identityOf, type IdentifiedRequest } from '../identity';
import { dayOf } from '../ledger/clock';
import { Problem } from '../problems/problem';
import { SHELL, type Shell } from '../shell';
import { EXPORT_ROWS_MAX, listSheet, type ExportedList } from './list-export';
import { listAnswer } from './list-answer';
import { listQuery } from './list-query';
import { knownAtParameter, languageIn, positionParameter, single, type Query } from './position-parameters';
import { ReadableTables, type Table } from './readable-tables';
import { reportFormats } from './report-formats';

interface At {
  readonly asOf: string | undefined;
  readonly knownAt: bigint | undefined;
  readonly minPosition: bigint | undefined;
}

/** `GET /api/<register>/<table>`: every table of every projection, on both axes of time. */
@Controller('api')
export class ListController {
  private readonly tables: ReadableTables;

  constructor(@Inject(SHELL) private readonly shell: Shell) {
    this.tables = new ReadableTables(shell);
  }

  @Get(':register/:table')
  async list(
    @Param('register') register: string,
    @Param('table') name: string,
    @Req() request: IdentifiedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JsonObject | Buffer> {
    const table = await this.tables.at(`${register}/${name}`, request);
    const query = request.query as Query;
    const { source, limit, offset, asOf: asked } = listQuery(table, query);
    const asOf = asked ?? (table.kind === 'dated' ? dayOf(this.shell.clock.now()) : undefined);
    const knownAt = await knownAtParameter(query, this.shell.reads);
    const format = formatOf(query);
    const at = { asOf, knownAt, minPosition: positionParameter(query, 'minPosition') };
    if (format) return this.file(reply, table, { ...source, limit: EXPORT_ROWS_MAX + 1, offset: 0 }, at, format, languageIn(query));
    const { rows, position } = await this.shell.reads.query({ rows: source }, at);
    void reply.header('ledger-position', position.toString());
    const answer = listAnswer({ table, rows: rows.rows, position, asOf, limit, offset, address: request.url });
    return { ...answer, rows: await this.shell.personal.fill(table.readable, answer.rows, identityOf(request), table.name) };
  }

  private async file(reply: FastifyReply, table: Table, source: Source, at: At, format: string, language: 'vi' | 'en'): Promise<Buffer> {
    const { rows, position } = await this.shell.reads.query({ rows: source }, at);
    const list: ExportedList = { table, rows: rows.rows, asOf: at.asOf, position };
    const { contentType, write } = reportFormats[format]!;
    const content = await write(listSheet(list, format, language), language);
    void reply.headers({ 'ledger-position': position.toString(), 'content-type': contentType, 'content-disposition': `attachment; filename="${table.name}-${at.asOf ?? position}.${format}"` });
    return content;
  }
}

/** `csv` or `xlsx`; undefined for JSON. */
function formatOf(query: Query): string | undefined {
  const format = single(query, 'format');
  if (format === undefined || format === 'json') return undefined;
  if (Object.hasOwn(reportFormats, format)) return format;
  throw new Problem(400, 'query.no-such-format', { format });
}
