import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { EventStoreUnavailable, type StoreState } from '../port';
import { openEsdbStore } from './store';
import { NodeProcess } from '@ledger/platform/event-node/testing/adapter/nodes';

const event = () => ({ id: randomUUID(), type: 'StatusChecked', data: {}, metadata: {} });

describe('the state of the adapter', () => {
  it('is live, retrying while the server is away, live again, and stopped at the end', async () => {
    const node = new NodeProcess();
    await node.start();
    const store = await openEsdbStore({ address: node.address, patienceMs: 300 });
    const reaches = async (state: StoreState): Promise<void> => {
      for (const end = Date.now() + 15_000; store.status().state !== state; await pause(10)) if (Date.now() > end) throw new Error(`${state} is not reached: ${JSON.stringify(store.status(), (_, value) => (typeof value === 'bigint' ? `${value}` : value))}`);
    };
    const stop = new AbortController();
    const seen: bigint[] = [];
    const following = (async () => {
      for await (const { position } of store.subscribe({ filter: { types: ['StatusChecked'] }, signal: stop.signal })) seen.push(position);
    })();
    await store.append('status.book-1', [event()], 'any');
    await reaches('live');
    await node.kill();
    await reaches('retrying');
    expect(store.status().error).toBeTruthy();
    await expect(store.append('status.book-1', [event()], 'any')).rejects.toBeInstanceOf(EventStoreUnavailable);
    await expect(store.head()).rejects.toBeInstanceOf(EventStoreUnavailable);
    await node.start();
    await reaches('live');
    const { position } = await store.append('status.book-1', [event()], 'any');
    for (let n = 0; n < 500 && seen.at(-1) !== position; n += 1) await pause(10);
    expect(seen.at(-1)).toBe(position);
    stop.abort();
    await following;
    await store.close();
    expect(store.status()).toMatchObject({ state: 'stopped', subscriptions: [] });
    await expect(store.append('status.book-1', [event()], 'any')).rejects.toThrow(/closed/);
    await node.remove();
  }, 120_000);

  it('an address that makes no sense, or where nobody answers, is refused with no password in the message', async () => {
    await expect(openEsdbStore({ address: 'esdb://ledger:geheim@[::]?tls' })).rejects.toThrow(EventStoreUnavailable);
    const nobody = openEsdbStore({ address: 'esdb://ledger:geheim@127.0.0.1:1?tls=false', patienceMs: 200 });
    await expect(nobody).rejects.toThrow(EventStoreUnavailable);
    await expect(nobody).rejects.not.toThrow(/geheim/);
  });
});
