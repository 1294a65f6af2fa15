import { EventStoreUnavailable, type EventStore } from '@ledger/platform/event-store';
import { openTestLedger, type TestLedger } from '../testing/test-ledger';

const WAIT_MS = 10_000;

describe('a process', () => {
  let ledger: TestLedger;
  let failures = 0;
  const failingSometimes = (store: EventStore): EventStore => ({
    ...store,
    append: (stream, ...rest) => {
      if (failures > 0 && stream.startsWith('counters.mirror-')) {
        failures -= 1;
        return Promise.reject(new EventStoreUnavailable('away'));
      }
      return store.append(stream, ...rest);
    },
  });
  beforeEach(async () => {
    ledger = await openTestLedger({ throughStore: failingSometimes });
  });
  afterEach(() => ledger.close());

  const add = async (counter: string, amount: string) => {
    await ledger.ask('/api/commands/OpenCounter', { body: { counter, unit: '10', limit: '1000000' }, headers: { 'idempotency-key': `open-${counter}` } });
    const answer = await ledger.ask('/api/commands/AddToCounter', {
      body: { counter, amount, effectiveOn: '2024-03-04', reason: 'Vì thế', legalBasis: { number: '7', issuedOn: '2024-03-01' } },
    });
    expect(answer.status).toBe(200);
    return answer.json;
  };
  const mirrored = async (counter: string) => (await ledger.ask(`/api/events?stream=counters.mirror-${counter}`, { user: 'inspector' })).json.events as any[];
  const status = async () => (await ledger.ask('/api/operations/processes', { user: 'operator' })).json.processes[0];

  it('answers an event with a command, under its own name, on the event’s day and papers', async () => {
    const receipt = await add('one', '5');
    expect(await ledger.shell.processes.settled(WAIT_MS)).toBe(true);
    const [event] = await mirrored('one');
    expect(event).toMatchObject({
      type: 'AdditionMirrored', data: { counter: 'one', amount: '5' },
      metadata: {
        actor: { user: 'process:mirror', role: 'process', unit: '10' }, causationId: receipt.events[0].id, effectiveOn: '2024-03-04', reason: 'Vì thế', legalBasis: { number: '7' },
      },
    });
    const [, cause] = (await ledger.ask('/api/events?stream=counters.counter-one', { user: 'inspector' })).json.events;
    expect(event.metadata.correlationId).toBe(cause.metadata.correlationId);
  });

  it('issues nothing new when it is replayed from the first event', async () => {
    for (const amount of ['1', '2', '3']) await add('again', amount);
    await add('again-shut', '4');
    // Refused the first time; asked again it would be accepted.
    await add('again-later', '5');
    await ledger.shell.processes.settled(WAIT_MS);
    const head = await ledger.shell.store.head();
    await ledger.shell.processes.stop();
    ledger.shell.processes.reset('mirror');
    ledger.shell.processes.start();
    expect(await ledger.shell.processes.settled(WAIT_MS)).toBe(true);
    expect(await ledger.shell.store.head()).toBe(head);
    expect(await mirrored('again')).toHaveLength(3);
  });

  it('answers a refusal that it foresaw with another command', async () => {
    await add('x-shut', '5');
    expect(await ledger.shell.processes.settled(WAIT_MS)).toBe(true);
    expect((await mirrored('x-shut')).map(({ type }) => type)).toEqual(['MirrorMissed']);
  });

  it('is parked, visibly, by a refusal that it did not foresee, and tries again when told to', async () => {
    const { position } = await add('x-broken', '5');
    expect(await ledger.shell.processes.settled(WAIT_MS)).toBe(false);
    expect(await status()).toMatchObject({ name: 'mirror', state: 'parked', parked: { at: position, code: 'counters.mirror-broken' } });
    const ready = await ledger.ask('/health/ready', { user: '' });
    expect(ready.json).toMatchObject({ status: 'degraded', parts: { processes: { parked: true, processes: [{ name: 'mirror', state: 'parked' }] } } });
    // Commands go on meanwhile.
    await add('y', '1');
    expect(await mirrored('y')).toHaveLength(0);
    expect((await ledger.ask('/api/operations/processes/mirror/resume', { user: 'operator', body: {} })).status).toBe(202);
    expect(await ledger.shell.processes.settled(WAIT_MS)).toBe(false);
    expect((await status()).state).toBe('parked');
  });

  it('tries again by itself what passes with time', async () => {
    failures = 3;
    await add('patient', '5');
    expect(await ledger.shell.processes.settled(WAIT_MS)).toBe(true);
    expect(failures).toBe(0);
    expect(await mirrored('patient')).toHaveLength(1);
  });

  it('is looked after by operators alone', async () => {
    expect((await ledger.ask('/api/operations/processes', { user: 'clerk' })).status).toBe(403);
    expect((await ledger.ask('/api/operations/processes/nothing/resume', { user: 'operator', body: {} })).status).toBe(404);
  });
});
