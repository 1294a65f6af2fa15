import { Body, Controller, Delete, Head, HttpCode, Inject, Param, Patch, Post, Req, Res } from '@nestjs/common';
import { decodeShape } from '@ledger/kit';
import type { EvidenceStore, Progress } from '@ledger/platform/evidence';
import type { FastifyReply } from 'fastify';
import { identityOf, type IdentifiedRequest } from '../identity';
import { SHELL, type Shell } from '../shell';
import { uploaderOf } from './evidence-access';
import { EVIDENCE } from './evidence-controller';
import { evidenceProblem } from './evidence-problems';
import { announcement, bytesIn, offsetIn } from './upload-request';

const UPLOAD_ID = /^[0-9a-f-]{36}$/;

/** Files in parts, so that a broken connection or a restart costs only the part under way. */
@Controller('api/evidence/uploads')
export class UploadController {
  constructor(
    @Inject(EVIDENCE) private readonly store: EvidenceStore,
    @Inject(SHELL) private readonly shell: Shell,
  ) {}

  /** `{ sha256, size, type, name }` → 201 `{ id, received, size }`. */
  @Post()
  @HttpCode(201)
  async begin(@Body() body: unknown, @Req() request: IdentifiedRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Progress & { readonly id: string }> {
    const { size, ...announced } = decodeShape(announcement, body);
    const uploader = await uploaderOf(this.shell, request);
    const id = await refusing(() => this.store.begin({ ...announced, ...uploader }, size));
    void reply.headers({ 'location': `/api/evidence/uploads/${id}`, 'upload-offset': '0' });
    return { id, received: 0, size };
  }

  /** How far the upload has come: `Upload-Offset` of `Upload-Length`. */
  @Head(':id')
  async progress(@Param('id') id: string, @Req() request: IdentifiedRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const { received, size } = await refusing(async () => this.store.progress(known(id), identityOf(request).user));
    void reply.headers({ 'upload-offset': String(received), 'upload-length': String(size), 'cache-control': 'no-store' });
  }

  /** The next bytes, from `Upload-Offset` on; with the last one the file is checked and stored, and `evidence` tells what is known of it. */
  @Patch(':id')
  async append(@Param('id') id: string, @Req() request: IdentifiedRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Progress> {
    const { username } = await uploaderOf(this.shell, request);
    const offset = offsetIn(request);
    const progress = await refusing(() => this.store.append(known(id), username, offset, bytesIn(request))).catch((error: unknown) => {
      void reply.header('connection', 'close');
      throw error;
    });
    void reply.header('upload-offset', String(progress.received));
    return progress;
  }

  /** Gives the upload up. */
  @Delete(':id')
  @HttpCode(204)
  async cancel(@Param('id') id: string, @Req() request: IdentifiedRequest): Promise<void> {
    await refusing(() => this.store.cancel(known(id), identityOf(request).user));
  }
}

/** Nothing is known under any other form of id; the store looks it up and says so. */
const known = (id: string): string => (UPLOAD_ID.test(id) ? id : 'unknown');

async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw evidenceProblem(error);
  }
}
