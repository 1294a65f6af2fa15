/** The thread that writes an office store anew: over a connection of its own, so that nothing else waits for it but who writes. */
import { parentPort, workerData } from 'node:worker_threads';
import { DatabaseSync } from '@photostructure/sqlite';

/** Scrubbing is tried again later, so that it need not hold up everything else for long. */
const BUSY_MS = 200;

export interface ScrubThreadSettings {
  /** The file of the office store. */
  readonly path: string;
}

/** `failed`: what SQLite said, with its number where it has one. */
export type FromScrubThread = { readonly scrubbed: true } | { readonly busy: true } | { readonly failed: { readonly message: string; readonly errcode?: number } };

/**
 * Writes the whole file anew without what was deleted, and empties the log. What was deleted is gone from the file only when the
 * log is empty too: it is not, while somebody reads an older state.
 */
export function scrubFile({ path }: ScrubThreadSettings): FromScrubThread {
  let db: InstanceType<typeof DatabaseSync> | undefined;
  try {
    db = new DatabaseSync(path, { timeout: BUSY_MS });
    db.exec('PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; VACUUM');
    const { busy } = db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() as { readonly busy: number };
    return busy === 0 ? { scrubbed: true } : { busy: true };
  } catch (error) {
    const { message, errcode } = error as { readonly message: string; readonly errcode?: number };
    return { failed: { message, errcode } };
  } finally {
    db?.close();
  }
}

if (parentPort) parentPort.postMessage(scrubFile(workerData as ScrubThreadSettings));
