import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { OfficeStore } from '@ledger/platform/office-store';
import { openTestLedger, type TestLedger } from '../testing/test-ledger';
import { AccessLog, accessLogModule, logAccesses } from '.';
import { accessKinds } from './access-kind';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('the access log', () => {
  let ledger: TestLedger;
  let log: AccessLog;
  beforeAll(async () => {
    ledger = await openTestLedger({
      parts: (_store, shell) => {
        log = new AccessLog({ office: shell.office, days: 30, log: silent });
        return { imports: [accessLogModule(log)], hooks: (server) => logAccesses(server, log, shell.catalogue) };
      },
    });
    await ledger.ask('/api/commands/OpenCounter', { body: { counter: 'one', unit: '10', limit: '1' } });
    await ledger.ask('/api/counters/counters?minPosition=1');
  });
  afterAll(async () => {
    log.close();
    await ledger.close();
  });

  const entries = async (query = '', user = 'inspector') => (await ledger.ask(`/api/access-log${query}`, { user })).json.accesses as { user: string; kind: string; target: string; status: number }[];
  /** An answer is out a moment before it is noted. */
  const noted = async (count: number): Promise<void> => {
    for (let n = 0; n < 200 && (await entries()).length < count; n += 1) await sleep(10);
  };

  it('notes who read what was recorded and who took files away, also what was refused; and nothing else', async () => {
    await ledger.ask('/api/events?limit=1', { user: 'inspector' });
    await ledger.ask('/api/events?limit=1', { user: 'clerk' });
    await ledger.ask('/api/counters/counters?format=csv', { user: 'clerk' });
    await ledger.ask('/api/counters/counters', { user: 'clerk' });
    await ledger.ask('/api/events', { user: '' });
    await noted(3);
    expect((await entries()).map(({ user, kind, target, status }) => [user, kind, target, status])).toEqual([
      ['clerk', 'export', '/api/counters/counters?format=csv', 200],
      ['clerk', 'events', '/api/events?limit=1', 403],
      ['inspector', 'events', '/api/events?limit=1', 200],
    ]);
    expect((await entries('?user=clerk&kind=events')).map(({ status }) => status)).toEqual([403]);
  });

  it('is read by inspectors and operators alone, page by page', async () => {
    expect((await ledger.ask('/api/access-log', { user: 'clerk' })).status).toBe(403);
    expect((await ledger.ask('/api/access-log', { user: '' })).status).toBe(401);
    const first = (await ledger.ask('/api/access-log?limit=2', { user: 'operator' })).json;
    const second = (await ledger.ask(`/api/access-log?limit=2&before=${first.next}`, { user: 'operator' })).json;
    expect([first.accesses.length, second.accesses.length, second.next]).toEqual([2, 1, undefined]);
    expect(first).toMatchObject({ keptDays: 30, entries: 3 });
    expect((await ledger.ask('/api/access-log?kind=other', { user: 'operator' })).json.code).toBe('query.malformed');
  });

  it('holds up no answer when it cannot be written, and loses nothing then', async () => {
    const broken = jest.spyOn(ledger.shell.office.accesses, 'add').mockImplementation(() => {
      throw new Error('the disk is full');
    });
    expect((await ledger.ask('/api/events?limit=2', { user: 'inspector' })).status).toBe(200);
    await sleep(50);
    log.flush();
    broken.mockRestore();
    await noted(4);
    expect((await entries())[0]).toMatchObject({ target: '/api/events?limit=2' });
  });
});

describe('what is noted', () => {
  const none = accessKinds({ tables: new Map(), reports: new Map() });

  it.each([
    ['GET', '/api/evidence/00ff', 'evidence'], ['PUT', '/api/evidence/00ff', undefined], ['GET', '/api/events?stream=a', 'events'], ['GET', '/api/bundles/1', 'bundle'], ['POST', '/api/bundle', 'bundle'],
    ['GET', '/api/receipts/1', 'receipt'], ['GET', '/api/reports/capital-plan?format=pdf', 'export'], ['GET', '/api/reports/capital-plan?format=json', undefined], ['POST', '/api/reports/capital-plan/issue', 'export'],
    ['POST', '/api/commands/DisburseFunds', undefined], ['GET', '/api/eventsource', undefined], ['GET', '/assets/app.js', undefined],
  ])('%s %s: %s', (method, url, kind) => {
    const kinds = none({ method, url });
    expect(kinds).toBe(kind);
  });
});

describe('entries of the access log', () => {
  it('are kept for the days that were set', () => {
    const folder = mkdtempSync(join(tmpdir(), 'ledger-access-log-'));
    const office = OfficeStore.open(folder);
    const day = 24 * 3_600_000;
    let now = 100 * day;
    const log = new AccessLog({ office, days: 10, log: silent, now: () => now });
    const entry = { username: 'inspector', kind: 'events', target: '/api/events', status: 200, request: 'r' } as const;
    log.add(entry);
    now += 5 * day;
    log.add(entry);
    log.flush();
    now += 6 * day;
    log.forget();
    expect(office.accesses.list({ limit: 10 }).map(({ at }) => at / day)).toEqual([105]);
    log.close();
    office.close();
    rmSync(folder, { recursive: true, force: true });
  });
});
