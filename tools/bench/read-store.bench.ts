import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { latest, list, sum } from '@ledger/kit';
import type { EventStore } from '@ledger/platform/event-store';
import { openEmbeddedStore } from '@ledger/platform/event-store/embedded';
import { openSqliteReadStore, RUNNER_THREAD_LIMITS, type ReadStore, type Sources } from '@ledger/platform/read-store';
import { median, type BenchRow } from './bench-row';
import { projections } from './read-store/projections';
import { household, provinceHistory } from './read-store/province-history';
import type { RunnerTimes } from './read-store/runner-thread';

const SUITE = 'read store';
const ROUNDS = 5;
const REBUILD_GOAL = 25_000;
const PAST_GOAL = 1 / 1.5;

const tableNamed = (name: string) => projections.flatMap(({ tables }) => tables).find((table) => table.name === name)!;

/** Rebuild of every projection of the registers with the most rows, and what their reports ask, now and in the past. */
export async function run({ size }: { size: number }): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(process.env.LEDGER_BENCH_FOLDER ?? tmpdir(), 'ledger-bench-'));
  const events = await openEmbeddedStore({ folder: join(folder, 'events') });
  const store = await openSqliteReadStore(join(folder, 'rows'), projections);
  try {
    await fill(events, size);
    const rows = [...(await measureRebuild(folder, size)), ...(await measureQueries(store, events))];
    return rows.map((row) => ({ suite: SUITE, size, ...row }));
  } finally {
    await store.close();
    await events.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fill(events: EventStore, size: number): Promise<void> {
  let pending: Promise<unknown>[] = [];
  for (const { stream, events: told } of provinceHistory(size)) {
    pending.push(events.append(stream, told, 'any'));
    if (pending.length < 2_000) continue;
    await Promise.all(pending);
    pending = [];
  }
  await Promise.all(pending);
}

type Measured = Omit<BenchRow, 'suite'>;

async function measureRebuild(folder: string, size: number): Promise<Measured[]> {
  const { first, again } = await inThread(folder);
  return [
    { name: 'first run: all projections and the journal', value: size / first, unit: 'events/s' },
    { name: 'rebuild of all projections beside the live tables', value: size / again, unit: 'events/s', goal: REBUILD_GOAL },
  ];
}

/** A runner in a thread of its own, as the server has it. */
function inThread(workerData: string): Promise<RunnerTimes> {
  const extension = extname(__filename);
  const execArgv = extension === '.ts' ? ['-r', '@swc-node/register'] : [];
  const worker = new Worker(join(__dirname, `read-store/runner-thread${extension}`), { workerData, execArgv, resourceLimits: RUNNER_THREAD_LIMITS });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

async function measureQueries(store: ReadStore, events: EventStore): Promise<Measured[]> {
  const head = await events.head();
  const asOf = '2024-12-31';
  const reports: { readonly [name: string]: Sources } = {
    'capital plan: sums over postings': { rows: sum(tableNamed('funds_postings'), { by: ['program', 'capitalType', 'account'], of: ['change'], where: { planYear: 2024 } } as never) },
    'housing progress: latest step of each house': { rows: latest(tableNamed('housing_steps'), { by: ['household'] } as never) },
    'criteria matrix: latest outcome of each criterion': { rows: latest(tableNamed('criteria_results'), { by: ['commune', 'set', 'criterion', 'year'], where: { set: 'commune-2021-2025' } } as never) },
  };
  const rows: Measured[] = [];
  for (const [name, sources] of Object.entries(reports)) {
    const now = await perSecond(() => store.query(sources, { asOf }));
    rows.push({ name: `${name}, now`, value: now, unit: 'reports/s' });
    for (const share of [99n, 50n, 10n]) {
      const past = await perSecond(() => store.query(sources, { asOf, knownAt: (head * share) / 100n }));
      rows.push({ name: `${name}, known at ${share} %`, value: past, unit: 'reports/s', ratio: { to: `${name}, now`, value: past / now }, goal: PAST_GOAL });
    }
  }
  const lookup = (n: number) => store.query({ rows: latest(tableNamed('housing_steps'), { by: ['household'], where: { household: household(n) } } as never) });
  rows.push({ name: 'fact of a command: latest step of one house', value: 1_000 / (await seconds(async () => { for (let n = 0; n < 1_000; n += 1) await lookup(n); })), unit: 'look-ups/s' });
  rows.push({ name: 'page of 50 houses', value: await perSecond(() => store.query({ rows: list(tableNamed('housing_houses'), { limit: 50 }) })), unit: 'pages/s' });
  return rows;
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1_000;
}

async function perSecond(work: () => Promise<unknown>): Promise<number> {
  await work();
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(1 / (await seconds(work)));
  return median(rounds);
}
