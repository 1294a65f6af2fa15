import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccessDeniedError, EventStoreDBClient, jsonEvent, persistentSubscriptionToStreamSettingsFromDefaults } from '@eventstore/db-client';
import { NodeCannotStart, startNode, type Verdict } from '.';
import { openEmbeddedStore, type EmbeddedStore } from '@ledger/platform/event-store/embedded';
import { makeCertificate } from './testing/certificate';
import { collected, serveNode, streamName, testEvent, type ServedNode } from './testing/served-node';

const folder = mkdtempSync(join(tmpdir(), 'event-node-tls-'));
const tls = { certificate: join(folder, 'node.crt'), key: join(folder, 'node.key') };

const ACCOUNTS: Readonly<Record<string, Verdict>> = { reader: 'reads', writer: 'writes', nobody: 'forbidden' };
let asked: string[] = [];
const authenticate = async (username: string, password: string, address: string): Promise<Verdict> => {
  asked.push(`${username} ${address}`);
  return password === 'đúng' ? (ACCOUNTS[username] ?? 'unknown') : 'unknown';
};

let served: ServedNode;
let rootCertificate: Buffer;
const clients: EventStoreDBClient[] = [];
const clientOf = (username?: string, password = 'đúng'): EventStoreDBClient => {
  const client = new EventStoreDBClient({ endpoint: { address: 'localhost', port: served.node.port } }, { rootCertificate }, username ? { username, password } : undefined);
  clients.push(client);
  return client;
};

beforeAll(async () => {
  rootCertificate = Buffer.from(await makeCertificate(tls));
  served = await serveNode({ tls, authenticate, role: 'store' });
});
afterAll(async () => {
  for (const client of clients) await client.dispose();
  await served.close();
  rmSync(folder, { recursive: true });
});

const fate = (promise: Promise<unknown>): Promise<unknown> => promise.then(() => 'taken', (error: unknown) => (error instanceof AccessDeniedError ? 'denied' : error));
const own = () => jsonEvent({ type: 'Written', data: { n: 1 }, metadata: { by: 'test' } });

it('asks who calls, by every kind of call', async () => {
  for (const client of [clientOf(), clientOf('reader', 'sai'), clientOf('stranger'), clientOf('nobody')]) {
    expect(await fate(client.appendToStream(streamName(), testEvent()))).toBe('denied');
    expect(await fate(client.appendToStream(streamName(), testEvent(), { credentials: { username: 'reader', password: 'sai' } }))).toBe('denied');
    expect(await fate(collected(client.readAll(), () => false))).toBe('denied');
    expect(await fate(client.deleteStream(streamName()))).toBe('denied');
    expect(await fate(client.createPersistentSubscriptionToStream(streamName(), 'group', persistentSubscriptionToStreamSettingsFromDefaults()))).toBe('denied');
  }
});

it('lets an account read and keep its own streams, and only a writer write the ledger’s', async () => {
  const stream = streamName();
  const [reader, writer] = [clientOf('reader'), clientOf('writer')];
  expect(await fate(reader.appendToStream(stream, testEvent()))).toBe('taken');
  expect(await fate(reader.appendToStream(streamName('own.book'), own()))).toBe('denied');
  expect(await fate(writer.appendToStream(streamName('own.book'), own()))).toBe('taken');
  expect(await collected(reader.readStream(stream), () => false)).toHaveLength(1);
  // The credentials of one call go before those of the client.
  expect(await fate(reader.appendToStream(streamName('own.book'), own(), { credentials: { username: 'writer', password: 'đúng' } }))).toBe('taken');
});

it('asks about the same name and password once in a while, not at every call', async () => {
  const reader = clientOf('reader');
  asked = [];
  for (let n = 0; n < 20; n++) await collected(reader.readAll({ maxCount: 1 }), () => false);
  expect(asked.length).toBeLessThanOrEqual(1);
  for (const line of asked) expect(line).toMatch(/^reader (::1|127\.0\.0\.1|::ffff:127\.0\.0\.1)$/);
});

describe('a node that cannot start', () => {
  let store: EmbeddedStore;
  beforeAll(async () => {
    store = await openEmbeddedStore({ folder: join(folder, 'store') });
  });
  afterAll(() => store.close());

  it.each<[string, object, RegExp]>([
    ['without TLS for other machines', { host: '0.0.0.0' }, /^the event node listens on 0\.0\.0\.0 with TLS only/],
    ['with TLS and no accounts', { tls }, /needs accounts to check$/],
    ['without its certificate', { tls: { ...tls, certificate: join(folder, 'missing') }, authenticate }, /^the event node cannot read .*missing: ENOENT/],
    ['with a key that is none', { tls: { ...tls, key: __filename }, authenticate }, /^the event node cannot use .*tls\.spec\.ts/],
  ])('%s says why in one line', async (_, options, says) => {
    await expect(startNode({ store, port: 0, registers: [], ...options })).rejects.toThrow(NodeCannotStart);
    await expect(startNode({ store, port: 0, registers: [], ...options })).rejects.toThrow(says);
  });

  it('on a port that is taken says so', async () => {
    await expect(startNode({ store, port: served.node.port, registers: [] })).rejects.toThrow(`the event node cannot listen on 127.0.0.1:${served.node.port}: another program has that port`);
  });
});
