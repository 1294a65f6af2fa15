import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A real server, built, over a new folder in which the whole demo province is loaded. */
export interface LoadedDemo {
  readonly address: string;
  readonly data: string;
  stop(): Promise<void>;
}

/** Resolves once the server has printed the last named position; rejects with what it printed when it ends before. */
export async function loadedDemo(): Promise<LoadedDemo> {
  const data = mkdtempSync(join(tmpdir(), 'ledger-demo-'));
  const child = spawn(process.execPath, [join(__dirname, '../../../dist/apps/api/main.js')], {
    env: { ...process.env, LEDGER_DATA: data, LEDGER_PORT: '0', LEDGER_DEMO: 'on', LEDGER_LOG: 'error', LEDGER_TEST_HEAVY: undefined },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await exited;
    rmSync(data, { recursive: true, force: true });
  };
  let output = '';
  const loaded = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        if (/^now\s+\d+/m.test(output)) resolve();
      });
    }
  });
  await Promise.race([loaded, exited.then(() => Promise.reject(new Error(`the server ended:\n${output}`)))]);
  return { address: /http:\/\/\S+/.exec(output)![0], data, stop };
}
