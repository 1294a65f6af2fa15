import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownStreams, type EventStore } from '@ledger/platform/event-store';
import { sparseStore } from '../testing/sparse-store';
import { openTestLedger, type TestLedger } from '../testing/test-ledger';

const WAIT_MS = 10_000;

describe('a ledger in a store that others use too, and whose positions lie apart', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-sparse-'));
  let everything: EventStore;
  let ledger: TestLedger;
  const open = () =>
    openTestLedger({
      folder,
      overStore: (store) => {
        everything = sparseStore(store);
        return ownStreams(everything, ['counters']);
      },
    });
  beforeAll(async () => {
    ledger = await open();
  });
  afterAll(async () => {
    await ledger.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** What another program keeps in the same store, under the name of one of our events and of one of our commands. */
  const foreign = (commandId: string = randomUUID()) =>
    everything.append('elsewhere.counter-one', [{ id: randomUUID(), type: 'CounterAdded', data: { counter: 'one', amount: '1000' }, metadata: { commandId, recordedAt: '2999-01-01T00:00:00.000Z' } }], 'any');
  const command = async (name: string, body: object, key: string = randomUUID()) => {
    const answer = await ledger.ask(`/api/commands/${name}`, { body, headers: { 'idempotency-key': key } });
    expect(answer.status).toBe(200);
    return answer.json;
  };
  const events = async (query: string) => (await ledger.ask(`/api/events?${query}`, { user: 'inspector' })).json.events as { position: string; type: string }[];
  const additions = async (query: string) => (await ledger.ask(`/api/counters/additions?${query}`)).json.rows as unknown[];

  it('answers with the position of the last event of a command, and reads its own writes', async () => {
    await foreign();
    await command('OpenCounter', { counter: 'one', unit: '10', limit: '1000' });
    const { position } = await command('AddTwice', { counter: 'one', amounts: ['1', '2'] });
    await foreign();
    expect((await events('stream=counters.counter-one')).map((event) => event.position).at(-1)).toBe(position);
    expect(await additions(`minPosition=${position}`)).toHaveLength(2);
    expect(await additions(`knownAt=${BigInt(position) - 1n}`)).toHaveLength(1);
  });

  it('gives the same receipt again, from memory, from the stream and after a start', async () => {
    const body = { counter: 'one', amounts: ['3', '4'] };
    const first = await command('AddTwice', body, 'the-same');
    expect(await command('AddTwice', body, 'the-same')).toEqual(first);
    await ledger.close();
    ledger = await open();
    expect(await command('AddTwice', body, 'the-same')).toEqual(first);
    expect(await command('AddToCounter', { counter: 'one', amount: '1' })).toMatchObject({ revision: '5' });
  });

  it('is settled when all its own events are acted on, whatever else there is', async () => {
    await foreign();
    expect(await ledger.shell.processes.settled(WAIT_MS)).toBe(true);
    expect((await events('stream=counters.mirror-one')).length).toBeGreaterThan(0);
  });

  it('shows nothing of others: in its tables, its events, its instants or its health', async () => {
    const { position } = await command('OpenCounter', { counter: 'two', unit: '10', limit: '5' });
    await foreign();
    const all = await events('limit=1000');
    expect(all.at(-1)?.position).toBe(position);
    expect(all.every((event) => event.type !== 'CounterAdded' || Number(event.position) > 0)).toBe(true);
    expect((await events(`until=${new Date(Date.now() + 1_000).toISOString()}&limit=1000`)).length).toBe(all.length);
    await ledger.ask(`/api/counters/counters?minPosition=${position}`);
    const ready = await ledger.ask('/health/ready');
    expect(ready.json).toMatchObject({ status: 'ready', parts: { eventStore: { ok: true, head: position } } });
  });

  it('is not confused by another’s event that carries the id of a command of ours', async () => {
    const key = 'named-by-others';
    const { commandId } = await command('OpenCounter', { counter: 'three', unit: '10', limit: '5' }, key);
    await foreign(commandId);
    expect(await command('OpenCounter', { counter: 'three', unit: '10', limit: '5' }, key)).toMatchObject({ stream: 'counters.counter-three', commandId });
  });
});
