import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

const START_MS = 60_000;

/** The process whose end is the end of the test run: Jest itself, whether or not this is one of its workers. */
const testRun = (): number => (typeof process.send === 'function' ? process.ppid : process.pid);

/** A new database on the test run's PostgreSQL server, which is started if need be. Returns its URL. */
export async function newPostgresDatabase(name: string): Promise<string> {
  const server = await postgresServer();
  const database = `${name}_${process.pid}_${Math.random().toString(36).slice(2, 8)}`;
  const client = new Client({ connectionString: `${server}/postgres` });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE "${database}"`);
  } finally {
    await client.end();
  }
  return `${server}/${database}`;
}

async function postgresServer(): Promise<string> {
  const folder = join(tmpdir(), `ledger-test-postgres-${testRun()}`);
  const addressFile = `${folder}.address`;
  if (isFirst(`${folder}.lock`)) {
    const script = join(__dirname, 'postgres-server.mjs');
    spawn(process.execPath, [script, folder, addressFile, String(testRun())], { detached: true, stdio: 'ignore' }).unref();
  }
  for (const deadline = performance.now() + START_MS; performance.now() < deadline; await sleep(50)) {
    if (!existsSync(addressFile)) continue;
    const address = readFileSync(addressFile, 'utf8');
    if (address.startsWith('postgres://')) return address;
    throw new Error(`PostgreSQL did not start: ${address}`);
  }
  throw new Error(`PostgreSQL did not start within ${START_MS / 1_000} s`);
}

/** Exactly one process of the run creates the lock. */
function isFirst(lock: string): boolean {
  try {
    closeSync(openSync(lock, 'wx'));
    return true;
  } catch {
    return false;
  }
}
