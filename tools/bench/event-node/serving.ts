/** A node in a process of its own, over the folder it is given; says its port, serves until its parent goes. */
import { openEmbeddedStore } from '@ledger/platform/event-store/embedded';
import { startNode } from '@ledger/platform/event-node';

async function main(): Promise<void> {
  const store = await openEmbeddedStore({ folder: process.argv[2]! });
  const node = await startNode({ store, port: 0, registers: [] });
  process.on('disconnect', () => void node.close().then(() => store.close()).then(() => process.exit(0)));
  process.on('message', () => process.send!({ cpu: process.cpuUsage() }));
  process.send!({ port: node.port });
}

void main();
