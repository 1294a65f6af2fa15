import { hash } from 'node:crypto';
import { Refusal } from '@ledger/kit';
import { canonicalJson } from '@ledger/platform/audit-log';
import type { PersonalCommands } from '@ledger/platform/personal-data';
import type { KnownCommand } from './catalogue';
import { bodyOf } from './command-body';
import type { Order } from './order';

/**
 * The `commandHash` of a command with personal values: the SHA-256 of its body with each of them as an HMAC under the person's
 * key, a full stop, and the SHA-256 of the body without them. Nobody can compute the first once the key is destroyed (`whole`
 * is then undefined); the second says no more than the event itself does, and still tells a retry from another command.
 */
export const commandHash = (whole: string | undefined, open: string): string => `${whole ?? ''}.${open}`;

/**
 * Whether two hashes are of one command, by as much as both of them know of it: a command that was recorded before there was
 * an open part by the whole, one whose person is forgotten by the open part; undefined when they have nothing to compare.
 */
export function isSameCommand(recorded: string, sent: string): boolean | undefined {
  if (recorded === sent) return true;
  const [[whole, open], [sentWhole, sentOpen]] = [recorded.split('.'), sent.split('.')];
  if (sentWhole !== '') return whole === sentWhole && (open === undefined || open === sentOpen);
  return open === undefined ? undefined : open === sentOpen;
}

/**
 * What a retry of an order is told by. With `refusal`, its body can be neither compared whole nor accepted any more, since a
 * person of it is forgotten. Throws that at once for a dry run, which has no receipt.
 */
export function compared({ command, act = {}, dryRun }: Order, known: KnownCommand, personal: PersonalCommands): { readonly hash: string; readonly refusal: Refusal | undefined } {
  const hashOf = (comparable: object): string => hash('sha256', canonicalJson({ body: bodyOf(known, comparable, act), name: known.name }), 'hex');
  if (!known.personal) return { hash: hashOf(command), refusal: undefined };
  const open = hashOf(personal.openPart(known.shape, command));
  try {
    return { hash: commandHash(hashOf(personal.comparable(known.shape, command)), open), refusal: undefined };
  } catch (error) {
    if (dryRun || !(error instanceof Refusal)) throw error;
    return { hash: commandHash(undefined, open), refusal: error };
  }
}
