/** A ledger's process as crash tests kill it: it appends, and seals as fast as it can. Arguments: the data folder, the first number to append. */
import { join } from 'node:path';
import { openEmbeddedStore } from '@ledger/platform/event-store/embedded';
import { readLogKeys } from '../log-keys';
import { Sealer } from '../sealer';
import { TreeInThread } from '../tree-in-thread';
import { PATTERN, sampleEvent } from './sample-events';

async function main(): Promise<void> {
  const [data, first] = process.argv.slice(2) as [string, string];
  const folder = join(data, 'audit');
  const keyFolder = join(data, 'keys');
  const store = await openEmbeddedStore({ folder: data });
  const sealer = new Sealer({
    store, folder, keyFolder, tree: new TreeInThread({ data, folder, pattern: PATTERN }), keys: async () => (await readLogKeys(keyFolder, Date.now()))!, now: () => Date.now(), intervalMs: 1,
    log: { error: ({ err }: { err?: Error }) => process.stdout.write(`error ${err?.message}\n`), warn: () => process.stdout.write('rebuilt\n') },
  });
  await sealer.start();
  process.stdout.write('started\n');
  for (let n = Number(first); ; n += 20) {
    await Promise.all(Array.from({ length: 20 }, (_, i) => store.append(`funds.line-${i}`, [sampleEvent(n + i)], 'any')));
    process.stdout.write(`appended ${n + 20}\nsealed ${sealer.status().size}\n`);
  }
}

void main();
