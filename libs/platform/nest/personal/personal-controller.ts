import { Controller, Get, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { personId, username } from '@ledger/fields';
import type { JsonObject } from '@ledger/kit';
import { OPERATOR } from '../authority';
import { identityOf, mustBePermitted, type IdentifiedRequest } from '../identity';
import { mustBeKnown, single, wholeNumber, type Query } from '../queries/position-parameters';
import { SHELL, type Shell } from '../shell';
import { backupJson } from './forgotten';

const LIMIT_DEFAULT = 100;
const LIMIT_MAX = 1_000;
const PARAMETERS = new Set(['person', 'user', 'limit', 'before', 'lang']);

/** Who looked at whose personal data, and what is kept of persons beside the events. */
@Controller('api/personal')
export class PersonalController {
  constructor(@Inject(SHELL) private readonly shell: Shell) {}

  /** The access log, latest first. */
  @Get('reads')
  async reads(@Req() request: IdentifiedRequest): Promise<JsonObject> {
    await this.mustBe(request, ['inspector', OPERATOR]);
    const query = request.query as Query;
    mustBeKnown(query, PARAMETERS);
    const limit = wholeNumber(query, 'limit', { least: 1, most: LIMIT_MAX }) ?? LIMIT_DEFAULT;
    const [person, user] = [single(query, 'person'), single(query, 'user')];
    const reads = this.shell.office.personalReads.list({
      person: person === undefined ? undefined : personId().decode(person, 'person'),
      username: user === undefined ? undefined : username().decode(user, 'user'),
      before: wholeNumber(query, 'before', { least: 0, most: 999_999_999 }),
      limit: limit + 1,
    });
    const page = reads.slice(0, limit);
    return {
      reads: page.map(({ at, username: by, role, unit, place, person: whose }) => ({ at: new Date(at).toISOString(), user: by, role, unit, place, person: whose })),
      ...(reads.length > limit ? { next: String(page.at(-1)!.id) } : {}),
    };
  }

  /** How many persons have a key, how many were forgotten, and the backups that hold keys. */
  @Get('status')
  async status(@Req() request: IdentifiedRequest): Promise<JsonObject> {
    await this.mustBe(request, [OPERATOR]);
    const { persons, backups } = this.shell.office;
    return { ...persons.counts(), upToDate: this.shell.persons.upToDate, backups: backups.list().filter(({ personal }) => personal).map(backupJson) };
  }

  /** Fills what is readable anew, from the events and the keys that there are. */
  @Post('rebuild')
  @HttpCode(200)
  async rebuild(@Req() request: IdentifiedRequest): Promise<JsonObject> {
    await this.mustBe(request, [OPERATOR]);
    await this.shell.persons.rebuild();
    return { rebuilt: true };
  }

  private mustBe(request: IdentifiedRequest, roles: readonly string[]): Promise<void> {
    return mustBePermitted(this.shell.authoriser, this.shell.clock, identityOf(request), roles);
  }
}
