// Starts the built server on an empty folder, asks what any deployment would ask first, stops it. Exit code 0: it lives.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inWorkspace } from './run.mjs';

const readyWithin_ms = 60_000;
const stoppedWithin_ms = 20_000;

const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

function expect(isTrue, complaint) {
  if (!isTrue) throw new Error(complaint);
}

/** Asks until the answer is 200, the server has ended, or the time is up. */
async function waitUntilReady(address, server) {
  const deadline = Date.now() + readyWithin_ms;
  let last = 'no answer';
  while (Date.now() < deadline) {
    expect(server.exitCode === null && server.signalCode === null, `the server ended with ${server.exitCode ?? server.signalCode}`);
    last = await fetch(`${address}/health/ready`).then(
      ({ status }) => status,
      (error) => error.cause?.code ?? error.message,
    );
    if (last === 200) return;
    await sleep(100);
  }
  throw new Error(`not ready within ${readyWithin_ms / 1000} s; the last answer was ${last}`);
}

async function checkDescription(address) {
  const response = await fetch(`${address}/api/openapi.json`);
  expect(response.status === 200, `/api/openapi.json answered ${response.status}`);
  const { openapi, paths } = await response.json();
  expect(/^3\.1/.test(openapi), `OpenAPI ${openapi} instead of 3.1`);
  const commands = Object.keys(paths).filter((route) => route.startsWith('/api/commands/'));
  expect(commands.length > 0, 'no command is described');
  return commands.length;
}

async function stop(server) {
  const ended = new Promise((resolve) => server.once('exit', (code, signal) => resolve(code ?? signal)));
  server.kill('SIGTERM');
  const outcome = await Promise.race([ended, sleep(stoppedWithin_ms, 'nothing', { ref: false })]);
  expect(outcome === 0, `asked to stop, the server ended with ${outcome}`);
}

const data = mkdtempSync(path.join(tmpdir(), 'ledger-smoke-'));
const port = await freePort();
const address = `http://127.0.0.1:${port}`;
const env = { ...process.env, LEDGER_DATA: data, LEDGER_PORT: String(port), LEDGER_NODE_PORT: '0', LEDGER_DEMO: 'off' };
const server = spawn(process.execPath, [inWorkspace('dist/apps/api/main.js')], { env, stdio: ['ignore', 'pipe', 'pipe'] });
let output = '';
for (const stream of [server.stdout, server.stderr]) stream.on('data', (chunk) => (output += chunk));
const started = Date.now();

try {
  await waitUntilReady(address, server);
  const ready_ms = Date.now() - started;
  const commands = await checkDescription(address);
  await stop(server);
  console.log(`Smoke test passed on Node.js ${process.versions.node}: ready after ${ready_ms} ms, ${commands} commands described, stopped cleanly.`);
} catch (error) {
  console.error(`Smoke test failed on Node.js ${process.versions.node}: ${error.message}\n${output}`);
  process.exitCode = 1;
} finally {
  if (server.exitCode === null) server.kill('SIGKILL');
  rmSync(data, { recursive: true, force: true, maxRetries: 5 });
}
