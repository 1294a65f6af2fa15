import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { JsonObject } from '@ledger/kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../problems/problem';
import { malformed, mustBeKnown, single, type Query } from '../queries/position-parameters';
import { Open } from '../sign-in-guard';
import type { PublicFigures } from './public-figures';
import type { RateBound } from './rate-bound';

/** Under which Nest provides what the public sees. */
export const PUBLIC_FIGURES = Symbol('PublicFigures');
/** Under which Nest provides how often an address may ask. */
export const PUBLIC_RATE = Symbol('PublicRate');

const PARAMETERS = new Set(['year', 'lang']);

/** `GET /api/public/figures?year=`: aggregates for everybody, without signing in. There is no other moment and no other filter. */
@Open()
@Controller('api/public')
export class PublicController {
  constructor(
    @Inject(PUBLIC_FIGURES) private readonly figures: PublicFigures,
    @Inject(PUBLIC_RATE) private readonly rate: RateBound,
  ) {}

  @Get('figures')
  async list(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<JsonObject> {
    const seconds = this.rate.wait(request.ip);
    if (seconds > 0) {
      void reply.header('retry-after', String(seconds));
      throw new Problem(429, 'public.too-many', { seconds });
    }
    const year = this.yearIn(request.query as Query);
    const answer = await (year === undefined ? this.figures.latest() : this.figures.of(year));
    void reply.header('cache-control', 'public, max-age=60');
    return { ...answer, years: [...(await this.figures.years())] };
  }

  private yearIn(query: Query): number | undefined {
    mustBeKnown(query, PARAMETERS);
    const typed = single(query, 'year');
    if (typed === undefined) return undefined;
    const year = /^\d{4}$/.test(typed) ? Number(typed) : Number.NaN;
    if (this.figures.isOffered(year)) return year;
    throw malformed('year', 'Không có số liệu công khai của năm này.', 'There are no public figures of that year.');
  }
}
