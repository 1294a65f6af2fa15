import { spawn } from 'node:child_process';
import { availableParallelism, constants } from 'node:os';
import { workspace } from './prepare.mjs';

/** A command's garbage dies young: with room for it in the young generation less of it is copied before it is collected. */
const YOUNG_GENERATION = ['--min-semi-space-size=16', '--max-semi-space-size=64'];
/** The server's own threads: commands, the store's writer, tables, sealer. */
const THREADS = 4;
/** Where these fill the processors, threads that would help to collect garbage only take turns with those they help. */
const COLLECTION = availableParallelism() <= THREADS ? ['--no-parallel-scavenge'] : [];

/**
 * Runs a Node.js script in the workspace's place: same terminal, same signals, same exit code.
 * A terminal sends Ctrl-C to the whole group, so it is not sent a second time.
 */
export function run(script, args, { env = {}, cwd = process.cwd() } = {}) {
  const child = spawn(process.execPath, [...YOUNG_GENERATION, ...COLLECTION, script, ...args], { cwd, stdio: 'inherit', env: { ...process.env, ...env } });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      const alreadySent = signal === 'SIGINT' && process.stdin.isTTY;
      if (!alreadySent) child.kill(signal);
    });
  }
  child.on('error', (error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + constants.signals[signal];
  });
}

/** The place of a built file or an installed tool. */
export const inWorkspace = (file) => `${workspace}/${file}`;
