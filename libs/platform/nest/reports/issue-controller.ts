import { Controller, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { Actor, JsonObject, Report } from '@ledger/kit';
import type { ReportManifest } from '@ledger/platform/audit-log';
import { NotSealedYet } from '@ledger/platform/receipts';
import type { FastifyReply } from 'fastify';
import { identityOf, mustBePermitted, operatorActor, type Identity, type IdentifiedRequest } from '../identity';
import { dayOf } from '../ledger/clock';
import { Problem } from '../problems/problem';
import type { Query } from '../queries/position-parameters';
import { answerReport, reportJson } from '../queries/report-answer';
import { SHELL, type Shell } from '../shell';
import { MANIFESTS, type IdentifiedManifest, type ManifestMaker } from './manifest-maker';
import { reportCode } from './report-code';

/** The register in which manifests are recorded, as far as the shell knows it. */
export interface ManifestRegister {
  /** Roles any of which may issue a report. */
  readonly issuers: readonly string[];
  /** The ledger's own account, under which it records what it has made out. */
  readonly actor: Actor;
  /** The command that records a manifest. */
  command(manifest: ReportManifest & { readonly manifest: string; readonly issuedBy: Actor }): object;
}

/** Under which Nest provides it. */
export const MANIFEST_REGISTER = Symbol('ManifestRegister');

const SEAL_MS_MAX = 5_000;

/** `POST /api/reports/<name>/issue?…`: answers as the report does and records its manifest. */
@Controller('api/reports')
export class IssueController {
  constructor(
    @Inject(SHELL) private readonly shell: Shell,
    @Inject(MANIFEST_REGISTER) private readonly register: ManifestRegister,
    @Inject(MANIFESTS) private readonly manifests: ManifestMaker,
  ) {}

  @Post(':name/issue')
  @HttpCode(200)
  async issue(@Param('name') name: string, @Req() request: IdentifiedRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<JsonObject> {
    const { catalogue, clock, reads, ledger, version } = this.shell;
    const report = catalogue.reports.get(name);
    if (!report) throw new Problem(404, 'ledger.unknown-address');
    const issuedBy = await this.issuer(identityOf(request), report);
    const run = await answerReport(report, request.query as Query, reads, dayOf(clock.now()));
    const { id, ...manifest } = await this.manifestOf(run);
    const receipt = await ledger.execute({ command: this.register.command({ manifest: id, ...manifest, issuedBy }), actor: this.register.actor, correlationId: request.id });
    void reply.header('ledger-report-manifest', id);
    if (receipt.position >= 0n) void reply.header('ledger-position', receipt.position.toString());
    return {
      manifest: { id, ...manifest } as unknown as JsonObject,
      recorded: receipt.events.length > 0,
      stream: receipt.stream,
      revision: receipt.revision.toString(),
      report: reportJson(run, { program: version, code: reportCode(catalogue.registers, report) }),
    };
  }

  /** Whoever may issue, and may see the report. */
  private async issuer(identity: Identity, report: Report): Promise<Actor> {
    const { authoriser, clock } = this.shell;
    if (report.roles) await mustBePermitted(authoriser, clock, identity, report.roles);
    if (identity.operator) return operatorActor;
    const permit = await authoriser.permit({ user: identity.user, roles: this.register.issuers, scope: {}, on: dayOf(clock.now()) });
    if (!permit.permitted) throw new Problem(403, permit.code, { ...permit.details });
    return { user: identity.user, role: permit.role, unit: permit.unit };
  }

  private async manifestOf(run: Awaited<ReturnType<typeof answerReport>>): Promise<IdentifiedManifest> {
    try {
      return await this.manifests.sealed(run, SEAL_MS_MAX);
    } catch (error) {
      if (error instanceof NotSealedYet) throw new Problem(503, 'audit.not-sealed-yet', {}, [], { cause: error });
      throw error;
    }
  }
}
