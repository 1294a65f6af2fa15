import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import type { EventStore } from '@ledger/platform/event-store';

const PAGE = 1_000;

/** Events a second that a program gets which knows the tables and does nothing but SELECT and JSON.parse, page by page. */
export function bareSelectPerSecond(folder: string): number {
  const db = new DatabaseSync(join(folder, 'events.db'), { readOnly: true });
  const page = db.prepare(
    'SELECT position, stream, revision, id, type, created, data, metadata FROM events WHERE position > ? ORDER BY position LIMIT ?',
  );
  const start = performance.now();
  let [done, after] = [0, 0];
  for (;;) {
    const rows = page.all(after, PAGE) as { position: number; data: string; metadata: string }[];
    for (const row of rows) if (typeof JSON.parse(row.data) === 'object' && typeof JSON.parse(row.metadata) === 'object') done += 1;
    if (rows.length < PAGE) break;
    after = rows[rows.length - 1]?.position ?? 0;
  }
  const rate = (done * 1_000) / (performance.now() - start);
  db.close();
  return rate;
}

/** Events a second through the port, everything in order. */
export async function readAllPerSecond(store: EventStore): Promise<number> {
  const start = performance.now();
  let done = 0;
  for await (const events of store.readAll()) done += events.length;
  return (done * 1_000) / (performance.now() - start);
}
