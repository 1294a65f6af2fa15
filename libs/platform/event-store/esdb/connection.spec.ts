import 'reflect-metadata';
import { randomUUID, webcrypto } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import * as x509 from '@peculiar/x509';
import { startNode } from '@ledger/platform/event-node';
import { openEmbeddedStore } from '../embedded';
import { EventStoreUnavailable } from '../port';
import { clientOf } from './connection';
import { Feed } from './feed';
import { openEsdbStore, type EsdbStore } from './store';
import { openNode, type RunningNode } from '@ledger/platform/event-node/testing/adapter/nodes';

const event = (data = {}) => ({ id: randomUUID(), type: 'ContractChecked', data, metadata: {} });

describe('a server without TLS', () => {
  let node: RunningNode;
  const stores: EsdbStore[] = [];
  beforeAll(async () => {
    node = await openNode();
  });
  afterAll(async () => {
    for (const store of stores) await store.close();
    await node.close();
  });

  it.each([['discovered through gossip', 'esdb+discover://'], ['by its newer name', 'kurrentdb://'], ['discovered by its newer name', 'kurrentdb+discover://']])('is reached %s', async (_, scheme) => {
    const store = await openEsdbStore({ address: node.address.replace('esdb://', scheme) });
    stores.push(store);
    const { position } = await store.append(`contract.reached-${randomUUID()}`, [event()], 'no-stream');
    expect(await store.head()).toBe(position);
  });

  it('keeps its connection however many streams are asked for that do not exist', async () => {
    const store = await openEsdbStore({ address: node.address });
    stores.push(store);
    const stop = new AbortController();
    const followed = (async () => {
      for await (const { events } of store.subscribe({ from: await store.head(), signal: stop.signal })) if (events.some(({ type }) => type === 'LastOfAll')) return;
    })();
    // More than a server lets a client break off on one connection.
    for (let round = 0; round < 50; round += 1) {
      await Promise.all(Array.from({ length: 40 }, async (_, n) => {
        for await (const _page of store.readStream(`contract.missing-${round}-${n}`)) throw new Error('it exists');
      }));
      await store.append(`contract.round-${randomUUID()}`, [event()], 'no-stream');
    }
    await store.append(`contract.round-${randomUUID()}`, [{ ...event(), type: 'LastOfAll' }], 'no-stream');
    await followed;
    stop.abort();
    expect(store.status()).toMatchObject({ connectionsLost: 0, appendsRepeated: 0, state: 'live' });
  });

  it('keeps what a slow follower has not taken yet', async () => {
    const text = 'x'.repeat(2_000);
    for (let n = 0; n < 10; n += 1) await node.store.append('contract.slow-1', Array.from({ length: 300 }, () => event({ text })), 'any');
    const client = clientOf(node.address);
    const feed = new Feed(client, 0n, { streamPrefixes: ['contract.slow-'] }, () => undefined);
    const nothing = { stopped: () => false, wanted: () => 0n };
    expect((await feed.next(1, nothing.stopped, nothing.wanted))?.events).toHaveLength(1);
    await pause(300);
    expect(feed.waiting).toBeLessThan(100);
    let left = 2_999;
    while (left > 0) left -= (await feed.next(500, nothing.stopped, nothing.wanted))!.events.length;
    expect(left).toBe(0);
    feed.close();
    await client.dispose();
  });
});

describe('a server with TLS and accounts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'esdb-tls-'));
  const tls = { certificate: join(folder, 'node.crt'), key: join(folder, 'node.key') };
  const closings: (() => Promise<unknown>)[] = [];
  let address: (user: string, password: string) => string;

  beforeAll(async () => {
    await makeCertificate(tls);
    const store = await openEmbeddedStore({ folder: join(folder, 'data') });
    const authenticate = async (username: string, password: string) => (password !== 'đúng@' ? 'unknown' : username === 'ledger' ? 'writes' : 'reads') as 'unknown' | 'writes' | 'reads';
    const node = await startNode({ store, port: 0, role: 'store', registers: ['contract'], tls, authenticate });
    closings.push(() => store.close(), () => node.close());
    address = (user, password) => `esdb://${user}:${encodeURIComponent(password)}@localhost:${node.port}?tlsCAFile=${encodeURIComponent(tls.certificate)}`;
  });
  afterAll(async () => {
    for (const close of closings.reverse()) await close();
    rmSync(folder, { recursive: true, force: true });
  });
  const opened = async (user: string, password: string): Promise<EsdbStore> => {
    const store = await openEsdbStore({ address: address(user, password) });
    closings.push(() => store.close());
    return store;
  };

  it('is appended to, read and followed under the account of its address', async () => {
    const store = await opened('ledger', 'đúng@');
    const { position } = await store.append('contract.tls-1', [event()], 'no-stream');
    for await (const batch of store.subscribe()) {
      expect(batch.position).toBe(position);
      break;
    }
    expect(store.status().server).toMatch(/^esdb:\/\/ledger:\*\*\*@localhost/);
  });

  it('says that access is denied, and never with which password', async () => {
    const refused = openEsdbStore({ address: address('ledger', 'sai') });
    await expect(refused).rejects.toThrow(EventStoreUnavailable);
    await expect(refused).rejects.toThrow(/access denied/);
    const reader = await opened('reader', 'đúng@');
    await expect(reader.append('contract.tls-2', [event()], 'no-stream')).rejects.toThrow(EventStoreUnavailable);
    expect(await reader.head()).toBeGreaterThan(0n);
  });
});

async function makeCertificate({ certificate, key }: { readonly certificate: string; readonly key: string }): Promise<void> {
  x509.cryptoProvider.set(webcrypto as never);
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair;
  const made = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01', name: 'CN=localhost', keys: keys as never, signingAlgorithm: algorithm as never,
    notBefore: new Date(Date.now() - 60_000), notAfter: new Date(Date.now() + 3_600_000),
    extensions: [new x509.BasicConstraintsExtension(true), new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: 'localhost' }])],
  });
  writeFileSync(certificate, made.toString('pem'));
  const secret = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey as never)).toString('base64');
  writeFileSync(key, `-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----\n`, { mode: 0o600 });
}
