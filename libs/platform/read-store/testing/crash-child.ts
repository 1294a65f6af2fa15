import { readFileSync } from 'node:fs';
import type { Recorded } from '@ledger/kit';
import { openSqliteReadStore } from '../index';
import { MemoryEventStore } from './memory-event-store';
import { projections } from './register';

/** Keeps rows in small transactions and rebuilds them, over and over, until it is killed. */
async function main(folder: string, historyFile: string): Promise<void> {
  const history = (JSON.parse(readFileSync(historyFile, 'utf8')) as Recorded[]).map((event) => ({ ...event, revision: BigInt(event.revision), position: BigInt(event.position) }));
  const store = await openSqliteReadStore(folder, projections);
  const options = { batch: 3, openRowsMax: 5, onError: (error: Error) => process.stderr.write(`${error.stack}\n`) };
  const events = new MemoryEventStore([], { batch: 3, times: 1 });
  await store.runner(events, options).catchUp();
  process.stdout.write('ready\n');
  events.record(...history);
  for (;;) {
    await store.runner(events, options).catchUp();
    await store.runner(events, options).rebuild();
  }
}

void main(process.argv[2]!, process.argv[3]!);
