import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, type BenchRow } from './bench-row';
import { measure, ONE_IN_FLIGHT, type Measures } from './event-node/measured';
import { fdatasyncsPerSecond } from './event-store/fdatasync';

const SUITE = 'event node';
const FDATASYNC = 'fdatasync of 4 KiB, one after the other';
const DISK_SECONDS = 0.5;
const EXTENSION = __filename.endsWith('.ts') ? '.ts' : '.js';
/** What an EventStoreDB 24.6 gave this client at its best, on two busy cores: the least that is good enough. */
const GOALS: Readonly<Record<string, number>> = {
  [ONE_IN_FLIGHT]: 1_200,
  'appends, 16 in flight': 5_900,
  'appends, 64 in flight': 7_200,
  'events in appends of 1000': 36_000,
  'events by readAll': 50_000,
  'events by subscribeToAll': 47_000,
  'events by a filtered subscription, as many passed over': 30_000,
};

/** The official client against our node, one process each; and against the server that LEDGER_BENCH_EVENT_STORE names, in the same run. */
export async function run({ size }: { size: number }): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(process.env['LEDGER_BENCH_FOLDER'] ?? tmpdir(), 'ledger-bench-node-'));
  const other = process.env['LEDGER_BENCH_EVENT_STORE'];
  const node = await startNode(folder);
  try {
    const disk: number[] = [];
    const ours = await measure(node.address, size, () => void disk.push(fdatasyncsPerSecond(folder, DISK_SECONDS)));
    const used = await cpuOf(node.child);
    const theirs = other ? await measure(other, size) : undefined;
    return [...rowsOf(ours, size, theirs), ...diskRows(ours, size, median(disk)), { suite: SUITE, name: 'CPU of the node in all', size, value: used, unit: 's' }];
  } finally {
    node.child.disconnect();
    await once(node.child, 'exit');
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The disk is not equally fast at all times: what an append costs beside it is the same on any. */
function diskRows(ours: Measures, size: number, disk: number): BenchRow[] {
  const value = ours[ONE_IN_FLIGHT]!;
  return [
    { suite: SUITE, name: FDATASYNC, size, value: disk, unit: '1/s' },
    { suite: SUITE, name: ONE_IN_FLIGHT, size, value, unit: 'appends/s', ratio: { to: FDATASYNC, value: value / disk } },
  ];
}

async function startNode(folder: string): Promise<{ readonly child: ChildProcess; readonly address: string }> {
  const child = fork(join(__dirname, `event-node/serving${EXTENSION}`), [folder], { execArgv: EXTENSION === '.ts' ? ['-r', '@swc-node/register'] : [] });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return { child, address: `esdb://127.0.0.1:${port}?tls=false` };
}

/** Seconds of processor time the node has used, its writer's thread included. */
async function cpuOf(child: ChildProcess): Promise<number> {
  child.send('cpu');
  const [{ cpu }] = (await once(child, 'message')) as [{ cpu: NodeJS.CpuUsage }];
  return (cpu.user + cpu.system) / 1e6;
}

function rowsOf(ours: Measures, size: number, theirs: Measures | undefined): BenchRow[] {
  return Object.entries(ours).flatMap(([name, value]): BenchRow[] => {
    const unit = name.startsWith('ms') ? 'ms' : name.startsWith('appends') ? 'appends/s' : 'events/s';
    const there = theirs?.[name];
    const goal = GOALS[name];
    const row: BenchRow = { suite: SUITE, name, size, value, unit, ...(there === undefined ? (goal === undefined ? {} : { goal }) : { ratio: { to: 'the other server', value: value / there } }) };
    return there === undefined ? [row] : [row, { suite: SUITE, name: `${name}: the other server`, size, value: there, unit }];
  });
}
