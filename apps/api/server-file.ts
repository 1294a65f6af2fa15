import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the command line tools need to talk to the running server. */
export interface ServerFile {
  readonly address: string;
  /** The operator's token: a bearer token for as long as this server runs. */
  readonly token: string;
  readonly pid: number;
  /** ISO 8601 UTC. */
  readonly startedAt: string;
}

const NAME = 'server.json';

export const newOperatorToken = (): string => randomBytes(32).toString('base64url');

/** Writes `server.json`, readable by the owner alone; returns how to remove it. */
export function writeServerFile(folder: string, content: ServerFile): () => void {
  const file = join(folder, NAME);
  // Removed first: an existing file would keep its own mode.
  rmSync(file, { force: true });
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  return () => rmSync(file, { force: true });
}
