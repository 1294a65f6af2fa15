import { Readable } from 'node:stream';
import { Controller, Get, Inject, Param, Put, Req, Res } from '@nestjs/common';
import { sha256 as sha256Field } from '@ledger/fields';
import { contentDisposition, safeName, UNDECLARED, type EvidenceStore } from '@ledger/platform/evidence';
import type { FastifyReply } from 'fastify';
import type { IdentifiedRequest } from '../identity';
import { Problem } from '../problems/problem';
import { SHELL, type Shell } from '../shell';
import { byteRange, type ByteRange } from './byte-range';
import { mustBeReader, uploaderOf } from './evidence-access';
import { evidenceProblem } from './evidence-problems';
import { bytesIn, nameIn } from './upload-request';

/** Under which Nest provides the evidence store. */
export const EVIDENCE = Symbol('EvidenceStore');

/** What a stored file may do in a browser: nothing. */
const FILE_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'";

@Controller('api/evidence')
export class EvidenceController {
  constructor(
    @Inject(EVIDENCE) private readonly store: EvidenceStore,
    @Inject(SHELL) private readonly shell: Shell,
  ) {}

  /** The whole file as the body, its media type as `Content-Type`, its name as `?name=`. 201 with what is known of it. */
  @Put(':sha256')
  async put(@Param('sha256') hash: string, @Req() request: IdentifiedRequest, @Res() reply: FastifyReply): Promise<void> {
    const sha256 = sha256Field().decode(hash, 'sha256');
    const uploader = await uploaderOf(this.shell, request);
    const length = Number(request.headers['content-length'] ?? 0);
    if (length > this.store.bytesMax) throw tooLarge(reply, this.store.bytesMax);
    const announced = { sha256, ...uploader, type: request.headers['content-type'] ?? UNDECLARED, name: nameIn(request) };
    const record = await this.store.put(announced, bytesIn(request)).catch((error: unknown) => {
      void reply.header('connection', 'close');
      throw evidenceProblem(error);
    });
    void reply.code(201).header('location', `/api/evidence/${sha256}`).send(record);
  }

  /** The file, or the part of it that `Range` names. */
  @Get(':sha256')
  async get(@Param('sha256') hash: string, @Req() request: IdentifiedRequest, @Res() reply: FastifyReply): Promise<void> {
    const sha256 = sha256Field().decode(hash, 'sha256');
    await mustBeReader(this.shell, this.store, request, sha256);
    const { size, type } = await this.store.describe(sha256).catch((error: unknown) => { throw evidenceProblem(error); });
    const name = this.store.records(sha256)[0]?.name ?? safeName(sha256, type);
    const etag = `"${sha256}"`;
    void reply.headers({
      'content-type': type === 'text/plain' ? 'text/plain; charset=utf-8' : type,
      'content-disposition': contentDisposition(name),
      'content-security-policy': FILE_POLICY,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-cache',
      'accept-ranges': 'bytes',
      etag,
    });
    if (request.headers['if-none-match'] === etag) return void reply.code(304).send();
    const asked = request.headers['if-range'] === undefined || request.headers['if-range'] === etag ? request.headers.range : undefined;
    this.send(reply, request.method === 'HEAD', sha256, size, byteRange(asked, size));
  }

  private send(reply: FastifyReply, headOnly: boolean, sha256: string, size: number, range: ByteRange | undefined | 'unsatisfiable'): void {
    if (range === 'unsatisfiable') return void reply.code(416).header('content-range', `bytes */${size}`).send();
    const { from, to } = range ?? { from: 0, to: size - 1 };
    if (range) void reply.code(206).header('content-range', `bytes ${from}-${to}/${size}`);
    void reply.header('content-length', to - from + 1);
    // An answer without a body would be said to be of length 0.
    void reply.send(headOnly ? Readable.from([]) : this.store.read(sha256, from, to));
  }
}

/** The body is not read: the connection ends with the answer. */
function tooLarge(reply: FastifyReply, max: number): Problem {
  void reply.header('connection', 'close');
  return new Problem(413, 'evidence.too-large', { max });
}
