import { SignalLooks, signalsOf } from '@ledger/platform/risk-signals';
import { registers } from '../testing/counter-register';
import { openTestLedger, type TestLedger } from '../testing/test-ledger';
import { signalsModule } from './index';

let ledger: TestLedger;
beforeAll(async () => {
  ledger = await openTestLedger({
    parts: (store) => ({
      imports: [signalsModule(new SignalLooks(signalsOf(registers), async function* (after, until) {
        for await (const batch of store.readAll({ from: after })) yield batch.filter(({ position, stream }) => position <= until && !stream.startsWith('$'));
      }))],
    }),
  });
  for (const [counter, effectiveOn] of [['c-1', '2024-01-01'], ['c-2', undefined]] as const) await ledger.ask('/api/commands/OpenCounter', { body: { counter, unit: '10', limit: '5', effectiveOn } });
});
afterAll(() => ledger.close());
const ask = (path: string, user = 'inspector') => ledger.ask(path, { user });

describe('signals over HTTP', () => {
  it('are listed with their citation, their parameters and how often they were hit', async () => {
    const { status, json } = await ask('/api/signals');
    expect([status, json.signals.map(({ name, hits }: any) => [name, hits])]).toEqual([200, [['ledger.back-dated', 1]]]);
    expect(json.signals[0]).toMatchObject({ law: { text: expect.stringContaining('Điều 5'), verified: false }, standard: { days: 30 }, parameters: [{ key: 'days', schema: { minimum: 1, maximum: 3650 } }] });
  });

  it('tell each hit with its events, its words and its month', async () => {
    const { json, headers } = await ask('/api/signals/ledger.back-dated');
    expect(json).toMatchObject({ total: 1, parameters: { days: 30 }, hits: [{ seen: { vi: expect.stringContaining('01/01/2024') }, events: [{ stream: 'counters.counter-c-1', actor: { user: 'clerk' } }] }] });
    expect(json.months).toEqual([{ month: json.hits[0].on.slice(0, 7), hits: 1 }]);
    expect(headers.get('ledger-position')).toBe(json.position);
    expect((await ask('/api/signals/ledger.back-dated?days=3650')).json.total).toBe(0);
    expect((await ask('/api/signals/ledger.back-dated?offset=1')).json).toMatchObject({ total: 1, hits: [] });
  });

  it('know nothing yet before the event was recorded', async () => {
    const position = (await ask('/api/signals/ledger.back-dated')).json.hits[0].events[0].position as string;
    expect((await ask(`/api/signals/ledger.back-dated?knownAt=${position}`)).json.total).toBe(1);
    expect((await ask(`/api/signals?knownAt=${BigInt(position) - 1n}`)).json.signals[0].hits).toBe(0);
  });

  it('come as CSV', async () => {
    const answer = await ask('/api/signals/ledger.back-dated?format=csv');
    expect([answer.headers.get('content-type'), answer.text.split('\r\n')[0]]).toEqual(['text/csv; charset=utf-8', 'on,seen,users,events,streams,basis']);
  });

  it.each([
    ['/api/signals/ledger.other', 'inspector', 404],
    ['/api/signals/ledger.back-dated?days=0', 'inspector', 400],
    ['/api/signals/ledger.back-dated?weeks=4', 'inspector', 400],
    ['/api/signals/ledger.back-dated?format=pdf', 'inspector', 400],
    ['/api/signals', 'clerk', 403],
    ['/api/signals/ledger.back-dated', 'clerk', 403],
    ['/api/signals', '', 401],
  ])('%s as %s: %i', async (path, user, status) => {
    expect((await ask(path, user)).status).toBe(status);
  });
});
