import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDBClient } from '@eventstore/db-client';
import { openEmbeddedReader } from '@ledger/platform/event-store/embedded';
import { kill, startChild } from './testing/child';
import { rawClient } from './testing/raw-client';
import { serveNode, streamName, testEvents } from './testing/served-node';
import { MonitoringClient } from '@eventstore/db-client/generated/monitoring_grpc_pb';
import { StatsReq, type StatsResp } from '@eventstore/db-client/generated/monitoring_pb';
import { credentials } from '@grpc/grpc-js';

const ROUNDS = process.env['LEDGER_TEST_HEAVY'] === '1' ? 20 : 2;

async function figure(port: number, name: string): Promise<number> {
  const client = new MonitoringClient(`127.0.0.1:${port}`, credentials.createInsecure());
  const call = client.stats(new StatsReq());
  const stats = await new Promise<StatsResp>((resolve, reject) => call.once('data', resolve).once('error', reject));
  call.on('error', () => undefined).cancel();
  client.close();
  return Number(stats.getStatsMap().get(name));
}

it('a client that is killed while it is subscribed leaves nothing behind', async () => {
  const served = await serveNode();
  try {
    for (let n = 0; n < 10; n++) await served.client.appendToStream(streamName(), testEvents(1_000));
    const before = await figure(served.node.port, 'node-calls');
    const { child } = await startChild('subscriber-child.ts', String(served.node.port));
    expect(await figure(served.node.port, 'node-calls')).toBe(before + 1);
    await kill(child);
    for (let tries = 0; tries < 100 && (await figure(served.node.port, 'node-calls')) > before; tries++) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await figure(served.node.port, 'node-calls')).toBe(before);
    await served.client.appendToStream(streamName(), testEvents(1));
  } finally {
    await served.close();
  }
}, 60_000);

it(`a node that is killed ${ROUNDS} times while it takes appends has every one it acknowledged`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'event-node-killed-'));
  const acknowledged = new Map<string, bigint>();
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const { child, line } = await startChild('node-child.ts', folder);
      const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${line}?tls=false&throwOnAppendFailure=true`);
      const credentialsOf = (n: number) => (n % 2 ? { username: 'a', password: 'b' } : undefined);
      let stop = false;
      const writers = Array.from({ length: 8 }, async (_, n) => {
        while (!stop) {
          const stream = streamName(`killed-${n}`);
          const { nextExpectedRevision } = await client.appendToStream(stream, testEvents(1 + (n % 3)), { credentials: credentialsOf(n) });
          acknowledged.set(stream, nextExpectedRevision);
        }
      });
      const settled = Promise.allSettled(writers);
      const wanted = acknowledged.size + 100;
      while (acknowledged.size < wanted) await new Promise((resolve) => setTimeout(resolve, 5));
      await kill(child);
      stop = true;
      await settled;
      await client.dispose();
    }
    const reader = await openEmbeddedReader({ folder });
    for (const [stream, revision] of acknowledged) expect(reader.stored.lastRevision(stream)).toBe(Number(revision));
    const positions = reader.stored.between(1, Number.MAX_SAFE_INTEGER, false, 1_000_000).map(({ position }) => position);
    expect(positions).toEqual(positions.map((_, n) => n + 1));
    await reader.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 120_000);

it('a node that closes lets its subscribers go with a status, and frees its port', async () => {
  const served = await serveNode();
  const raw = rawClient(served.node.port);
  const subscription = served.client.subscribeToAll();
  const ended = new Promise<Error>((resolve) => subscription.on('error', resolve));
  await new Promise((resolve) => subscription.on('confirmation', () => resolve(undefined)));
  await served.node.close();
  expect(await ended).toMatchObject({ type: 'unavailable' });
  raw.close();
  await served.close();
});
