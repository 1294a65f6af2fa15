import { Controller, Get, Inject, Optional, Param, Req, Res } from '@nestjs/common';
import { schemaOf, type JsonObject, type Shape, type Words } from '@ledger/kit';
import type { Language, Sheet } from '@ledger/platform/export';
import { reportSheet, type ReportRun } from '@ledger/platform/reports';
import type { FastifyReply } from 'fastify';
import { identityOf, mustBePermitted, type IdentifiedRequest } from '../identity';
import { dayOf } from '../ledger/clock';
import { Problem } from '../problems/problem';
import { MANIFESTS, type IdentifiedManifest, type ManifestMaker } from '../reports/manifest-maker';
import { reportCode } from '../reports/report-code';
import { SHELL, type Shell } from '../shell';
import { ListController } from './list-controller';
import { languageIn, single, type Query } from './position-parameters';
import { answerReport, reportJson } from './report-answer';
import { reportFormats } from './report-formats';

const manifestLabel: Words = { vi: 'Mã chứng nhận báo cáo', en: 'Report manifest' };

@Controller('api/reports')
export class ReportController {
  constructor(
    @Inject(SHELL) private readonly shell: Shell,
    @Inject(ListController) private readonly lists: ListController,
    @Optional() @Inject(MANIFESTS) private readonly manifests?: ManifestMaker,
  ) {}

  @Get()
  list(): JsonObject {
    const reports = [...this.shell.catalogue.reports.values()];
    return { reports: reports.map(({ name, version, title, params }) => ({ name, version, title: { ...title }, params: schemaOf(params as Shape) })) };
  }

  /** `GET /api/reports/<name>?…&asOf=&knownAt=&minPosition=&format=json|csv|xlsx|pdf&lang=vi|en` */
  @Get(':name')
  async report(@Param('name') name: string, @Req() request: IdentifiedRequest, @Res() reply: FastifyReply): Promise<void> {
    const { catalogue, authoriser, clock, reads, version } = this.shell;
    const report = catalogue.reports.get(name);
    // What is no report may be a table of the register that is called `reports`.
    if (!report) return void reply.send(await this.lists.list('reports', name, request, reply));
    if (report.roles) await mustBePermitted(authoriser, clock, identityOf(request), report.roles);
    const query = request.query as Query;
    const format = single(query, 'format') ?? 'json';
    const isKnown = format === 'json' || Object.prototype.hasOwnProperty.call(reportFormats, format);
    if (!isKnown) throw new Problem(400, 'query.no-such-format', { format });
    const answer = await answerReport(report, query, reads, dayOf(clock.now()));
    const manifest = this.manifests?.of(answer);
    void reply.headers({ 'ledger-position': answer.position.toString(), ...manifestHeaders(manifest) });
    // Beside the hash and the manifest, which are of the report without anybody's name.
    const rows = await this.shell.personal.fill(report.readable, answer.body.rows, identityOf(request), report.name);
    if (format === 'json') return void reply.send({ ...reportJson(answer, { program: version, code: reportCode(catalogue.registers, report) }), rows });
    const sheet = { ...reportSheet({ ...answer, body: { ...answer.body, rows } }), ...(manifest ? { mark: { label: manifestLabel, value: manifest.id } } : {}) };
    await this.sendFile(reply, answer, sheet, format, languageIn(query));
  }

  private async sendFile(reply: FastifyReply, answer: ReportRun, sheet: Sheet, format: string, language: Language): Promise<void> {
    const { contentType, write } = reportFormats[format]!;
    const content = await write(sheet, language);
    void reply
      .header('content-type', contentType)
      .header('content-disposition', `attachment; filename="${answer.report.name}-${answer.asOf}.${format}"`)
      .send(content);
  }
}

/** What of the manifest changes as the log is sealed stands beside the answer, whose bytes stay as they are. */
const manifestHeaders = (manifest: IdentifiedManifest | undefined): Readonly<Record<string, string>> =>
  manifest ? { 'ledger-report-manifest': manifest.id, 'ledger-tree-size': manifest.knownAt.treeSize, 'ledger-tree-root': manifest.knownAt.root } : {};
