import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { schemaOf, type JsonObject, type Shape } from '@ledger/kit';
import type { Language, Sheet } from '@ledger/platform/export';
import type { FastifyReply } from 'fastify';
import { identityOf, mustBePermitted, type IdentifiedRequest } from '../identity';
import { dayOf } from '../ledger/clock';
import { Problem } from '../problems/problem';
import { SHELL, type Shell } from '../shell';
import { single, type Query } from './position-parameters';
import { answerReport, reportJson, type ReportAnswer } from './report-answer';
import { reportFormats } from './report-formats';

@Controller('api/reports')
export class ReportController {
  constructor(@Inject(SHELL) private readonly shell: Shell) {}

  @Get()
  list(): JsonObject {
    const reports = [...this.shell.catalogue.reports.values()];
    return { reports: reports.map(({ name, version, title, params }) => ({ name, version, title: { ...title }, params: schemaOf(params as Shape) })) };
  }

  /** `GET /api/reports/<name>?…&asOf=&knownAt=&minPosition=&format=json|csv|xlsx&lang=vi|en` */
  @Get(':name')
  async report(@Param('name') name: string, @Req() request: IdentifiedRequest, @Res() reply: FastifyReply): Promise<void> {
    const { catalogue, authoriser, clock, reads, version } = this.shell;
    const report = catalogue.reports.get(name);
    if (!report) throw new Problem(404, 'ledger.unknown-address');
    if (report.roles) await mustBePermitted(authoriser, clock, identityOf(request), report.roles);
    const query = request.query as Query;
    const format = single(query, 'format') ?? 'json';
    const isKnown = format === 'json' || Object.prototype.hasOwnProperty.call(reportFormats, format);
    if (!isKnown) throw new Problem(400, 'query.no-such-format', { format });
    const answer = await answerReport(report, query, reads, dayOf(clock.now()));
    void reply.header('ledger-position', answer.position.toString());
    if (format === 'json') return void reply.send(reportJson(answer, version));
    await this.sendFile(reply, answer, format, single(query, 'lang') === 'en' ? 'en' : 'vi');
  }

  private async sendFile(reply: FastifyReply, answer: ReportAnswer, format: string, language: Language): Promise<void> {
    const { contentType, write } = reportFormats[format]!;
    const content = await write(sheetOf(answer), language);
    void reply
      .header('content-type', contentType)
      .header('content-disposition', `attachment; filename="${answer.report.name}-${answer.asOf}.${format}"`)
      .send(content);
  }
}

const sheetOf = ({ report, asOf, position, columns, body }: ReportAnswer): Sheet => ({
  name: report.name,
  title: report.title,
  columns,
  rows: body.rows,
  totals: body.totals,
  notes: body.notes,
  provenance: [
    { label: { vi: 'Theo ngày hiệu lực (asOf)', en: 'As of' }, value: asOf },
    { label: { vi: 'Theo vị trí ghi nhận (knownAt)', en: 'Known at' }, value: position.toString() },
  ],
});
