import { hash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { formatVerifierKey, Malformed, parseTilePath, type Tile } from '@ledger/platform/audit-log';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../problems/problem';
import { Open } from '../sign-in-guard';
import { isWithin, PUBLISHED_LOG, type PublishedLog } from './published-log';

/** A tile never changes. */
const FOR_EVER = 'public, max-age=31536000, immutable';
/** A checkpoint is followed by another within a second or so. */
const FOR_A_MOMENT = 'public, max-age=2';
const FOR_A_MINUTE = 'public, max-age=60';
const TEXT = 'text/plain; charset=utf-8';
const compress = promisify(gzip);

/** The log as c2sp.org/tlog-tiles serves it. It holds names of streams, types, times and hashes, so nobody has to sign in. */
@Open()
@Controller('audit')
export class AuditController {
  constructor(@Inject(PUBLISHED_LOG) private readonly log: PublishedLog) {}

  /** The latest checkpoint, with the cosignatures that were had. Just after a start it is waited for, rather than told to be none. */
  @Get('checkpoint')
  async checkpoint(@Res() reply: FastifyReply): Promise<void> {
    if (this.log.latest() === undefined) await this.log.found?.();
    send(reply, this.log.latest()?.note, TEXT, FOR_A_MOMENT);
  }

  /** The latest checkpoint that met the policy of witnesses. */
  @Get('checkpoint.cosigned')
  async cosigned(@Res() reply: FastifyReply): Promise<void> {
    send(reply, await this.log.cosigned(), TEXT, FOR_A_MOMENT);
  }

  /** The public keys that sign checkpoints now, the current one first: a vkey a line. */
  @Get('key')
  async key(@Res() reply: FastifyReply): Promise<void> {
    const { signers } = await this.log.keys();
    send(reply, signers.map((key) => `${formatVerifierKey(key)}\n`).join(''), TEXT, FOR_A_MINUTE);
  }

  /** The note in which the previous key names the current one. */
  @Get('key/rotation')
  async rotation(@Res() reply: FastifyReply): Promise<void> {
    send(reply, (await this.log.keys()).rotation, TEXT, FOR_A_MINUTE);
  }

  /** The verifier of bundles, for whoever comes with a bundle alone. */
  @Get('verify-bundle.mjs')
  verifier(@Res() reply: FastifyReply): void {
    send(reply, this.log.verifier, 'text/javascript; charset=utf-8', FOR_A_MINUTE);
  }

  /** Its SHA-256, as `sha256sum --check` reads it. */
  @Get('verify-bundle.mjs.sha256')
  verifierHash(@Res() reply: FastifyReply): void {
    const { verifier } = this.log;
    send(reply, verifier && `${hash('sha256', verifier, 'hex')}  verify-bundle.mjs\n`, TEXT, FOR_A_MINUTE);
  }

  /** A hash tile or a bundle of entries, of no larger a tree than the published one. */
  @Get('tile/*')
  async tile(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const tile = tileOf(request.url);
    const size = this.log.latest()?.size ?? 0n;
    if (tile === undefined || !isWithin(tile, size)) throw notPublished(reply);
    const bytes = Buffer.from(this.log.tiles.read(tile));
    void reply.header('vary', 'accept-encoding');
    if (tile.level !== 'entries' || !acceptsGzip(request)) return send(reply, bytes, 'application/octet-stream', FOR_EVER);
    void reply.header('content-encoding', 'gzip');
    send(reply, await compress(bytes), 'application/octet-stream', FOR_EVER);
  }
}

/** By the address as it was sent: there is one spelling of each tile. */
function tileOf(url: string): Tile | undefined {
  try {
    return parseTilePath(url.split('?', 1)[0]!.replace(/^\/audit\//, ''));
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

function send(reply: FastifyReply, content: string | Buffer | undefined, type: string, cacheControl: string): void {
  if (content === undefined) throw notPublished(reply);
  void reply
    .headers({ 'content-type': type, 'cache-control': cacheControl, 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' })
    .send(content);
}

/** It may be there in a moment. */
function notPublished(reply: FastifyReply): Problem {
  void reply.header('cache-control', 'no-store');
  return new Problem(404, 'audit.not-published');
}

const acceptsGzip = ({ headers }: FastifyRequest): boolean => /(^|,)\s*gzip\s*(;\s*q\s*=\s*(1|0?\.[0-9]*[1-9]))?\s*(,|$)/.test(String(headers['accept-encoding'] ?? ''));
