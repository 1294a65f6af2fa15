import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { JsonObject, RiskSignal } from '@ledger/kit';
import { toCsv } from '@ledger/platform/export/csv';
import { signalsOf, type Look, type SignalHit } from '@ledger/platform/risk-signals';
import type { FastifyReply } from 'fastify';
import { identityOf, mustBePermitted, type IdentifiedRequest } from '../identity';
import { Problem } from '../problems/problem';
import { knownAtParameter, languageIn, type Query } from '../queries/position-parameters';
import { SHELL, type Shell } from '../shell';
import { signalAnswer, signalQuestion, signalsAnswer, standardParameters } from './signal-answer';
import { signalSheet } from './signal-sheet';

/** Looks at the events somewhere that keeps no request waiting. */
export interface SignalReader {
  look(looks: readonly Look[], until: bigint): Promise<readonly (readonly SignalHit[])[]>;
}

/** Under which Nest provides it. */
export const SIGNAL_READER = Symbol('SignalReader');

const READERS = ['inspector', 'operator'];

/** `GET /api/signals`: what inspectors may want to look at, as of a position. */
@Controller('api/signals')
export class SignalController {
  private readonly signals: readonly RiskSignal[];

  constructor(
    @Inject(SHELL) private readonly shell: Shell,
    @Inject(SIGNAL_READER) private readonly reader: SignalReader,
  ) {
    this.signals = signalsOf(shell.catalogue.registers);
  }

  @Get()
  async list(@Req() request: IdentifiedRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<JsonObject> {
    const until = await this.positionFor(request, reply);
    const hits = await this.reader.look(this.signals.map((signal) => ({ name: signal.name, parameters: standardParameters(signal) })), until);
    return signalsAnswer(this.signals, hits, until);
  }

  /** `?<parameter>=…&knownAt=&limit=&offset=&format=json|csv&lang=vi|en` */
  @Get(':name')
  async one(@Param('name') name: string, @Req() request: IdentifiedRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<JsonObject | string> {
    const until = await this.positionFor(request, reply);
    const signal = this.signals.find((each) => each.name === name);
    if (!signal) throw new Problem(404, 'ledger.unknown-address');
    const query = request.query as Query;
    const question = signalQuestion(signal, query);
    const [hits] = (await this.reader.look([{ name, parameters: question.parameters }], until)) as [readonly SignalHit[]];
    if (question.format === 'json') return signalAnswer(signal, question, hits, until);
    void reply.headers({ 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${name}-${until}.csv"` });
    return toCsv(signalSheet(signal, hits, until, languageIn(query)));
  }

  private async positionFor(request: IdentifiedRequest, reply: FastifyReply): Promise<bigint> {
    const { authoriser, clock, reads, store } = this.shell;
    await mustBePermitted(authoriser, clock, identityOf(request), READERS);
    const head = await store.head();
    const asked = await knownAtParameter(request.query as Query, reads);
    const until = asked === undefined || asked > head ? head : asked;
    void reply.header('ledger-position', until.toString());
    return until;
  }
}
