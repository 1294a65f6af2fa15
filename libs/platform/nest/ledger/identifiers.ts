import { createHash, randomUUID } from 'node:crypto';

/** The namespace of every name-based id of a ledger; for ever. */
export const LEDGER_NAMESPACE = '5b1f4c1e-7d0a-5c39-9a53-9a0c6c1f2d10';

const USER_NAMESPACES_MAX = 10_000;
const userNamespaces = new Map<string, string>();

/** RFC 9562 name-based UUID, version 5. */
export function uuidv5(namespace: string, name: string): string {
  const hash = createHash('sha1').update(Buffer.from(namespace.replaceAll('-', ''), 'hex')).update(name).digest();
  hash[6] = (hash[6]! & 0x0f) | 0x50;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

/** The id of a command that carries an idempotency key: the same user and key always name the same command. */
export function commandIdOf(user: string, key: string | undefined): string {
  if (key === undefined) return randomUUID();
  let namespace = userNamespaces.get(user);
  if (namespace === undefined) {
    namespace = uuidv5(LEDGER_NAMESPACE, user);
    if (userNamespaces.size >= USER_NAMESPACES_MAX) userNamespaces.clear();
    userNamespaces.set(user, namespace);
  }
  return uuidv5(namespace, key);
}

/** The id of the event at `index` among those of one command. */
export const eventIdOf = (commandId: string, index: number): string => uuidv5(commandId, String(index));

/** The id of the command at `index` among those that a process issues for one event. */
export const processCommandId = (process: string, eventId: string, index: string): string =>
  uuidv5(uuidv5(LEDGER_NAMESPACE, `process:${process}`), `${eventId}:${index}`);
