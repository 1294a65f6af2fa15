import { randomUUID } from 'node:crypto';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Put, Query as QueryOf, Req, Res } from '@nestjs/common';
import { actShape } from '@ledger/fields';
import type { Json, JsonObject } from '@ledger/kit';
import { toXlsx } from '@ledger/platform/export';
import { fieldAt, isUnusable } from '@ledger/platform/import';
import type { Import, ImportRow } from '@ledger/platform/office-store';
import type { FastifyReply } from 'fastify';
import { bytesIn, nameIn } from '../evidence/upload-request';
import { identityOf, type IdentifiedRequest } from '../identity';
import { Problem } from '../problems/problem';
import { languageIn, single, wholeNumber, type Query } from '../queries/position-parameters';
import { XLSX } from '../queries/report-formats';
import { SHELL, type Shell } from '../shell';
import { commandFor, importOf, ownUnrecorded, readsAll } from './import-access';
import { importJson, resultSheet, rowJson } from './import-answers';
import { readRowFile } from './import-files';
import { commonAct, readyRows } from './import-rows';
import { ImportRunner } from './import-runner';
import { cellsIn } from './row-body';

/** Under which Nest provides the runner. */
export const IMPORT_RUNNER = Symbol('ImportRunner');

const LISTED_MAX = 100;
const PAGE_ROWS = 200;
const PAGE_ROWS_MAX = 1_000;

/** Files of rows: brought, tried row by row, put right, recorded, and given back with what became of them. */
@Controller('api/imports')
export class ImportController {
  constructor(
    @Inject(SHELL) private readonly shell: Shell,
    @Inject(IMPORT_RUNNER) private readonly runner: ImportRunner,
  ) {}

  /** The file as the body, its name as `?name=`, the command of its rows as `?command=`. 201; its rows are tried from now on. */
  @Post()
  @HttpCode(201)
  async bring(@QueryOf() query: Query, @Req() request: IdentifiedRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<JsonObject> {
    const known = await commandFor(this.shell, request, single(query, 'command'));
    if (known.personal) throw new Problem(422, 'import.personal', { command: known.name });
    const name = nameIn(request);
    const { sha256, rows } = await readRowFile(name, bytesIn(request)).catch((error: unknown) => {
      void reply.header('connection', 'close');
      throw error;
    });
    const headings = [...new Set(rows.flatMap(({ cells }) => Object.keys(cells)))];
    const file: Import = { id: randomUUID(), username: identityOf(request).user, command: known.name, name: name.normalize('NFC').slice(-200), sha256, state: 'checking', headings, common: {}, begun: this.shell.clock.now() };
    const kept = rows.map(({ line, cells }) => ({ line, cells: cells as ImportRow['cells'], verdict: 'waiting' as const, problems: [] }));
    this.mustBeImportable(file, kept);
    this.shell.office.imports.add(file, kept);
    this.runner.take(file.id);
    void reply.header('location', `/api/imports/${file.id}`);
    return this.answer(file);
  }

  /** Imports, the latest first: one's own, or everybody's for those who inspect. */
  @Get()
  async list(@Req() request: IdentifiedRequest): Promise<JsonObject> {
    const { imports } = this.shell.office;
    const all = imports.list((await readsAll(this.shell, request)) ? undefined : identityOf(request).user, LISTED_MAX);
    return { imports: all.map((file) => importJson(file, imports.counts(file.id))) };
  }

  @Get(':id')
  async get(@Param('id') id: string, @Req() request: IdentifiedRequest): Promise<JsonObject> {
    return this.answer(await importOf(this.shell, request, id));
  }

  /** `?bad=true`: only rows that cannot be recorded. */
  @Get(':id/rows')
  async rows(@Param('id') id: string, @QueryOf() query: Query, @Req() request: IdentifiedRequest): Promise<JsonObject> {
    await importOf(this.shell, request, id);
    const offset = wholeNumber(query, 'offset', { most: 999_999_999 }) ?? 0;
    const limit = wholeNumber(query, 'limit', { least: 1, most: PAGE_ROWS_MAX }) ?? PAGE_ROWS;
    return { rows: this.shell.office.imports.rows(id, { bad: single(query, 'bad') === 'true', offset, limit }).map(rowJson) };
  }

  /** `{ cells }`: the row put right, which is tried at once. */
  @Patch(':id/rows/:line')
  async correct(@Param('id') id: string, @Param('line') line: string, @Body() body: unknown, @Req() request: IdentifiedRequest): Promise<JsonObject> {
    const file = ownUnrecorded(this.shell, request, id);
    const row = /^\d{1,9}$/.test(line) ? this.shell.office.imports.row(id, Number(line)) : undefined;
    if (!row) throw new Problem(404, 'import.unknown-row', { line });
    const changed: ImportRow = { line: row.line, cells: cellsIn(body, file.headings), verdict: 'waiting', problems: [] };
    this.mustBeImportable(file, [changed]);
    this.shell.office.imports.settle(id, [changed]);
    return rowJson(await this.runner.tryAgain(file, row.line));
  }

  /** `{ effectiveOn?, legalBasis?, reason?, evidence? }` for every row that says nothing else; all rows are tried again. */
  @Put(':id/common')
  @HttpCode(202)
  setCommon(@Param('id') id: string, @Body() body: unknown, @Req() request: IdentifiedRequest): JsonObject {
    ownUnrecorded(this.shell, request, id);
    this.shell.office.imports.setCommon(id, commonAct(this.shell, body));
    this.runner.take(id);
    return this.answer(this.shell.office.imports.get(id)!);
  }

  /** Records every row that was found recordable, in the order of the file. 202: it is under way, and goes on after a restart. */
  @Post(':id/record')
  @HttpCode(202)
  record(@Param('id') id: string, @Req() request: IdentifiedRequest): JsonObject {
    ownUnrecorded(this.shell, request, id);
    const { imports } = this.shell.office;
    if ((imports.counts(id)['would-record'] ?? 0) === 0) throw new Problem(409, 'import.nothing-to-record');
    imports.enter(id, 'recording');
    this.runner.take(id);
    return this.answer(imports.get(id)!);
  }

  /** The rows with what has become of them, as an .xlsx. */
  @Get(':id/result')
  async result(@Param('id') id: string, @QueryOf() query: Query, @Req() request: IdentifiedRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const file = await importOf(this.shell, request, id);
    const language = languageIn(query);
    const content = await toXlsx(resultSheet(file, this.shell.office.imports.everyRow(id), language), language);
    void reply.headers({ 'content-type': XLSX, 'content-disposition': `attachment; filename="import-${file.id.slice(0, 8)}.xlsx"` });
    return content;
  }

  /** Gives up what was not recorded. */
  @Delete(':id')
  @HttpCode(204)
  giveUp(@Param('id') id: string, @Req() request: IdentifiedRequest): void {
    ownUnrecorded(this.shell, request, id);
    this.shell.office.imports.remove(id);
  }

  private answer(file: Import): JsonObject {
    return importJson(file, this.shell.office.imports.counts(file.id));
  }

  /** Before anything is kept: rows of personal data are not, whatever command they name. */
  private mustBeImportable(file: Import, rows: readonly ImportRow[]): void {
    const { commands } = this.shell.catalogue;
    const shape = { ...commands.get(file.command)!.shape, ...actShape };
    const first: Readonly<Record<string, Json>> = rows[0]?.cells ?? {};
    if (!('command' in first) && !file.headings.some((heading) => fieldAt(shape, heading))) throw new Problem(422, 'import.wrong-headings', { command: file.command });
    for (const { prepared } of readyRows(this.shell, file, rows)) {
      if (!isUnusable(prepared) && commands.get(prepared.command)?.personal) throw new Problem(422, 'import.personal', { command: prepared.command });
    }
  }
}
