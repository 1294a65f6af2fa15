import { defineProjection, handle, latest, list, put, sum, type Change, type Projection, type Recorded } from '@ledger/kit';
import type { ReadStore, RunnerOptions } from './port';
import { historyOf, type Told } from './testing/history';
import { MemoryEventStore } from './testing/memory-event-store';
import { accounts, accountsProjection, events, postings, postingsProjection, projections } from './testing/register';
import { kinds, type Kind, type OpenedStore } from './testing/stores';

const opened = (account: string, owner = 'An'): Told => ({ type: 'AccountOpened', data: { account, owner, kind: 'cash' } });
const posted = (account: string, entry: string, amount: string, metadata = {}): Told => ({ type: 'AmountPosted', data: { account, entry, amount }, metadata });
const withdrawn = (entry: string): Told => ({ type: 'EntryWithdrawn', data: { entry } });

describe.each(kinds.map((kind) => [kind.name, kind] as const))('read store on %s', (_, kind: Kind) => {
  const closing: OpenedStore[] = [];
  const open = async (of: readonly Projection[] = projections): Promise<OpenedStore> => {
    const store = await kind.open(of);
    closing.push(store);
    return store;
  };
  afterEach(async () => {
    for (const store of closing.splice(0).reverse()) await store.close();
  });

  const ran = async (history: readonly Recorded[], options: RunnerOptions = {}): Promise<{ store: ReadStore; again: OpenedStore['again']; eventStore: MemoryEventStore }> => {
    const { store, again } = await open();
    const eventStore = new MemoryEventStore(history);
    await store.runner(eventStore, options).catchUp();
    return { store, again, eventStore };
  };

  const following = async (store: ReadStore, eventStore: MemoryEventStore, options: RunnerOptions, work: (runner: ReturnType<ReadStore['runner']>) => Promise<void>): Promise<void> => {
    const stop = new AbortController();
    const runner = store.runner(eventStore, options);
    const followed = runner.follow(stop.signal);
    try {
      await work(runner);
    } finally {
      stop.abort();
      await followed;
    }
  };

  describe('a query', () => {
    const history = historyOf([opened('a'), posted('a', 'e1', '100', { effectiveOn: '2024-03-01' }), posted('a', 'e2', '50', { effectiveOn: '2024-02-01', basis: 'published' }), { type: 'EntryCorrected', data: { entry: 'e2', amount: '20' } }], { gap: 10 });

    it('reads several sources at one position, now or then', async () => {
      const { store } = await ran(history);
      const sources = { accounts: list(accounts), total: sum(postings, { by: ['account'], of: ['amount'], count: 'entries' }) };
      const now = await store.query(sources);
      expect(now.position).toBe(40n);
      expect(now.versions).toEqual({ 'shop.accounts': 1, 'shop.postings': 1 });
      expect(now.rows.total).toEqual([{ account: 'a', amount: 120n, entries: 2, basis: 'published' }]);
      const then = await store.query(sources, { knownAt: 39n });
      expect(then.position).toBe(39n);
      expect(then.rows.total).toEqual([{ account: 'a', amount: 150n, entries: 2, basis: 'published' }]);
      expect(then.rows.accounts).toEqual([{ account: 'a', owner: 'An', kind: 'cash', balance: 150n, entries: 2n, closed: false, basis: 'published' }]);
    });

    it('takes the facts of a day, of each group the latest', async () => {
      const { store } = await ran(history);
      const entry = latest(postings, { by: ['account'] });
      const on = async (asOf: string) => (await store.query({ entry }, { asOf })).rows.entry.map((row) => row.entry);
      expect(await on('2024-01-31')).toEqual([]);
      expect(await on('2024-02-29')).toEqual(['e2']);
      expect(await on('2024-03-01')).toEqual(['e1']);
      const { rows } = await store.query({ entry: latest(postings, { by: ['account'], asOf: '2024-02-29' }), after: sum(postings, { by: [], of: ['amount'], after: '2024-02-01' }) }, { asOf: '2024-12-31' });
      expect(rows.entry[0]?.entry).toBe('e2');
      expect(rows.after).toEqual([{ amount: 100n }]);
    });

    it('is refused where it has no answer', async () => {
      const { store } = await ran(history);
      const code = (asked: Promise<unknown>) => asked.then(() => 'answered', (error: { code?: string }) => error.code);
      expect(await code(store.query({ rows: list(accounts) }, { asOf: '2024-01-01' }))).toBe('query.as-of-unsupported');
      expect(await code(store.query({ rows: list(accounts) }, { knownAt: 9n }))).toBe('query.before-ledger');
      expect(await code(store.query({ rows: list(accounts) }, { knownAt: 41n, timeoutMs: 20 }))).toBe('query.ahead');
      expect(await code(store.query({ rows: list(accounts) }, { minPosition: 41n, timeoutMs: 20 }))).toBe('query.ahead');
      expect(await code((await open()).store.query({ rows: list(accounts) }, { timeoutMs: 20 }))).toBe('query.rebuilding');
    });

    it('waits for what is being recorded', async () => {
      const { store, eventStore } = await ran(history.slice(0, 3));
      await following(store, eventStore, {}, async () => {
        const asked = store.query({ rows: list(postings) }, { minPosition: 40n });
        eventStore.record(...history.slice(3));
        expect((await asked).rows.rows.map(({ amount }) => amount)).toEqual([100n, 20n]);
        expect(await store.waitFor(40n, 1_000, ['shop_postings'])).toBe(true);
        expect(await store.waitFor(41n, 30)).toBe(false);
      });
    });

    it('orders and compares text by its bytes, absent values first, and breaks ties by the key', async () => {
      const names = ['An', 'Z', 'a b', 'Ánh', 'ánh', 'Đào', '\uff5e', '\u{1f600}'];
      const told = names.map((name, n) => opened(`k${9 - n}`, name)).reverse();
      const { store } = await ran(historyOf([...told, opened('k0', 'An'), { type: 'AccountRenamed', data: { account: 'k0', owner: 'An' } }]));
      const owners = list(accounts, { order: ['owner'] });
      const { rows } = await store.query({ owners, down: list(accounts, { order: ['-owner'], limit: 2, offset: 1 }), kinds: list(accounts, { order: ['kind', 'owner'], limit: 2 }), range: list(accounts, { where: { owner: { from: 'a', to: 'Đ' } }, order: ['owner'] }) });
      expect(rows.owners.map(({ owner, account }) => `${owner} ${account}`)).toEqual(['An k0', ...names.map((name, n) => `${name} k${9 - n}`)]);
      expect(rows.down.map(({ owner }) => owner)).toEqual(['\uff5e', 'Đào']);
      expect(rows.kinds.map(({ account, kind }) => [account, kind])).toEqual([['k0', undefined], ['k9', 'cash']]);
      expect(rows.range.map(({ owner }) => owner)).toEqual(['a b', 'Ánh', 'ánh']);
    });

    it('finds no name in a request that the table does not have', async () => {
      const { store } = await ran(history);
      const injected = { ...list(accounts), order: [{ column: 'owner"; DROP TABLE x; --', descending: false }] };
      await expect(store.query({ rows: injected })).rejects.toThrow('has no column');
      const { rows } = await store.query({ rows: list(accounts, { where: { owner: `' OR 1=1; --` } }) });
      expect(rows.rows).toEqual([]);
    });
  });

  it('refuses a sum beyond 64 bits rather than wrap around, and an amount that no column holds', async () => {
    const put62 = handle(events, { AmountPosted: ({ entry, amount }): readonly Change[] => [put(postings, { entry, account: 'a', amount: amount * 2n ** 62n })] });
    const { store } = await open([defineProjection('shop.large', { version: 1, tables: [postings], on: put62 })]);
    await store.runner(new MemoryEventStore(historyOf([posted('a', 'e1', '1'), posted('a', 'e2', '1'), posted('a', 'e3', '3')]))).catchUp();
    expect((await store.query({ rows: sum(postings, { by: ['entry'], of: ['amount'] }) })).rows.rows).toHaveLength(2);
    await expect(store.query({ rows: sum(postings, { by: [], of: ['amount'] }) })).rejects.toThrow(/64 bits|overflow/);
    expect((await store.status())[0]).toMatchObject({ state: 'parked', position: 2n });
  });

  describe('the journal', () => {
    it('finds a command by its id, also when its events came in two batches', async () => {
      const command = { commandId: 'c-1', commandHash: 'hash' };
      const { store, eventStore } = await ran(historyOf([opened('a'), posted('a', 'e1', '1', command), posted('a', 'e2', '2', command)]), { batch: 2 });
      const found = await store.findCommand('c-1');
      expect(found).toMatchObject({ stream: 'shop.account-1', commandHash: 'hash', firstRevision: 1n, lastRevision: 2n, lastPosition: 3n });
      expect(found?.events.map(({ type }) => type)).toEqual(['AmountPosted', 'AmountPosted']);
      expect(await store.findCommand('c-2')).toBeUndefined();
      await store.runner(eventStore).rebuild(['$journal']);
      expect(await store.findCommand('c-1')).toEqual(found);
    });

    it('finds every command of many, placed or not yet, as it goes and after a rebuild', async () => {
      const ids = Array.from({ length: 12 }, (_, n) => (n % 3 === 0 ? `c-${n}` : `0000000${n % 2}-0000-5000-8000-${String(n).padStart(12, '0')}`));
      // Far enough apart that several are placed at a time, and the last ones not.
      const { store, eventStore } = await ran(historyOf([opened('a'), ...ids.map((commandId, n) => posted('a', `e${n}`, '1', { commandId }))], { gap: 5_000 }), { batch: 2 });
      const places = async (): Promise<unknown[]> => Promise.all(ids.map(async (id) => (await store.findCommand(id))?.lastPosition));
      const expected = ids.map((_, n) => BigInt(5_000 * (n + 2)));
      expect(await places()).toEqual(expected);
      expect(await store.findCommand('00000001-0000-5000-8000-999999999999')).toBeUndefined();
      const all: string[] = [];
      for await (const page of store.commandIds()) all.push(...page);
      expect(all.slice(1)).toEqual(ids);
      await store.runner(eventStore).rebuild(['$journal']);
      expect(await places()).toEqual(expected);
    });

    it('knows at which position the ledger stood at an instant, however the clocks went', async () => {
      const at = (recordedAt: string): Told => ({ ...opened(recordedAt.slice(14, 16)), metadata: { recordedAt } });
      const { store, eventStore } = await ran(historyOf(['2024-01-01T00:10:00.000Z', '2024-01-01T00:30:00.000Z', '2024-01-01T00:20:00.000Z', '2024-01-01T00:40:00.000Z'].map(at), { gap: 10 }), { batch: 1 });
      expect(await store.firstPosition()).toBe(10n);
      const positions = ['2024-01-01T00:09:59Z', '2024-01-01T00:10:00Z', '2024-01-01T00:25:00Z', '2024-01-01T00:30:00Z', '2024-01-01T00:39:59.999Z', '2024-01-01T07:40:00+07:00'];
      const expected = [0n, 10n, 10n, 30n, 30n, 40n];
      expect(await Promise.all(positions.map((instant) => store.positionAt(instant)))).toEqual(expected);
      await store.runner(eventStore).rebuild(['$journal']);
      expect(await Promise.all(positions.map((instant) => store.positionAt(instant)))).toEqual(expected);
    });
  });

  describe('a poison event', () => {
    const history = historyOf([opened('a'), posted('a', 'e1', '100'), withdrawn('never'), posted('a', 'e2', '50')]);

    it('parks its projection before it, visibly, and no other', async () => {
      const parked: string[] = [];
      const { store } = await ran(history, { onError: ({ message }) => parked.push(message) });
      const [shopAccounts, shopPostings] = await store.status();
      expect(shopAccounts).toMatchObject({ name: 'shop.accounts', state: 'live', position: 4n });
      expect(shopPostings).toMatchObject({ name: 'shop.postings', state: 'parked', position: 2n, poison: { position: 3n, eventId: history[2]!.id } });
      expect(shopPostings?.poison?.error).toContain('EntryWithdrawn: drop of a row that does not exist');
      expect(parked).toEqual([expect.stringContaining('shop.postings is parked before position 3')]);
      const { position, rows } = await store.query({ a: list(accounts), p: list(postings) });
      expect(position).toBe(2n);
      expect([rows.a[0]?.balance, rows.p.length]).toEqual([100n, 1]);
    });

    it('changes nothing by what it did before it failed', async () => {
      const half = defineProjection('shop.half', {
        version: 1,
        tables: [postings],
        on: handle(events, {
          AmountPosted: ({ account, entry, amount }) => [put(postings, { account, entry, amount })],
          EntryWithdrawn: ({ entry }) => [put(postings, { account: 'half', entry: 'e1', amount: 1n }), put(postings, { account: 'half', entry, amount: undefined as never })],
        }),
      });
      const { store } = await open([half]);
      await store.runner(new MemoryEventStore(history)).catchUp();
      expect((await store.query({ p: list(postings) })).rows.p.map(({ entry, account }) => [entry, account])).toEqual([['e1', 'a']]);
    });

    it('is passed by new code', async () => {
      const { eventStore, again } = await ran(history);
      const fixed: Projection = { ...postingsProjection, on: { ...postingsProjection.on, EntryWithdrawn: { ...postingsProjection.on.EntryWithdrawn!, run: () => [] } } };
      const repaired = await again([accountsProjection, fixed]);
      await repaired.store.runner(eventStore).catchUp();
      expect((await repaired.store.status()).map(({ state, position }) => [state, position])).toEqual([['live', 4n], ['live', 4n], ['live', 4n]]);
      expect((await repaired.store.query({ p: list(postings) })).rows.p).toHaveLength(2);
      await repaired.close();
    });
  });

  describe('a rebuild', () => {
    const history = historyOf([opened('a'), posted('a', 'e1', '100'), posted('a', 'e2', '50')]);
    const renamed: Projection = { ...accountsProjection, version: 2, on: { ...accountsProjection.on, AccountOpened: { ...accountsProjection.on.AccountOpened!, run: ({ account }) => [put(accounts, { account, owner: 'v2', balance: 0n, entries: 0n, closed: false })] } } };

    it('of a new version is swapped in when it has caught up, and leaves nothing of the old one', async () => {
      const { eventStore, again } = await ran(history);
      const next = await again([renamed, postingsProjection]);
      expect((await next.store.query({ a: list(accounts) })).versions).toEqual({ 'shop.accounts': 1 });
      await next.store.runner(eventStore).catchUp();
      const { rows, versions } = await next.store.query({ a: list(accounts) });
      expect([versions, rows.a[0]?.owner, rows.a[0]?.balance]).toEqual([{ 'shop.accounts': 2 }, 'v2', 150n]);
      expect(await tablesLike(next, 'shop_accounts')).toEqual([expect.stringMatching(/^shop_accounts_v2_\d+$/)]);
      await next.close();
    });

    it('goes on beside the live tables while events are recorded and rows are read', async () => {
      const { store, eventStore } = await ran(history);
      await following(store, eventStore, { batch: 1 }, async (runner) => {
        await store.waitFor(3n, 1_000);
        const rebuilding = runner.rebuild();
        for (let n = 0; n < 20; n += 1) {
          eventStore.record(...historyOf([...history.map(() => opened('x')), ...Array.from({ length: n + 1 }, (_, k) => posted('a', `n${k}`, '1'))]).slice(-1));
          await store.query({ a: list(accounts) });
        }
        await rebuilding;
        await store.waitFor(23n, 5_000);
        expect((await store.query({ a: list(accounts) })).rows.a[0]?.balance).toBe(170n);
        eventStore.record(...historyOf([...Array<Told>(23).fill(opened('x')), posted('a', 'last', '5')]).slice(-1));
        expect(await store.waitFor(24n, 5_000)).toBe(true);
        expect((await store.query({ a: list(accounts) })).rows.a[0]?.balance).toBe(175n);
      });
    });
  });

  it('tells who listens which tables changed, and goes on after an error', async () => {
    const { store } = await open();
    const eventStore = new MemoryEventStore(historyOf([opened('a')]));
    const changes: string[] = [];
    const errors: string[] = [];
    let broken = true;
    eventStore.head = async () => {
      if (!broken) return 1n;
      broken = false;
      throw new Error('the event store is away');
    };
    const onChange: RunnerOptions['onChange'] = ({ tables, position }) => changes.push(`${tables.join()}@${position}`);
    await following(store, eventStore, { onChange, onError: ({ message }) => errors.push(message) }, async () => {
      expect(await store.waitFor(1n, 5_000)).toBe(true);
      eventStore.record(...historyOf([opened('a'), posted('a', 'e1', '1')]).slice(1));
      expect(await store.waitFor(2n, 5_000)).toBe(true);
    });
    expect(errors).toEqual(['the event store is away']);
    expect(changes).toContain('shop_accounts,shop_postings@2');
  });
});

async function tablesLike({ database }: OpenedStore, name: string): Promise<string[]> {
  const sql =
    database.dialect.name === 'sqlite'
      ? `SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE '${name}%'`
      : `SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename LIKE '${name}%'`;
  return (await database.read({ sql, params: [] })).map(([table]) => table as string);
}
