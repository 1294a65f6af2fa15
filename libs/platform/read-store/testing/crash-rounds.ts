import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Recorded } from '@ledger/kit';
import { LedgerReadStore } from '../ledger-read-store';
import { SqliteDatabase } from '../sqlite-database';
import { MemoryEventStore } from './memory-event-store';
import { projections } from './register';
import { dump, sqliteKind, type Dump, type OpenedStore } from './stores';

const LONGEST_LIFE_MS = 700;

/**
 * Kills a process that keeps and rebuilds rows, `kills` times at random moments on one folder, and compares the rows after
 * each kill, and after a last run, with those of a ledger that was never interrupted. Answers the positions it stood at.
 */
export async function crashRounds(history: readonly Recorded[], kills: number): Promise<ReadonlySet<bigint>> {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-read-store-'));
  const historyFile = join(folder, 'history.json');
  writeFileSync(historyFile, JSON.stringify(history, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)));
  try {
    const positions = new Set<bigint>();
    for (let kill = 0; kill < kills; kill += 1) {
      // Short lives first: a long one may see the end of the history, where all that follow stand too.
      await runAndKill([folder, historyFile], (Math.random() * LONGEST_LIFE_MS * (kill + 1)) / kills);
      positions.add(await withStore(folder, (opened) => rowsAreExact(opened, history)));
    }
    await withStore(folder, async (opened) => {
      await opened.store.runner(new MemoryEventStore(history)).catchUp();
      expect(await rowsAreExact(opened, history)).toBe(history.at(-1)!.position);
    });
    return positions;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runAndKill(args: readonly string[], afterMs: number): Promise<void> {
  const child = spawn(process.execPath, ['-r', '@swc-node/register', join(__dirname, 'crash-child.ts'), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  await sleep(afterMs);
  child.kill('SIGKILL');
  await once(child, 'close');
}

/** All projections stand at one position, with the row versions of a ledger that was never interrupted. */
async function rowsAreExact(opened: OpenedStore, history: readonly Recorded[]): Promise<bigint> {
  const positions = [...(await opened.store.checkpoints()).values()];
  expect(new Set(positions).size).toBe(1);
  expect(await dump(opened, projections)).toEqual(await uninterrupted(history.filter(({ position }) => position <= positions[0]!)));
  return positions[0]!;
}

async function uninterrupted(history: readonly Recorded[]): Promise<Dump> {
  const opened = await sqliteKind.open(projections);
  try {
    await opened.store.runner(new MemoryEventStore(history)).catchUp();
    return await dump(opened, projections);
  } finally {
    await opened.close();
  }
}

async function withStore<T>(folder: string, work: (opened: OpenedStore) => Promise<T>): Promise<T> {
  const database = new SqliteDatabase(folder);
  const store = await LedgerReadStore.open(database, projections);
  try {
    return await work({ store, database, close: () => store.close(), again: () => Promise.reject(new Error('one connection is enough')) });
  } finally {
    await store.close();
  }
}
