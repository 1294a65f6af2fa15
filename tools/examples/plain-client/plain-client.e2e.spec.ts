import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What runs is what was built: `npm test` builds first. */
const CLI = join(__dirname, '../../../dist/apps/cli/main.js');
const folder = mkdtempSync(join(tmpdir(), 'plain-client-'));
let node: ChildProcess;

/** `ledger node` on a port that is free; answers the address that it prints. */
function started(role: string): Promise<string> {
  const environment = { ...process.env, LEDGER_LANG: 'en', LEDGER_DATA: folder, LEDGER_NODE_PORT: '0', LEDGER_LOG: 'silent' };
  node = spawn(process.execPath, [CLI, 'node', '--role', role], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let says = '';
  return new Promise((resolve, reject) => {
    const listen = (text: Buffer): void => {
      says += String(text);
      const found = /esdb:\/\/\S+/.exec(says);
      if (found) resolve(found[0]);
    };
    node.stdout!.on('data', listen);
    node.stderr!.on('data', listen);
    node.on('exit', () => reject(new Error(`the node ended: ${says}`)));
  });
}

async function stopped(): Promise<void> {
  if (node.exitCode !== null || node.signalCode !== null) return;
  const gone = once(node, 'exit');
  node.kill('SIGTERM');
  await gone;
}

afterAll(async () => {
  node.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

it.each(['store', 'outlet'])('a program that knows the official client alone appends, reads, subscribes and consumes (ledger node --role %s)', async (role) => {
  const address = await started(role);
  const { stdout } = await promisify(execFile)(process.execPath, [join(__dirname, 'tour.mjs'), address], { timeout: 30_000 });
  expect(JSON.parse(stdout)).toEqual({
    revision: '1',
    conflict: true,
    read: ['ngô', 'thổ cẩm'],
    subscribed: ['ngô', 'thổ cẩm', 'mật ong'],
    consumed: ['ngô', 'thổ cẩm', 'mật ong'],
  });
  await stopped();
}, 60_000);
