import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { latest, list, sum } from '@ledger/kit';
import { openSqliteReadStore } from './index';
import { historyOf } from './testing/history';
import { MemoryEventStore } from './testing/memory-event-store';
import { accounts, postings, projections } from './testing/register';

const folder = mkdtempSync(join(tmpdir(), 'read-store-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('smoke', async () => {
  const es = new MemoryEventStore(historyOf([
    { type: 'AccountOpened', data: { account: 'a', owner: 'An', kind: 'cash' } },
    { type: 'AmountPosted', data: { account: 'a', entry: 'e1', amount: '100' } },
    { type: 'AmountPosted', data: { account: 'a', entry: 'e2', amount: '50' } },
    { type: 'EntryCorrected', data: { entry: 'e2', amount: '20' } },
  ]));
  const store = await openSqliteReadStore(folder, projections);
  const runner = store.runner(es, { onError: (e) => console.log(e) });
  await runner.catchUp();
  console.log(await store.query({ a: list(accounts), p: list(postings), s: sum(postings, { by: ['account'], of: ['amount'], count: 'n' }), l: latest(postings, { by: ['account'] }) }));
  console.log(await store.query({ a: list(accounts), p: list(postings), s: sum(postings, { by: ['account'], of: ['amount'] }), l: latest(postings, { by: ['account'], where: { account: 'a' } }) }, { knownAt: 3n }));
  console.log(await store.status(), await store.positionAt('2024-01-01T00:02:30Z'), await store.findCommand('00000000-0000-4000-8000-00003b9aca01'));
  const abort = new AbortController();
  const done = store.runner(es, { onError: (e) => console.log(e) }).follow(abort.signal);
  es.record(...historyOf([...Array(4).fill({type:'x',data:{}}), { type: 'AmountPosted', data: { account: 'a', entry: 'e3', amount: '7' } }]).slice(4));
  console.log(await store.waitFor(5n, 1000), await store.query({ a: list(accounts) }));
  abort.abort();
  await done;
  await store.close();
});
