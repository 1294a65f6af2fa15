import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compiled } from './compiled';
import { checkLedger, type Acknowledged } from './ledger-check';

/** Longest life of a child: counted from its first acknowledgement, or, for one in four, from its start, so that it may die while it opens the store. */
const LIFE_MS_MAX = 200;
const FROM_START_SHARE = 0.25;
const CHECK_EVERY = 50;

/** Kills `rounds` children at random moments, one after the other, on one folder, checking the ledger as it goes. */
export async function killRounds(rounds: number, seed: number): Promise<{ acknowledged: number; recorded: number }> {
  const temporary = mkdtempSync(join(tmpdir(), 'event-store-crash-'));
  const folder = join(temporary, 'data');
  const random = randomFrom(seed);
  const acknowledged = new Map<string, Acknowledged>();
  try {
    const child = compiled(temporary, 'platform/event-store/embedded/crash/appending-child.js');
    let recorded = 0;
    for (let round = 1; round <= rounds; round++) {
      const moment = { fromStart: random() < FROM_START_SHARE, afterMs: Math.floor(random() * LIFE_MS_MAX) };
      await killOne([child, folder, String(round)], moment, acknowledged);
      const due = acknowledged.size > 0 && (round % CHECK_EVERY === 0 || round === rounds);
      if (due) recorded = await checkLedger(folder, acknowledged);
    }
    return { acknowledged: acknowledged.size, recorded };
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

interface Moment {
  readonly fromStart: boolean;
  readonly afterMs: number;
}

function killOne(args: readonly string[], moment: Moment, acknowledged: Map<string, Acknowledged>): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const killLater = (): NodeJS.Timeout => setTimeout(() => child.kill('SIGKILL'), moment.afterMs);
    if (moment.fromStart) killLater();
    else child.stdout.once('data', killLater);
    let [said, complaint] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (said += chunk));
    child.stderr.on('data', (chunk: Buffer) => (complaint += chunk));
    child.once('error', reject);
    child.once('close', (_, signal) => {
      if (signal !== 'SIGKILL') return reject(new Error(`the child ended by itself: ${complaint}`));
      // What follows the last line feed was not said to the end, so nobody relied on it.
      for (const line of said.split('\n').slice(0, -1)) {
        const [append = '', stream = '', revision, position] = line.split(' ');
        acknowledged.set(append, { stream, revision: Number(revision), position: Number(position) });
      }
      resolve();
    });
  });
}

/** Numbers in [0, 1) that a seed repeats (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
