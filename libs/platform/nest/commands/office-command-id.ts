import { isKeyOfContent } from '@ledger/platform/import';
import type { Authoriser } from '../authority';
import type { KnownCommand } from '../ledger/catalogue';
import { dayOf, type Clock } from '../ledger/clock';
import { commandIdOf } from '../ledger/identifiers';
import type { Order } from '../ledger/order';

/** What tells of which office somebody acts. */
export interface OfficeParts {
  readonly authoriser: Authoriser;
  readonly clock: Clock;
}

/** Who sends which body under which key. */
export interface KeyedBody extends Pick<Order, 'user' | 'actor' | 'key'> {
  readonly known: KnownCommand;
  readonly body: unknown;
}

/**
 * The id of a row that an import sends: the same for the same content, whoever of one office sends it, so that two colleagues
 * with one file record it once. Undefined for every other key, and for personal bodies, whose keys are made without what is
 * personal: those are the sender's own. No account can be called `office:…`.
 */
export function officeCommandId(parts: OfficeParts, sent: KeyedBody): Promise<string | undefined> | undefined {
  const { key, known, body } = sent;
  if (key === undefined || known.personal || !isKeyOfContent(key, known.name, body)) return undefined;
  return idInOffice(parts, sent, key);
}

async function idInOffice({ authoriser, clock }: OfficeParts, { user, actor, known }: KeyedBody, key: string): Promise<string | undefined> {
  if (actor) return commandIdOf(`office:${actor.unit}`, key);
  const permit = await authoriser.permit({ user: user ?? '', roles: known.rule.roles, scope: {}, on: dayOf(clock.now()) });
  return permit.permitted ? commandIdOf(`office:${permit.unit}`, key) : undefined;
}
