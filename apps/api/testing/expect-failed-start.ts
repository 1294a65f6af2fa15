import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { failedStart } from './built-server';

/** That the server does not start and says why in one line, without any other trace of what happened inside. */
export async function expectFailedStart(folder: string, line: RegExp, more: Readonly<Record<string, string>> = {}): Promise<void> {
  const hadServer = existsSync(join(folder, 'server.json'));
  const { code, says } = await failedStart(folder, more);
  expect(says).toMatch(line);
  expect([code, says.startsWith('ledger: '), says.split('\n').length]).toEqual([1, true, 2]);
  expect(existsSync(join(folder, 'server.json'))).toBe(hadServer);
}
