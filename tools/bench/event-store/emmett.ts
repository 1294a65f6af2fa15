import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Event } from '@event-driven-io/emmett';
import { Pool } from 'pg';
import { sampleEvent } from './sample-events';

/** Emmett on a PostgreSQL of its own, both as they come, with the driver's pool of ten connections. */
export interface EmmettStore {
  append(stream: number, revision: number): Promise<unknown>;
  close(): Promise<void>;
}

interface Server {
  initialise(): Promise<void>;
  start(): Promise<void>;
  createDatabase(name: string): Promise<void>;
  stop(): Promise<void>;
}

interface Programs {
  readonly EmbeddedPostgres: new (options: object) => Server;
  remove(): void;
}

/** Loaded by name: its types are out of reach of this workspace's module resolution. */
async function embeddedPostgres(): Promise<Programs> {
  const name: string = join(__dirname, '../../../libs/platform/read-store/testing/embedded-postgres.mjs');
  return ((await import(name)) as { embeddedPostgres(): Promise<Programs> }).embeddedPostgres();
}

export async function openEmmett(folder: string): Promise<EmmettStore> {
  const { EmbeddedPostgres, remove } = await embeddedPostgres();
  const { getPostgreSQLEventStore } = await import('@event-driven-io/emmett-postgresql');
  const port = await freePort();
  const postgres = new EmbeddedPostgres({
    databaseDir: join(folder, 'postgres'),
    port,
    user: 'postgres',
    password: 'bench',
    persistent: false,
    // PostgreSQL refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => undefined,
  });
  await postgres.initialise();
  await postgres.start();
  await postgres.createDatabase('bench');
  const connectionString = `postgresql://postgres:bench@localhost:${port}/bench`;
  const pool = new Pool({ connectionString });
  // The server is stopped under idle connections at the end.
  pool.on('error', () => undefined);
  const store = getPostgreSQLEventStore(connectionString, { connectionOptions: { pool } });
  await store.schema.migrate();
  return {
    append(stream, revision) {
      const { type, data, metadata } = sampleEvent(stream + revision);
      const event = { type, data, metadata } as unknown as Event;
      const expectedStreamVersion = revision === 0 ? 'STREAM_DOES_NOT_EXIST' : BigInt(revision);
      return store.appendToStream(`funds.line-${stream}`, [event], { expectedStreamVersion });
    },
    async close() {
      await store.close();
      await pool.end();
      await postgres.stop();
      remove();
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
