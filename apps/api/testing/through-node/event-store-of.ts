import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

/** The setting of a ledger that a test starts in its own process: nothing, or while the tests run through our node, the folder's node. */
export function eventStoreOf(folder: string): { readonly LEDGER_EVENT_STORE?: string } {
  const farm = process.env.LEDGER_TEST_THROUGH_NODE;
  if (!farm) return {};
  const ask = `fetch(${JSON.stringify(`${farm}/?folder=${encodeURIComponent(resolve(folder))}`)}).then((answer) => answer.text()).then((text) => process.stdout.write(text))`;
  return { LEDGER_EVENT_STORE: execFileSync(process.execPath, ['-e', ask], { encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } }) };
}
