/** A node in a process of its own, to be killed: serves a folder at a port, and says the port on its standard output. */
import { openEmbeddedStore } from '@ledger/platform/event-store/embedded';
import { startNode } from '../..';

const [folder = '', port = '0'] = process.argv.slice(2);

async function main(): Promise<void> {
  const store = await openEmbeddedStore({ folder });
  const node = await startNode({ store, port: Number(port), role: 'store', registers: ['lost', 'status'] });
  process.stdout.write(`${node.port}\n`);
  process.once('SIGTERM', () => void node.close().then(() => store.close()).then(() => process.exit(0)));
}

main().catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
