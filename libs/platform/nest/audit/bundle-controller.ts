import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { NotExportable, type ExportSelection } from '@ledger/platform/verification';
import type { FastifyReply } from 'fastify';
import { identityOf, mustBePermitted, type IdentifiedRequest } from '../identity';
import { Problem } from '../problems/problem';
import { dayParameter, malformed, mustBeKnown, single, type Query } from '../queries/position-parameters';
import { SHELL, type Shell } from '../shell';
import { PUBLISHED_LOG, type PublishedLog } from './published-log';

const READERS = ['inspector', 'operator'];
const KNOWN = new Set(['register', 'unit', 'from', 'to', 'held', 'lang']);
const UNIT = /^[0-9]{2,5}$/;
const HELD_CHARACTERS_MAX = 16_000;

/** `GET /api/bundle?register=&unit=&from=&to=&held=`: the sealed events, to be checked and worked on elsewhere. */
@Controller('api/bundle')
export class BundleController {
  /** Each reads the whole ledger: one after the other. */
  private underWay = false;

  constructor(
    @Inject(SHELL) private readonly shell: Shell,
    @Inject(PUBLISHED_LOG) private readonly log: PublishedLog,
  ) {}

  @Get()
  async bundle(@Req() request: IdentifiedRequest, @Res() reply: FastifyReply): Promise<void> {
    await mustBePermitted(this.shell.authoriser, this.shell.clock, identityOf(request), READERS);
    const query = request.query as Query;
    const [selection, held] = [this.selectionOf(query), heldOf(query)];
    if (!this.log.bundle || !this.log.latest()) throw new Problem(404, 'audit.not-published');
    if (this.underWay) throw new Problem(503, 'audit.bundle-under-way');
    this.underWay = true;
    const folder = await mkdtemp(join(tmpdir(), 'ledger-bundle-'));
    const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
    try {
      const file = join(folder, 'bundle.zip');
      await this.log.bundle(selection, held, file);
      const { size } = await stat(file);
      const content = createReadStream(file);
      content.once('close', () => void remove());
      void reply.headers({ 'content-type': 'application/zip', 'content-length': size, 'cache-control': 'no-store', 'content-disposition': `attachment; filename="${nameOf(selection, this.log.latest()!.size)}"` }).send(content);
    } catch (error) {
      await remove();
      if (error instanceof NotExportable) throw new Problem(422, 'audit.not-exportable', { reason: error.message });
      throw error;
    } finally {
      this.underWay = false;
    }
  }

  private selectionOf(query: Query): ExportSelection {
    mustBeKnown(query, KNOWN);
    const [register, unit] = [single(query, 'register'), single(query, 'unit')];
    if (register !== undefined && !this.shell.catalogue.registers.some(({ name }) => name === register)) throw malformed('register', 'Không có sổ này.', 'There is no such register.');
    if (unit !== undefined && !UNIT.test(unit)) throw malformed('unit', 'Phải là mã đơn vị hành chính.', 'Must be the code of a unit.');
    return { register, unit, from: dayParameter(query, 'from'), to: dayParameter(query, 'to') };
  }
}

function heldOf(query: Query): string | undefined {
  const held = single(query, 'held');
  if (held !== undefined && held.length > HELD_CHARACTERS_MAX) throw malformed('held', 'Quá dài.', 'It is too long.');
  return held;
}

const nameOf = (selection: ExportSelection, size: bigint): string => `${['ledger', ...Object.values(selection).filter((value) => value !== undefined), size].join('-')}.zip`;
