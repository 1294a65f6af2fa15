import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDBClient, jsonEvent, type JSONEventType } from '@eventstore/db-client';
import { openEmbeddedStore, type EmbeddedStore } from '@ledger/platform/event-store/embedded';
import { startNode, type NodeOptions, type RunningNode } from '..';

export interface ServedNode {
  readonly folder: string;
  readonly store: EmbeddedStore;
  readonly node: RunningNode;
  readonly client: EventStoreDBClient;
  /** Further clients, each with a connection of its own; closed with the rest. */
  connect(query?: string): EventStoreDBClient;
  close(): Promise<void>;
}

/** A node over an embedded store of its own, with the official client. Streams `own.…` are the ledger's. */
export async function serveNode(options: Partial<NodeOptions> = {}): Promise<ServedNode> {
  const folder = mkdtempSync(join(tmpdir(), 'event-node-'));
  const store = await openEmbeddedStore({ folder });
  const node = await startNode({ store, port: 0, registers: ['own'], ...options });
  const clients: EventStoreDBClient[] = [];
  const connect = (query = 'tls=false'): EventStoreDBClient => {
    const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${node.port}?${query}`);
    clients.push(client);
    return client;
  };
  return {
    folder, store, node, connect,
    client: connect(),
    close: async () => {
      for (const client of clients) await client.dispose();
      await node.close();
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

export type TestEvent = JSONEventType<'Tested', { readonly n: number }>;

export const testEvent = (n = 0, type = 'Tested') => jsonEvent<TestEvent>({ type: type as 'Tested', data: { n } });
export const testEvents = (count: number, type?: string) => Array.from({ length: count }, (_, n) => testEvent(n, type));
export const streamName = (kind = 'free'): string => `${kind}-${randomUUID()}`;

/** Takes events until `enough`, at most ten seconds long, then unsubscribes. */
export async function collected<T>(subscription: AsyncIterable<T> & { unsubscribe?(): Promise<void> }, enough: (found: readonly T[]) => boolean): Promise<T[]> {
  const found: T[] = [];
  const timer = setTimeout(() => void subscription.unsubscribe?.(), 10_000);
  try {
    for await (const event of subscription) {
      found.push(event);
      if (enough(found)) break;
    }
    return found;
  } finally {
    clearTimeout(timer);
  }
}
