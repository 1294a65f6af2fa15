import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { JsonObject, Words } from '@ledger/kit';
import type { RecordedEvent } from '@ledger/platform/event-store';
import { NotSealedYet, proofForPaper, receiptProof, type Sealed, type SealedLog } from '@ledger/platform/receipts';
import type { FastifyReply } from 'fastify';
import { identityOf, mustBePermitted, type IdentifiedRequest } from '../identity';
import { Problem } from '../problems/problem';
import { languageIn, type Query } from '../queries/position-parameters';
import { SHELL, type Shell } from '../shell';
import { findEvents } from './find-events';
import { paperHtml, PAPER_POLICY } from './paper';

/** Under which Nest provides the log that proofs are taken from. */
export const SEALED_LOG = Symbol('SealedLog');
/** Under which Nest provides names for codes on papers. */
export const PAPER_NAMES = Symbol('PaperNames');

export interface PaperNames {
  unit(code: string, day: string): Promise<string | undefined>;
  role(role: string): Words | undefined;
}

/** Roles that read every receipt; anybody reads those of what he did himself. */
const READERS = ['inspector', 'operator', 'finance'];
const SEAL_MS_MAX = 5_000;
const PROOF_FILE = '.tlog-proof';

interface Proven {
  readonly events: readonly RecordedEvent[];
  readonly last: RecordedEvent;
  readonly index: bigint;
  readonly sealed: Sealed;
}

/** Exchanges a command's receipt, by the command's id or as `<stream>@<revision>`, for a proof that it stands in the log. */
@Controller('api/receipts')
export class ReceiptController {
  constructor(
    @Inject(SHELL) private readonly shell: Shell,
    @Inject(SEALED_LOG) private readonly log: SealedLog,
    @Inject(PAPER_NAMES) private readonly names: PaperNames,
  ) {}

  /** `GET /api/receipts/<id>`: where it stands; `GET /api/receipts/<id>.tlog-proof`: the proof, with the event in it. */
  @Get(':id')
  async receipt(@Param('id') id: string, @Req() request: IdentifiedRequest, @Res() reply: FastifyReply): Promise<void> {
    const isFile = id.endsWith(PROOF_FILE);
    const proven = await this.proven(isFile ? id.slice(0, -PROOF_FILE.length) : id, request);
    if (!isFile) return void reply.send(receiptJson(proven));
    const { last, index, sealed } = proven;
    void reply
      .header('content-type', 'text/plain; charset=utf-8')
      .header('content-disposition', `attachment; filename="${fileName(last)}"`)
      .send(receiptProof(this.log, index, sealed, last));
  }

  /** `GET /api/receipts/<id>/paper?lang=vi|en`: a page to print, with the proof as a QR code. */
  @Get(':id/paper')
  async paper(@Param('id') id: string, @Req() request: IdentifiedRequest, @Res() reply: FastifyReply): Promise<void> {
    const { events, last, index, sealed } = await this.proven(id, request);
    const language = languageIn(request.query as Query);
    const { role = '', unit = '' } = last.metadata['actor'] as { readonly role?: string; readonly unit?: string };
    const name = await this.names.unit(unit, last.metadata['effectiveOn'] as string);
    const html = paperHtml({
      language, events, catalogue: this.shell.catalogue, index, checkpoint: sealed.note, proof: proofForPaper(this.log, index, sealed),
      unit: name === undefined ? unit : `${name} (${unit})`, role: this.names.role(role)?.[language] ?? role,
    });
    void reply.headers({ 'content-type': 'text/html; charset=utf-8', 'content-security-policy': PAPER_POLICY }).send(html);
  }

  private async proven(id: string, request: IdentifiedRequest): Promise<Proven> {
    const events = await findEvents(this.shell, id);
    const last = events.at(-1);
    await this.mustBeReadable(request, last);
    if (!last) throw new Problem(404, 'receipts.unknown', { id });
    const sealed = await this.log.seal(last.position, SEAL_MS_MAX).catch((error: Error) => {
      throw error instanceof NotSealedYet ? new Problem(503, 'audit.not-sealed-yet', {}, [], { cause: error }) : error;
    });
    const index = this.log.leafAt(last.position, sealed);
    if (index === undefined) throw new Problem(404, 'receipts.no-leaf');
    return { events, last, index, sealed };
  }

  /** Whoever may not read every receipt learns of those of others not even whether they are there. */
  private async mustBeReadable(request: IdentifiedRequest, event: RecordedEvent | undefined): Promise<void> {
    const identity = identityOf(request);
    const actor = event?.metadata['actor'] as { readonly user?: string } | undefined;
    if (actor !== undefined && actor.user === identity.user) return;
    await mustBePermitted(this.shell.authoriser, this.shell.clock, identity, READERS);
  }
}

const receiptJson = ({ events, last, index, sealed }: Proven): JsonObject => ({
  commandId: (last.metadata['commandId'] as string | undefined) ?? null,
  stream: last.stream,
  revision: last.revision.toString(),
  position: last.position.toString(),
  events: events.map(({ id, type }) => ({ id, type })),
  leaf: index.toString(),
  treeSize: sealed.size.toString(),
  checkpoint: sealed.note,
});

const fileName = ({ stream, revision }: RecordedEvent): string => `${stream.replace(/[^A-Za-z0-9._-]+/g, '-')}-${revision}${PROOF_FILE}`;
