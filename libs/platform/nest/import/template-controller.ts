import { Controller, Get, Inject, Param, Query as QueryOf, Req, Res } from '@nestjs/common';
import type { JsonObject } from '@ledger/kit';
import { toTemplate } from '@ledger/platform/export';
import { templateColumns, type TemplateColumn } from '@ledger/platform/import';
import type { FastifyReply } from 'fastify';
import type { IdentifiedRequest } from '../identity';
import type { KnownCommand } from '../ledger/catalogue';
import { Problem } from '../problems/problem';
import { languageIn, type Query } from '../queries/position-parameters';
import { XLSX } from '../queries/report-formats';
import { SHELL, type Shell } from '../shell';
import { commandFor } from './import-access';

/** Files to be filled in, one for each command whose content fits into a row. */
@Controller('api/import-templates')
export class TemplateController {
  constructor(@Inject(SHELL) private readonly shell: Shell) {}

  /** The commands that people import, and the columns of their files. */
  @Get()
  list(): JsonObject {
    const templates = [...this.shell.catalogue.commands.values()].flatMap((known) => {
      const columns = columnsOf(known);
      return columns ? [{ command: known.name, register: known.register.name, roles: known.rule.roles, requires: known.rule.requires, columns: columns as unknown as JsonObject[] }] : [];
    });
    return { templates };
  }

  @Get(':command')
  async template(@Param('command') name: string, @QueryOf() query: Query, @Req() request: IdentifiedRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const known = await commandFor(this.shell, request, name);
    const fields = columnsOf(known);
    if (!fields) throw new Problem(422, 'import.no-template', { command: name });
    const { label } = known.register;
    const content = await toTemplate({ title: { vi: `Mẫu nhập ${name}: ${label.vi}`, en: `Template ${name}: ${label.en}` }, fields, language: languageIn(query) });
    void reply.headers({ 'content-type': XLSX, 'content-disposition': `attachment; filename="${name}.xlsx"` });
    return content;
  }
}

const columnsOf = ({ rule, shape }: KnownCommand): readonly TemplateColumn[] | undefined =>
  rule.roles.some((role) => role !== 'process') ? templateColumns(shape, rule.requires) : undefined;
