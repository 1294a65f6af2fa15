import { Controller, Get, Inject, Req } from '@nestjs/common';
import { username } from '@ledger/fields';
import type { JsonObject } from '@ledger/kit';
import type { AccessKind } from '@ledger/platform/office-store';
import { OPERATOR } from '../authority';
import { identityOf, mustBePermitted, type IdentifiedRequest } from '../identity';
import { malformed, mustBeKnown, single, wholeNumber, type Query } from '../queries/position-parameters';
import { SHELL, type Shell } from '../shell';
import type { AccessLog } from './access-log';

/** Under which Nest provides it. */
export const ACCESS_LOG = Symbol('AccessLog');

const LIMIT_DEFAULT = 100;
const LIMIT_MAX = 1_000;
const KINDS: readonly AccessKind[] = ['personal', 'events', 'evidence', 'bundle', 'export', 'receipt'];
const PARAMETERS = new Set(['user', 'kind', 'limit', 'before', 'lang']);

/** `GET /api/access-log`: who looked at what, latest first. Whose personal data it was is told by `GET /api/personal/reads`. */
@Controller('api/access-log')
export class AccessLogController {
  constructor(
    @Inject(SHELL) private readonly shell: Shell,
    @Inject(ACCESS_LOG) private readonly log: AccessLog,
  ) {}

  @Get()
  async list(@Req() request: IdentifiedRequest): Promise<JsonObject> {
    await mustBePermitted(this.shell.authoriser, this.shell.clock, identityOf(request), ['inspector', OPERATOR]);
    const query = request.query as Query;
    mustBeKnown(query, PARAMETERS);
    const limit = wholeNumber(query, 'limit', { least: 1, most: LIMIT_MAX }) ?? LIMIT_DEFAULT;
    const user = single(query, 'user');
    this.log.flush();
    const { accesses } = this.shell.office;
    const found = accesses.list({
      username: user === undefined ? undefined : username().decode(user, 'user'),
      kind: kindIn(query),
      before: wholeNumber(query, 'before', { least: 0, most: 999_999_999 }),
      limit: limit + 1,
    });
    const page = found.slice(0, limit);
    const { entries, since } = accesses.extent();
    return {
      keptDays: this.log.days,
      entries,
      ...(since === undefined ? {} : { since: new Date(since).toISOString() }),
      accesses: page.map(({ at, username: by, kind, target, status, request: id }) => ({ at: new Date(at).toISOString(), user: by, kind, target, status, request: id })),
      ...(found.length > limit ? { next: String(page.at(-1)!.id) } : {}),
    };
  }
}

function kindIn(query: Query): AccessKind | undefined {
  const kind = single(query, 'kind');
  if (kind === undefined) return undefined;
  const known = KINDS.find((each) => each === kind);
  if (known) return known;
  throw malformed('kind', `Phải là một trong: ${KINDS.join(', ')}.`, `Must be one of: ${KINDS.join(', ')}.`);
}
