import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { openEmbeddedStore } from '@ledger/platform/event-store/embedded';
import { leafHashes } from './sample-events';
import { SealingPlace } from './sealing';
import { mustBeOneTree, mustHaveItsTiles } from './whole-log';

const ROUND_MS = 60_000;

/** Runs a process that appends and seals until it is killed, some time after it has started. Answers what it said. */
async function killedRound(data: string, first: number, afterMs: number): Promise<{ readonly appended: number; readonly sealed: bigint; readonly errors: readonly string[] }> {
  const child = spawn(process.execPath, ['-r', '@swc-node/register', join(__dirname, 'crash-child.ts'), data, String(first)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const tooLong = setTimeout(() => child.kill('SIGKILL'), ROUND_MS);
  let [appended, sealed] = [first, 0n];
  const errors: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const [word, value = ''] = line.split(' ');
    if (word === 'started') setTimeout(() => child.kill('SIGKILL'), afterMs);
    else if (word === 'appended') appended = Number(value);
    else if (word === 'sealed') sealed = BigInt(value);
    else errors.push(line);
  }
  clearTimeout(tooLong);
  return { appended, sealed, errors };
}

/** Kills a sealing process again and again, and looks after each time whether one tree has come of it. */
export async function crashRounds(rounds: number, random: () => number): Promise<void> {
  const place = await new SealingPlace().createKeys();
  try {
    let appended = 0;
    for (let round = 0; round < rounds; round++) {
      const said = await killedRound(place.data, appended, Math.floor(random() * 400));
      expect(said.errors).toEqual([]);
      const store = await openEmbeddedStore({ folder: place.data });
      try {
        const sizes = await mustBeOneTree(store, await place.keys());
        // What it said to be sealed is sealed, and what was acknowledged is there.
        expect(sizes.at(-1) ?? 0n).toBeGreaterThanOrEqual(said.sealed);
        const leaves = (await leafHashes(store)).length;
        expect(leaves).toBeGreaterThanOrEqual(said.appended);
        appended = leaves;
        const next = place.sealer(store);
        await next.start();
        await next.checkpointNow();
        expect(next.status()).toMatchObject({ size: BigInt(leaves), rebuilt: false });
        await next.close();
        await mustHaveItsTiles(place.folder, store, BigInt(leaves));
      } finally {
        await store.close();
      }
    }
  } finally {
    place.remove();
  }
}
