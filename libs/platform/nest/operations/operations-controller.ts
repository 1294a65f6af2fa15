import { Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import type { JsonObject } from '@ledger/kit';
import { projectionJson } from '../health/readiness';
import { headOrError, storeJson } from '../health/store-part';
import { mustBeOperator, type IdentifiedRequest } from '../identity';
import { Problem } from '../problems/problem';
import { SHELL, type Shell } from '../shell';

/** What operators look after: the event store, projections and processes. */
@Controller('api/operations')
export class OperationsController {
  constructor(@Inject(SHELL) private readonly shell: Shell) {}

  /** How the event store stands: its server, the connection and what follows it. */
  @Get('event-store')
  async eventStore(@Req() request: IdentifiedRequest): Promise<JsonObject> {
    await mustBeOperator(this.shell, request);
    const { store } = this.shell;
    const head = await headOrError(store);
    return { state: 'live', ...storeJson(store.status?.()), ...(head instanceof Error ? {} : { head: head.toString() }) };
  }

  @Get('projections')
  async projections(@Req() request: IdentifiedRequest): Promise<JsonObject> {
    await mustBeOperator(this.shell, request);
    const [all, head] = await Promise.all([this.shell.reads.status(), this.shell.store.head()]);
    const rebuilds = this.shell.projections.rebuilds();
    return {
      projections: all.map((status) => {
        const asked = rebuilds.get(status.name);
        const { building } = status;
        const begun = building ?? (asked && !asked.done ? { position: 0n, head, rate: 0, secondsLeft: 0 } : undefined);
        return {
          ...projectionJson(status),
          head: head.toString(),
          ...(status.poison ? { parked: { position: status.poison.position.toString(), error: status.poison.error } } : {}),
          ...(begun || asked?.error
            ? {
                rebuild: {
                  position: (begun?.position ?? 0n).toString(),
                  head: (begun?.head ?? head).toString(),
                  rate: begun?.rate ?? 0,
                  secondsLeft: begun?.secondsLeft ?? 0,
                  done: begun === undefined,
                  ...(asked?.error ? { error: asked.error } : {}),
                },
              }
            : {}),
        };
      }),
    };
  }

  /** Fills the projection's tables anew beside the live ones, which go on answering meanwhile. */
  @Post('projections/:name/rebuild')
  @HttpCode(202)
  async rebuild(@Param('name') name: string, @Req() request: IdentifiedRequest): Promise<JsonObject> {
    await mustBeOperator(this.shell, request);
    const known = (await this.shell.reads.status()).some((status) => status.name === name);
    if (!known) throw new Problem(404, 'operations.unknown', { name });
    this.shell.projections.rebuild(name);
    return { projection: name, begun: true };
  }

  @Get('processes')
  async processes(@Req() request: IdentifiedRequest): Promise<JsonObject> {
    await mustBeOperator(this.shell, request);
    return {
      processes: this.shell.processes.status().map(({ name, state, position, error, parked }) => ({
        name,
        state,
        position: position.toString(),
        ...(error ? { error } : {}),
        ...(parked ? { parked: { at: parked.at.toString(), since: new Date(parked.since).toISOString(), code: parked.code, message: parked.message } } : {}),
      })),
    };
  }

  /** Lets a parked process try its event again. */
  @Post('processes/:name/resume')
  @HttpCode(202)
  async resume(@Param('name') name: string, @Req() request: IdentifiedRequest): Promise<JsonObject> {
    await mustBeOperator(this.shell, request);
    if (!this.shell.processes.resume(name)) throw new Problem(404, 'operations.unknown', { name });
    return { process: name, resumed: true };
  }
}
