import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { BuiltServer } from './built-server';

const LOAD_MS_MAX = 600_000;
const LOOK_AGAIN_MS = 500;

/** The built server over a new folder in which the whole demo province is loaded. */
export interface LoadedDemo {
  readonly address: string;
  readonly data: string;
  stop(): Promise<void>;
}

/** Resolves once the demo's last position has its name; rejects when the load takes longer than ten minutes. */
export async function loadedDemo(): Promise<LoadedDemo> {
  const server = await BuiltServer.start(undefined, { LEDGER_DEMO: 'on', LEDGER_LOG: 'error' });
  const stop = async (): Promise<void> => {
    await server.stop();
    rmSync(server.folder, { recursive: true, force: true });
  };
  for (const end = Date.now() + LOAD_MS_MAX; !(await isLoaded(server)); await pause(LOOK_AGAIN_MS)) {
    if (Date.now() < end) continue;
    await stop();
    throw new Error('the demo province was not loaded in time');
  }
  return { address: server.address, data: server.folder, stop };
}

async function isLoaded(server: BuiltServer): Promise<boolean> {
  const { status, json } = await server.send('/api/positions');
  return status === 200 && (json as { readonly positions: readonly { readonly name: string }[] }).positions.some(({ name }) => name === 'now');
}
