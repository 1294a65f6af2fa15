/** A node in a process of its own, to be killed: says its port, then serves the folder it is given. */
import { openEmbeddedStore } from '@ledger/platform/event-store/embedded';
import { startNode } from '..';

const LIFETIME_MS = 60_000;

async function main(): Promise<void> {
  const store = await openEmbeddedStore({ folder: process.argv[2]! });
  const node = await startNode({ store, port: 0, registers: ['own'] });
  process.stdout.write(`${node.port}\n`);
  setTimeout(() => process.exit(1), LIFETIME_MS);
}

void main();
