/** A process that serves a node for every data folder asked for, each over a store of its own, and answers with its address. */
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { startNode } from '@ledger/platform/event-node';
import { openEmbeddedStore } from '@ledger/platform/event-store/embedded';
import { registers } from '@ledger/registers';

const [root = ''] = process.argv.slice(2);
const nodes = new Map<string, Promise<string>>();

async function nodeOf(): Promise<string> {
  const store = await openEmbeddedStore({ folder: mkdtempSync(join(root, 'node-')) });
  const { port } = await startNode({ store, port: 0, role: 'store', registers: registers.map(({ name }) => name) });
  return `esdb://127.0.0.1:${port}?tls=false`;
}

const server = createServer((request, response) => {
  const folder = new URL(request.url ?? '', 'http://farm').searchParams.get('folder') ?? '';
  const node = nodes.get(folder) ?? nodeOf();
  nodes.set(folder, node);
  node.then(
    (address) => response.end(address),
    (error: Error) => response.writeHead(500).end(error.message),
  );
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`));
