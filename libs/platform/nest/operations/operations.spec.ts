import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../problems/problem';
import { openTestLedger, type TestLedger } from '../testing/test-ledger';

describe('operators', () => {
  let ledger: TestLedger;
  beforeAll(async () => {
    ledger = await openTestLedger();
    await ledger.ask('/api/commands/OpenCounter', { body: { counter: 'one', unit: '10', limit: '1' } });
  });
  afterAll(() => ledger.close());

  const projections = async () => (await ledger.ask('/api/operations/projections', { user: 'operator' })).json.projections as any[];

  it('see how far every projection is', async () => {
    await ledger.ask('/api/counters/counters?minPosition=1');
    const [counters] = await projections();
    expect(counters).toMatchObject({ name: 'counters_counters', version: 1, state: 'live', position: '1', head: '1' });
  });

  it('see how the event store stands', async () => {
    expect((await ledger.ask('/api/operations/event-store', { user: 'operator' })).json).toEqual({ state: 'live', head: '1' });
    expect((await ledger.ask('/api/operations/event-store', { user: 'clerk' })).status).toBe(403);
  });

  it('rebuild one while it goes on answering', async () => {
    const begun = await ledger.ask('/api/operations/projections/counters_counters/rebuild', { user: 'operator-token', body: {} });
    expect(begun.status).toBe(202);
    expect((await ledger.ask('/api/counters/counters')).json.rows).toHaveLength(1);
    for (let n = 0; n < 500 && (await projections())[0].rebuild && !(await projections())[0].rebuild.done; n += 1) await sleep(10);
    expect((await projections())[0]).toMatchObject({ state: 'live', position: '1' });
    expect((await ledger.ask('/api/counters/counters')).json.rows).toHaveLength(1);
  });

  it('are told what does not exist, and others that they may not', async () => {
    expect((await ledger.ask('/api/operations/projections/nothing/rebuild', { user: 'operator', body: {} })).json.code).toBe('operations.unknown');
    expect((await ledger.ask('/api/operations/projections', { user: 'clerk' })).status).toBe(403);
  });
});

describe('health', () => {
  let ledger: TestLedger;
  beforeAll(async () => {
    ledger = await openTestLedger();
  });
  afterAll(() => ledger.close());
  const ready = () => ledger.ask('/health/ready', { user: '' });

  it('needs no token and says how every part is', async () => {
    expect((await ledger.ask('/health/live', { user: '' })).json).toEqual({ status: 'live', version: '0.0.0-test' });
    let answer = await ready();
    for (let n = 0; n < 200 && answer.status !== 200; n += 1, answer = await ready()) await sleep(10);
    expect(answer.json).toMatchObject({ status: 'ready', parts: { eventStore: { ok: true, head: '0' }, readStore: { ok: true }, officeStore: { ok: true }, processes: { ok: true } } });
  });

  it('is 503 while demo data are loaded, and others’ commands wait outside', async () => {
    ledger.shell.readiness.loading = { done: 3, total: 10, what: 'demo' };
    const answer = await ready();
    expect([answer.status, answer.json.status, answer.json.loading]).toEqual([503, 'loading', { done: 3, total: 10, what: 'demo' }]);
    const command = await ledger.ask('/api/commands/OpenCounter', { body: { counter: 'later', unit: '10', limit: '1' } });
    expect([command.status, command.json.code, command.headers.get('retry-after')]).toEqual([503, 'ledger.loading', '1']);
    ledger.shell.readiness.loading = undefined;
  });

  it('is 503 while stopping', async () => {
    ledger.shell.readiness.stopping = true;
    expect((await ready()).status).toBe(503);
    expect((await ledger.ask('/api/commands/OpenCounter', { body: { counter: 'late', unit: '10', limit: '1' } })).json.code).toBe('ledger.stopping');
    ledger.shell.readiness.stopping = false;
  });

  it('is 503 when the event store is away', async () => {
    const head = jest.spyOn(ledger.shell.store, 'head').mockRejectedValue(new Error('away'));
    expect((await ready()).json).toMatchObject({ status: 'unavailable', parts: { eventStore: { ok: false } } });
    head.mockRestore();
  });

  it('turns commands away when too many are under way', async () => {
    const crowded = Object.assign(Object.create(Object.getPrototypeOf(ledger.shell.ledger)), ledger.shell.ledger, { underWay: 4_096 });
    await expect(crowded.execute({ command: new (ledger.shell.catalogue.commands.get('OpenCounter')!.rule.Command)({}) })).rejects.toEqual(new Problem(503, 'ledger.busy', { retryAfter: 1 }));
  });
});
