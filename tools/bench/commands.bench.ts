import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, type BenchRow } from './bench-row';
import { fill, signedInOfficer, startQuietLedger, underLoad } from './commands/ledger-under-load';

const SUITE = 'commands';
const IN_FLIGHT = 64;
const ROUNDS = 3;
const SECONDS = 5;
/** Until its code is compiled and its memory has grown, which takes a server some ten thousand commands, a round says more of the start than of the ledger. */
const WARM_SECONDS = 10;
const COMMANDS_GOAL = 4_000;

/** Full commands over HTTP, sent by another process: signed in, validated, facts read, decided, on disk; tables follow meanwhile. */
export async function run({ size }: { size: number }): Promise<BenchRow[]> {
  // LEDGER_BENCH_FOLDER when the temporary folder is not on the disk that matters.
  const folder = mkdtempSync(join(process.env.LEDGER_BENCH_FOLDER ?? tmpdir(), 'ledger-bench-'));
  const running = await startQuietLedger(join(folder, 'data'));
  try {
    const token = await signedInOfficer(running);
    await fill(running, size);
    const { hostname: host, port } = new URL(running.address!);
    const load = { host, port: Number(port), token, inFlight: IN_FLIGHT };
    await underLoad({ ...load, seconds: WARM_SECONDS, run: 'W' });
    const rates: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const { accepted, refused, seconds, firstRefusal } = await underLoad({ ...load, seconds: SECONDS, run: `R${round}x` });
      if (refused > 0) throw new Error(`${refused} commands were refused, the first with ${firstRefusal}`);
      rates.push(accepted / seconds);
    }
    return [{ suite: SUITE, name: `full commands over HTTP, ${IN_FLIGHT} in flight`, size, value: median(rates), unit: 'commands/s', goal: COMMANDS_GOAL }];
  } finally {
    await running.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
