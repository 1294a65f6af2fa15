import { hash, randomUUID } from 'node:crypto';

/** The namespace of every name-based id of a ledger; for ever. */
export const LEDGER_NAMESPACE = '5b1f4c1e-7d0a-5c39-9a53-9a0c6c1f2d10';

const USER_NAMESPACES_MAX = 10_000;
const userNamespaces = new Map<string, string>();

const NAMESPACE_BYTES = 16;

/** RFC 9562 name-based UUID, version 5. */
export function uuidv5(namespace: string, name: string): string {
  // A UTF-16 code unit takes at most three bytes of UTF-8.
  const named = Buffer.allocUnsafe(NAMESPACE_BYTES + 3 * name.length);
  named.write(namespace.replaceAll('-', ''), 0, 'hex');
  const hex = hash('sha1', named.subarray(0, NAMESPACE_BYTES + named.write(name, NAMESPACE_BYTES)), 'hex');
  const variant = ((Number.parseInt(hex[16]!, 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
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
