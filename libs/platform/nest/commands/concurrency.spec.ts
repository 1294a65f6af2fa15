import { openTestLedger, type TestLedger } from '../testing/test-ledger';

describe('commands on one stream', () => {
  let ledger: TestLedger;
  beforeAll(async () => {
    ledger = await openTestLedger();
  });
  afterAll(() => ledger.close());

  const send = (name: string, body: unknown, headers: Record<string, string> = {}, query = '') => ledger.ask(`/api/commands/${name}${query}`, { body, headers });
  const open = (counter: string, limit: string) => send('OpenCounter', { counter, unit: '10', limit });
  const eventsOf = async (counter: string) => (await ledger.ask(`/api/events?stream=counters.counter-${counter}&limit=1000`, { user: 'inspector' })).json.events as any[];

  it('are each decided on what the one before left: 64 writers never overspend', async () => {
    await open('budget', '40');
    const answers = await Promise.all(Array.from({ length: 64 }, () => send('AddToCounter', { counter: 'budget', amount: '1' })));
    const accepted = answers.filter(({ status }) => status === 200);
    expect(accepted).toHaveLength(40);
    expect(new Set(accepted.map(({ json }) => json.revision)).size).toBe(40);
    expect(answers.filter(({ status }) => status === 422).map(({ json }) => json.code)).toEqual(Array(24).fill('counters.over-limit'));
    expect(await eventsOf('budget')).toHaveLength(41);
  });

  it('with the same If-Match: exactly one wins each revision', async () => {
    await open('contested', '1000');
    for (const revision of ['0', '1', '2']) {
      const answers = await Promise.all(
        Array.from({ length: 64 }, () => send('AddToCounter', { counter: 'contested', amount: '1' }, { 'if-match': `"${revision}"` })),
      );
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      const lost = answers.filter(({ status }) => status === 409);
      expect(lost).toHaveLength(63);
      expect(lost[0]!.json).toMatchObject({ code: 'ledger.revision-mismatch', details: { expected: revision, actual: String(Number(revision) + 1) } });
    }
  });

  it('may ask that there be none yet', async () => {
    expect((await send('OpenCounter', { counter: 'fresh', unit: '10', limit: '1' }, { 'if-none-match': '*' })).status).toBe(200);
    expect((await send('AddToCounter', { counter: 'fresh', amount: '1' }, { 'if-none-match': '*' })).status).toBe(409);
  });

  it('are decided again when another process has written in between', async () => {
    await open('shared', '10');
    await send('AddToCounter', { counter: 'shared', amount: '1' });
    const { store } = ledger.shell;
    const [event] = (await eventsOf('shared')).slice(-1);
    await store.append('counters.counter-shared', [{ ...event, id: '00000000-0000-4000-8000-000000000001', data: { counter: 'shared', amount: '8' }, metadata: { ...event.metadata, commandId: '00000000-0000-4000-8000-000000000002', recordedAt: new Date().toISOString() } }], 1n);
    const overspent = await send('AddToCounter', { counter: 'shared', amount: '2' });
    expect(overspent.json).toMatchObject({ status: 422, code: 'counters.over-limit', details: { left: '1' } });
    const accepted = await send('AddToCounter', { counter: 'shared', amount: '1' });
    expect(accepted.json.revision).toBe('3');
  });

  it('record their instants in the order of their positions', async () => {
    await Promise.all(Array.from({ length: 100 }, (_, n) => open(`ordered-${n}`, '1')));
    const { events } = (await ledger.ask('/api/events?limit=1000', { user: 'inspector' })).json;
    const instants = events.map((event: any) => event.metadata.recordedAt as string);
    expect(instants).toEqual([...instants].sort());
  });

  it('can be tried without recording anything', async () => {
    await open('trial', '10');
    const head = await ledger.shell.store.head();
    const answer = await send('AddToCounter', { counter: 'trial', amount: '4' }, { 'idempotency-key': 'trial-1' }, '?dryRun=true');
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ dryRun: true, stream: 'counters.counter-trial', revision: '1', events: [{ type: 'CounterAdded', data: { counter: 'trial', amount: '4' } }] });
    expect(await ledger.shell.store.head()).toBe(head);
    const refused = await send('AddToCounter', { counter: 'trial', amount: '11' }, {}, '?dryRun=true');
    expect(refused.json.code).toBe('counters.over-limit');
    const recorded = await send('AddToCounter', { counter: 'trial', amount: '4' }, { 'idempotency-key': 'trial-1' });
    expect(recorded.headers.has('idempotency-hit')).toBe(false);
    expect(recorded.json.events[0].id).toBe(answer.json.events[0].id);
  });
});
