import type { Import } from '@ledger/platform/office-store';
import { OPERATOR } from '../authority';
import { identityOf, mustBePermitted, type IdentifiedRequest } from '../identity';
import type { KnownCommand } from '../ledger/catalogue';
import { dayOf } from '../ledger/clock';
import { Problem } from '../problems/problem';
import type { Shell } from '../shell';

const READERS_OF_ALL = ['inspector', OPERATOR];

/** The command that a file's rows are of; throws 404 when there is none, 403 unless the person may issue it somewhere. */
export async function commandFor({ catalogue, authoriser, clock }: Shell, request: IdentifiedRequest, name: string | undefined): Promise<KnownCommand> {
  const known = catalogue.commands.get(name ?? '');
  if (!known) throw new Problem(404, 'ledger.unknown-command', { command: name ?? '' });
  const identity = identityOf(request);
  if (identity.operator && !known.rule.roles.includes(OPERATOR)) throw new Problem(403, 'ledger.role-not-allowed', { role: OPERATOR, command: known.name });
  await mustBePermitted(authoriser, clock, identity, known.rule.roles);
  return known;
}

/** An import of one's own, or anybody's for those who inspect; throws 404 otherwise, as if there were none. */
export async function importOf(shell: Shell, request: IdentifiedRequest, id: string): Promise<Import> {
  const file = shell.office.imports.get(id);
  if (file && (file.username === identityOf(request).user || (await readsAll(shell, request)))) return file;
  throw new Problem(404, 'import.unknown');
}

/** An import that may still be changed by whoever brought it. */
export function ownUnrecorded(shell: Shell, request: IdentifiedRequest, id: string): Import {
  const file = shell.office.imports.get(id);
  if (!file || file.username !== identityOf(request).user) throw new Problem(404, 'import.unknown');
  if (file.state === 'done') throw new Problem(409, 'import.recorded');
  if (file.state !== 'checked') throw new Problem(409, 'import.busy');
  return file;
}

export async function readsAll({ authoriser, clock }: Shell, request: IdentifiedRequest): Promise<boolean> {
  const identity = identityOf(request);
  if (identity.operator) return true;
  return (await authoriser.permit({ user: identity.user, roles: READERS_OF_ALL, scope: {}, on: dayOf(clock.now()) })).permitted;
}
