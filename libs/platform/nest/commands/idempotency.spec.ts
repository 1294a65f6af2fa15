import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreUnavailable, type EventStore } from '@ledger/platform/event-store';
import { openTestLedger, type TestLedger } from '../testing/test-ledger';

/** Appends, and then says that it could not, as a store whose answer is lost on the way. */
function losingAnswers(store: EventStore, lose: () => boolean): EventStore {
  return {
    ...store,
    append: async (...args) => {
      const result = await store.append(...args);
      if (lose()) throw new EventStoreUnavailable('the answer was lost');
      return result;
    },
  };
}

describe('a command with an idempotency key', () => {
  let ledger: TestLedger;
  let losing = false;
  const folder = mkdtempSync(join(tmpdir(), 'ledger-idempotency-'));
  beforeAll(async () => {
    ledger = await openTestLedger({ folder, throughStore: (store) => losingAnswers(store, () => losing) });
  });
  afterAll(async () => {
    await ledger.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const send = (name: string, body: unknown, key?: string, user?: string) =>
    ledger.ask(`/api/commands/${name}`, { body, user, headers: key === undefined ? {} : { 'idempotency-key': key } });
  const eventsOf = async (stream: string) => (await ledger.ask(`/api/events?stream=${stream}`, { user: 'inspector' })).json.events as { id: string }[];
  const open = (counter: string, limit = '100') => send('OpenCounter', { counter, unit: '10', limit }, `open-${counter}-${limit}`);

  it('is recorded once and answered alike ever after', async () => {
    const first = await open('once');
    const again = await open('once');
    expect(first.status).toBe(200);
    expect(first.headers.has('idempotency-hit')).toBe(false);
    expect(again.status).toBe(200);
    expect(again.headers.get('idempotency-hit')).toBe('true');
    expect(again.json).toEqual(first.json);
    expect(await eventsOf('counters.counter-once')).toHaveLength(1);
  });

  it('says the same whatever happened to the stream since', async () => {
    await open('later');
    const first = await send('AddToCounter', { counter: 'later', amount: '1' }, 'later-1');
    await send('AddToCounter', { counter: 'later', amount: '2' }, 'later-2');
    const again = await send('AddToCounter', { counter: 'later', amount: '1' }, 'later-1');
    expect(again.json).toEqual(first.json);
    expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
    expect(again.headers.get('ledger-position')).toBe(first.headers.get('ledger-position'));
  });

  it('keeps the receipt of a command with several events whole', async () => {
    await open('several');
    const body = { counter: 'several', amounts: ['1', '2'] };
    const first = await send('AddTwice', body, 'several-1');
    expect(first.json.events).toHaveLength(2);
    expect((await send('AddTwice', body, 'several-1')).json).toEqual(first.json);
  });

  it('is refused when the key was used for another body, in the same stream or in another', async () => {
    await send('OpenCounter', { counter: 'first', unit: '10', limit: '5' }, 'reused');
    const sameStream = await send('OpenCounter', { counter: 'first', unit: '10', limit: '6' }, 'reused');
    const otherStream = await send('OpenCounter', { counter: 'second', unit: '10', limit: '5' }, 'reused');
    for (const answer of [sameStream, otherStream]) {
      expect(answer.status).toBe(409);
      expect(answer.json.code).toBe('ledger.idempotency-mismatch');
    }
    expect(await eventsOf('counters.counter-second')).toEqual([]);
  });

  it('belongs to its user: another may use the same key', async () => {
    await send('OpenCounter', { counter: 'mine', unit: '10', limit: '5' }, 'shared', 'clerk');
    expect((await send('OpenCounter', { counter: 'theirs', unit: '10', limit: '5' }, 'shared', 'clerk-10')).status).toBe(200);
  });

  it('does not use up its key when it is refused', async () => {
    const refused = await send('AddToCounter', { counter: 'patient', amount: '1' }, 'patient-1');
    expect(refused.status).toBe(422);
    expect((await send('AddToCounter', { counter: 'patient', amount: '1' }, 'patient-1')).json.code).toBe('counters.unknown');
    await open('patient');
    const accepted = await send('AddToCounter', { counter: 'patient', amount: '1' }, 'patient-1');
    expect(accepted.status).toBe(200);
    expect(accepted.headers.has('idempotency-hit')).toBe(false);
  });

  it('is recorded once when the answer was lost', async () => {
    await open('lost');
    losing = true;
    const lost = await send('AddToCounter', { counter: 'lost', amount: '7' }, 'lost-1');
    losing = false;
    expect(lost.status).toBe(503);
    const retried = await send('AddToCounter', { counter: 'lost', amount: '7' }, 'lost-1');
    expect(retried.status).toBe(200);
    expect(retried.headers.get('idempotency-hit')).toBe('true');
    expect(retried.json.revision).toBe('1');
    expect(await eventsOf('counters.counter-lost')).toHaveLength(2);
  });

  it('is recorded once when it is sent many times at once', async () => {
    await open('eager');
    const answers = await Promise.all(Array.from({ length: 20 }, () => send('AddToCounter', { counter: 'eager', amount: '3' }, 'eager-1')));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.filter(({ headers }) => !headers.has('idempotency-hit'))).toHaveLength(1);
    expect(await eventsOf('counters.counter-eager')).toHaveLength(2);
  });

  it('is found again after a restart, by its stream and by its key alone', async () => {
    const first = await send('OpenCounter', { counter: 'durable', unit: '10', limit: '5' }, 'durable-1');
    await ledger.close();
    ledger = await openTestLedger({ folder });
    expect((await send('OpenCounter', { counter: 'durable', unit: '10', limit: '5' }, 'durable-1')).json).toEqual(first.json);
    expect((await send('OpenCounter', { counter: 'other', unit: '10', limit: '5' }, 'durable-1')).json.code).toBe('ledger.idempotency-mismatch');
  });

  it.each(['', 'a b', 'đ'.repeat(3), 'x'.repeat(201)])('refuses the key «%s»', async (key) => {
    const answer = await ledger.ask('/api/commands/OpenCounter', { body: {}, headers: { 'idempotency-key': Buffer.from(key).toString('latin1') } });
    expect(answer.status).toBe(400);
  });
});
