import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedStore, type EmbeddedStore } from '@ledger/platform/event-store/embedded';
import { median, type BenchRow } from './bench-row';
import { openEmmett } from './event-store/emmett';
import { fdatasyncsPerSecond } from './event-store/fdatasync';
import { filledStreams } from './event-store/filled-streams';
import { appendsPerSecond } from './event-store/in-flight';
import { bareSelectPerSecond, readAllPerSecond } from './event-store/reads';
import { sampleEvent } from './event-store/sample-events';

const SUITE = 'event store';
const ROUNDS = 5;
const FDATASYNC = 'fdatasync of 4 KiB, one after the other';
const EMMETT = 'Emmett on PostgreSQL, 64 in flight';
const BARE_SELECT = 'bare SELECT with JSON.parse, in order';

/** Durable appends and ordered reads of the embedded store at `size` events, beside the disk, Emmett and a bare SELECT. */
export async function run({ size }: { size: number }): Promise<BenchRow[]> {
  // LEDGER_BENCH_FOLDER when the temporary folder is not on the disk that matters.
  const folder = mkdtempSync(join(process.env.LEDGER_BENCH_FOLDER ?? tmpdir(), 'ledger-bench-'));
  // PostgreSQL runs as a user of its own when this runs as root.
  chmodSync(folder, 0o755);
  try {
    const data = join(folder, 'data');
    const store = await openEmbeddedStore({ folder: data });
    try {
      const revisions = await filledStreams(store, size);
      const appends = await measureAppends(store, folder, revisions);
      const reads = await measureReads(store, data);
      return [...appends, ...reads].map((row) => ({ ...row, size }));
    } finally {
      await store.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** In turns, since the disk is not equally fast at all times; ratios are of the same turn. */
async function measureAppends(store: EmbeddedStore, folder: string, revisions: Int32Array): Promise<BenchRow[]> {
  const emmett = await openEmmett(folder);
  const rounds: { disk: number; emmett: number; store: number }[] = [];
  try {
    const emmettRevisions = new Int32Array(revisions.length);
    await appendsPerSecond(1, emmettRevisions, (stream, revision) => emmett.append(stream, revision));
    for (let round = 0; round < ROUNDS; round++) {
      const before = fdatasyncsPerSecond(folder, 0.5);
      const own = await appendsPerSecond(2, revisions, (stream, revision) =>
        store.append(`funds.line-${stream}`, [sampleEvent(stream + revision)], BigInt(revision - 1)),
      );
      const disk = (before + fdatasyncsPerSecond(folder, 0.5)) / 2;
      const theirs = await appendsPerSecond(2, emmettRevisions, (stream, revision) => emmett.append(stream, revision));
      rounds.push({ disk, emmett: theirs, store: own });
    }
  } finally {
    await emmett.close();
  }
  const value = median(rounds.map((round) => round.store));
  const name = 'durable appends, 64 in flight';
  return [
    { suite: SUITE, name: FDATASYNC, value: median(rounds.map((round) => round.disk)), unit: '1/s' },
    { suite: SUITE, name: EMMETT, value: median(rounds.map((round) => round.emmett)), unit: 'appends/s' },
    { suite: SUITE, name, value, unit: 'appends/s', ratio: { to: FDATASYNC, value: median(rounds.map((round) => round.store / round.disk)) }, goal: 6 },
    { suite: SUITE, name, value, unit: 'appends/s', ratio: { to: EMMETT, value: median(rounds.map((round) => round.store / round.emmett)) }, goal: 6 },
  ];
}

async function measureReads(store: EmbeddedStore, data: string): Promise<BenchRow[]> {
  const rounds: { bare: number; store: number }[] = [];
  for (let round = 0; round < 3; round++) {
    const bare = bareSelectPerSecond(data);
    rounds.push({ bare, store: await readAllPerSecond(store) });
  }
  const ratio = { to: BARE_SELECT, value: median(rounds.map((round) => round.store / round.bare)) };
  return [
    { suite: SUITE, name: BARE_SELECT, value: median(rounds.map((round) => round.bare)), unit: 'events/s' },
    { suite: SUITE, name: 'ordered read', value: median(rounds.map((round) => round.store)), unit: 'events/s', ratio, goal: 0.8 },
  ];
}
