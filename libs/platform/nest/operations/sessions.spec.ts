import { sessionId } from '@ledger/platform/office-store';
import { openTestLedger, type TestLedger } from '../testing/test-ledger';
import { operationsModule, type NodeBeside } from '.';

describe('sessions', () => {
  let ledger: TestLedger;
  const forgotten: string[] = [];
  let node: NodeBeside = { state: 'off' };
  beforeAll(async () => {
    ledger = await openTestLedger({
      parts: () => ({ imports: [operationsModule({ sessions: { forget: ({ id }) => void forgotten.push(id) }, node: () => node, mode: 'demo', settings: [{ name: 'LEDGER_PORT', value: '0', origin: 'environment' }] })] }),
    });
  });
  afterAll(() => ledger.close());

  const remove = (path: string, user: string) => fetch(ledger.address + path, { method: 'DELETE', headers: { authorization: `Bearer ${user}` } });

  it('are seen by whom they belong to, and by operators', async () => {
    const { token } = ledger.shell.office.sessions.open('clerk', { now: Date.now() });
    ledger.shell.office.sessions.open('other', { now: Date.now() });
    const own = (await ledger.ask('/api/sessions', { user: 'clerk' })).json.sessions;
    expect(own).toEqual([expect.objectContaining({ id: sessionId(token), user: 'clerk', current: false })]);
    expect((await ledger.ask('/api/operations/sessions', { user: 'operator' })).json.sessions.map(({ user }: any) => user).sort()).toEqual(['clerk', 'other']);
    expect((await ledger.ask('/api/operations/sessions', { user: 'clerk' })).status).toBe(403);
    expect(JSON.stringify(own)).not.toContain(token);
  });

  it('end at once when somebody who may says so', async () => {
    const { session } = ledger.shell.office.sessions.open('third', { now: Date.now() });
    expect((await remove(`/api/sessions/${session.id}`, 'clerk')).status).toBe(404);
    expect((await remove(`/api/operations/sessions/${session.id}`, 'clerk')).status).toBe(403);
    expect((await remove(`/api/operations/sessions/${session.id}`, 'operator')).status).toBe(204);
    expect(forgotten).toEqual([session.id]);
    expect(ledger.shell.office.sessions.list('third', Date.now())).toEqual([]);
    expect((await remove('/api/sessions/not-an-id', 'clerk')).status).toBe(404);
  });

  it('and the process are told of in one answer', async () => {
    const { json } = await ledger.ask('/api/operations/status', { user: 'operator' });
    expect(json).toMatchObject({ version: '0.0.0-test', mode: 'demo', process: { node: process.version, pid: process.pid }, health: { status: expect.any(String), parts: { eventStore: { ok: true } } }, settings: [{ name: 'LEDGER_PORT' }] });
    expect((await ledger.ask('/api/operations/status', { user: 'clerk' })).status).toBe(403);
  });

  it('say what becomes of the event node', async () => {
    expect((await ledger.ask('/api/operations/node', { user: 'operator' })).json).toEqual({ state: 'off' });
    node = { state: 'missing', reason: 'another program has that port' };
    expect((await ledger.ask('/api/operations/node', { user: 'operator' })).json).toEqual({ state: 'missing', reason: 'another program has that port' });
    const asked: string[] = [];
    node = {
      state: 'running', address: 'esdb://127.0.0.1:2113', tls: false, role: 'outlet',
      control: {
        status: async () => ({ head: 7n, streams: 1, groups: [{ source: '$all', group: 'g', state: 'Live', checkpointed: 4n, lastKnown: 7n, perSecond: 0, waiting: 0, retries: 0, inFlight: 0, parkedCount: 1n, parked: [], consumers: [] }] }),
        replayParked: async (source, group) => {
          if (group !== 'g') throw Object.assign(new Error('missing'), { name: 'GroupRefusal' });
          asked.push(`${source}::${group}`);
        },
      },
    };
    expect((await ledger.ask('/api/operations/node', { user: 'operator' })).json).toMatchObject({ state: 'running', head: '7', groups: [{ group: 'g', behind: '3', parkedCount: '1' }] });
    expect((await ledger.ask('/api/operations/node/replay', { user: 'operator', body: { source: '$all', group: 'g' } })).status).toBe(202);
    expect((await ledger.ask('/api/operations/node/replay', { user: 'operator', body: { source: '$all', group: 'h' } })).status).toBe(404);
    expect((await ledger.ask('/api/operations/node/replay', { user: 'clerk', body: { source: '$all', group: 'g' } })).status).toBe(403);
    expect(asked).toEqual(['$all::g']);
  });
});
