// A throw-away PostgreSQL for one test run: started by the first spec that needs it, stopped when the run's process is gone.
import { rmSync, writeFileSync, renameSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomBytes } from 'node:crypto';
import { embeddedPostgres } from './embedded-postgres.mjs';

const [folder, addressFile, watched] = process.argv.slice(2);
const password = randomBytes(12).toString('hex');

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

const publish = (address) => {
  writeFileSync(`${addressFile}.new`, address, { mode: 0o600 });
  renameSync(`${addressFile}.new`, addressFile);
};

const lives = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

let log = '';
const { EmbeddedPostgres, remove } = await embeddedPostgres();
const port = await freePort();
const postgres = new EmbeddedPostgres({
  databaseDir: folder,
  port,
  user: 'ledger',
  password,
  persistent: false,
  createPostgresUser: process.getuid?.() === 0,
  // A Vietnamese collation by default, so that rows in byte order show that the store asked for it.
  initdbFlags: ['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=vi', '--no-sync'],
  postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off', '-c', 'max_connections=200'],
  onLog: (message) => (log = (log + message).slice(-4_000)),
  onError: (message) => (log = (log + String(message)).slice(-4_000)),
});

async function untilRunEnds() {
  while (lives(Number(watched))) await sleep(300);
}

async function end() {
  await postgres.stop().catch(() => undefined);
  rmSync(folder, { recursive: true, force: true });
  rmSync(addressFile, { force: true });
  rmSync(`${folder}.lock`, { force: true });
  remove();
  process.exit(0);
}

/** Every spec of the run that asks for the server is told why there is none. */
async function fail(error) {
  publish(`error: ${error?.message ?? error}\n${log}`);
  await untilRunEnds();
  await end();
}

// The package lets the error of a program that cannot be started escape.
process.once('uncaughtException', fail);

try {
  await postgres.initialise();
  await postgres.start();
  publish(`postgres://ledger:${password}@127.0.0.1:${port}`);
  await untilRunEnds();
  await end();
} catch (error) {
  await fail(error);
}
