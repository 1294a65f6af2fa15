import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { formatLeafHeader, formatTileFrame, Malformed, tilesOfTree, type Tile } from '@ledger/platform/audit-log';
import { TileMissing, type LeafEvent, type LeafPage } from '@ledger/platform/sealer';
import type { FastifyReply } from 'fastify';
import { identityOf, mustBePermitted, type IdentifiedRequest } from '../identity';
import { Problem } from '../problems/problem';
import { mustBeKnown, positionParameter, type Query } from '../queries/position-parameters';
import { SHELL, type Shell } from '../shell';
import { PUBLISHED_LOG, type PublishedLog } from './published-log';

const READERS = ['inspector', 'operator', 'finance'];
const FROM = new Set(['from', 'lang']);
const SIZE = new Set(['size', 'lang']);
const TILES_TOGETHER = 16;
const NEWLINE = 0x0a;

/** For whoever checks the whole ledger: everything that is sealed in one answer, and everything that was published of it. */
@Controller('api')
export class StoredEventController {
  constructor(
    @Inject(SHELL) private readonly shell: Shell,
    @Inject(PUBLISHED_LOG) private readonly log: PublishedLog,
  ) {}

  /** `GET /api/events/stored?from=`: the leaves' events after a position, to the byte, in frames of three lines (`LeafFrames`). */
  @Get('events/stored')
  async events(@Req() request: IdentifiedRequest, @Res() reply: FastifyReply): Promise<void> {
    await mustBePermitted(this.shell.authoriser, this.shell.clock, identityOf(request), READERS);
    mustBeKnown(request.query as Query, FROM);
    if (!this.log.leaves) throw new Problem(404, 'audit.not-published');
    send(reply, leafFrames(this.log.leaves(positionParameter(request.query as Query, 'from') ?? 0n)));
  }

  /** `GET /api/published-tiles?size=`: every tile and bundle of entries of the tree of that size, in the order of `tilesOfTree` (`TileFrames`). */
  @Get('published-tiles')
  async tiles(@Req() request: IdentifiedRequest, @Res() reply: FastifyReply): Promise<void> {
    await mustBePermitted(this.shell.authoriser, this.shell.clock, identityOf(request), READERS);
    mustBeKnown(request.query as Query, SIZE);
    const published = this.log.latest()?.size ?? 0n;
    const size = positionParameter(request.query as Query, 'size') ?? published;
    if (size > published) throw new Problem(404, 'audit.not-published');
    send(reply, tileFrames(this.log.tiles, size));
  }
}

const send = (reply: FastifyReply, pieces: AsyncIterable<Uint8Array>): void =>
  void reply.headers({ 'content-type': 'application/octet-stream', 'cache-control': 'no-store' }).send(Readable.from(pieces, { objectMode: false }));

async function* leafFrames(pages: AsyncIterable<LeafPage>): AsyncGenerator<Uint8Array> {
  for await (const { leaves } of pages) {
    if (leaves.length > 0) yield framesOf(leaves);
    // Between pages others are answered.
    await nextTurn();
  }
}

/** Written into one piece of memory: there are thousands of them. */
function framesOf(leaves: readonly LeafEvent[]): Uint8Array {
  const headers = leaves.map(({ position, stream, revision, id, type, recordedAt, isSent, data, metadata }) =>
    formatLeafHeader({ position: String(position), stream, revision: String(revision), id, type, recordedAt, isSent, data: data.length, metadata: metadata.length }));
  const frames = Buffer.allocUnsafe(leaves.reduce((bytes, { data, metadata }, i) => bytes + Buffer.byteLength(headers[i]!) + data.length + metadata.length + 2, 0));
  let at = 0;
  leaves.forEach(({ data, metadata }, i) => {
    at += frames.write(headers[i]!, at);
    for (const bytes of [data, metadata]) {
      frames.set(bytes, at);
      at = frames.writeUInt8(NEWLINE, at + bytes.length);
    }
  });
  return frames;
}

async function* tileFrames(tiles: PublishedLog['tiles'], size: bigint): AsyncGenerator<Uint8Array> {
  let frames: Uint8Array[] = [];
  for (const tile of tilesOfTree(size, true)) {
    frames.push(formatTileFrame(bytesOf(tiles, tile)));
    if (frames.length < TILES_TOGETHER) continue;
    yield Buffer.concat(frames);
    frames = [];
    await nextTurn();
  }
  if (frames.length > 0) yield Buffer.concat(frames);
}

/** One that is gone, or damaged beyond its form, is told as missing: the reader finds which. */
function bytesOf(tiles: PublishedLog['tiles'], tile: Tile): Uint8Array | undefined {
  try {
    return tiles.read(tile);
  } catch (error) {
    if (error instanceof TileMissing || error instanceof Malformed) return undefined;
    throw error;
  }
}
