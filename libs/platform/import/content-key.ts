import { createHash } from 'node:crypto';
import { canonicalJson } from '@ledger/platform/audit-log';

const KEY = /^import:([0-9a-f]{64}):\d{1,9}$/;

/** The SHA-256, in hexadecimal, of what a row asks for: the name of its command and its JSON body. */
export const contentHash = (command: string, body: unknown): string =>
  createHash('sha256').update(canonicalJson(JSON.parse(JSON.stringify({ command, body })))).digest('hex');

/** The key of a row: its content, and its rank among equal rows of the file, from 0. */
export const contentKey = (hash: string, rank: number): string => `import:${hash}:${rank}`;

/** Whether a key is the one that an import gives to this content. A key that only looks like one is anybody's own. */
export function isKeyOfContent(key: string, command: string, body: unknown): boolean {
  const claimed = KEY.exec(key)?.[1];
  return claimed !== undefined && claimed === contentHash(command, body);
}
