import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { EventStoreUnavailable } from '../port';
import { unavailable } from './database';

/** Held by the one writer of a folder; the operating system releases it when the process ends, however it ends. */
export interface WriterLock {
  release(): void;
}

/** Takes the folder for writing; throws `EventStoreUnavailable` when another writer has it. */
export function lockForWriting(folder: string): WriterLock {
  try {
    mkdirSync(folder, { recursive: true });
    const db = new DatabaseSync(join(folder, 'writer.lock'), { timeout: 0 });
    try {
      // SQLite's own exclusive file lock, on a file that never gets a page.
      db.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      db.close();
      throw isBusy(error) ? new EventStoreUnavailable(`another writer has the event store in ${folder} open`, { cause: error }) : error;
    }
    return { release: () => db.close() };
  } catch (error) {
    throw unavailable(`cannot take the event store in ${folder} for writing`, error);
  }
}

const isBusy = (error: unknown): boolean => /locked|busy/i.test((error as Error).message);
