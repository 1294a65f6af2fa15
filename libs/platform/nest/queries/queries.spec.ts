import { ledgerClock } from '../ledger/clock';
import { openTestLedger, type TestLedger } from '../testing/test-ledger';

describe('questions', () => {
  let ledger: TestLedger;
  const clock = ledgerClock();
  const positions: Record<string, string> = {};
  const command = async (name: string, body: object) => {
    const { status, headers } = await ledger.ask(`/api/commands/${name}`, { body });
    expect(status).toBe(200);
    return headers.get('ledger-position')!;
  };

  beforeAll(async () => {
    ledger = await openTestLedger({ clock });
    for (const [counter, unit, month] of [['apple', '10', '01'], ['bread', '085', '02'], ['candle', '10', '03']] as const) {
      clock.set(Date.parse(`2024-${month}-01T00:00:00Z`));
      await command('OpenCounter', { counter, unit, limit: '1000000' });
      positions[counter] = await command('AddToCounter', { counter, amount: `${Number(month) * 100}` });
    }
    clock.set(Date.parse('2024-06-01T00:00:00Z'));
    positions.late = await command('AddToCounter', { counter: 'apple', amount: '7', effectiveOn: '2024-01-15' });
  });
  afterAll(() => ledger.close());

  const list = (query: string, table = 'counters') => ledger.ask(`/api/counters/${table}?minPosition=${positions.late}&${query}`);
  const rows = async (query: string, table?: string) => (await list(query, table)).json.rows;
  const report = (query: string) => ledger.ask(`/api/reports/counter-totals?${query}`);

  describe('of a list', () => {
    it('say at which position they are answered, with columns for people', async () => {
      const { headers, json } = await list('');
      expect(Number(json.position)).toBeGreaterThanOrEqual(Number(positions.late));
      expect(json).toMatchObject({ knownAt: json.position, columns: [{ key: 'counter', label: { vi: 'Bộ đếm', en: 'Counter' }, word: 'id' }, { key: 'unit' }, { key: 'additions', word: 'count' }] });
      expect(headers.get('ledger-position')).toBe(json.position);
      expect(json.rows.map((row: any) => row.counter)).toEqual(['apple', 'bread', 'candle']);
    });

    it.each([
      ['unit=10', ['apple', 'candle']],
      ['unit=10&unit=085', ['apple', 'bread', 'candle']],
      ['additions.from=2', ['apple']],
      ['counter.from=b&counter.to=c', ['bread']],
      ['order=-counter', ['candle', 'bread', 'apple']],
      ['order=unit,-counter', ['bread', 'candle', 'apple']],
      ['counter=nobody', []],
    ])('take filters: %s', async (query, expected) => {
      expect((await rows(query)).map((row: any) => row.counter)).toEqual(expected);
    });

    it('go page by page over the same rows, whatever is recorded meanwhile', async () => {
      const first = (await list('limit=2&order=counter')).json;
      expect(first.rows).toHaveLength(2);
      await command('OpenCounter', { counter: 'aardvark', unit: '10', limit: '1' });
      const second = (await ledger.ask(first.next)).json;
      expect(second.rows.map((row: any) => row.counter)).toEqual(['candle']);
      expect(second).not.toHaveProperty('next');
      expect(second.position).toBe(first.position);
    });

    it('answer what was known at a position or an instant', async () => {
      expect((await rows(`knownAt=${positions.apple}`)).map((row: any) => row.counter)).toEqual(['apple']);
      expect((await rows('knownAt=2024-02-15T00:00:00Z')).map((row: any) => row.counter)).toEqual(['apple', 'bread']);
      expect((await rows('knownAt=2024-02-15T07:00:00%2B07:00')).map((row: any) => row.counter)).toEqual(['apple', 'bread']);
    });

    it('answer a dated table on both axes', async () => {
      const amounts = async (query: string) => (await rows(`counter=apple&${query}`, 'additions')).map((row: any) => row.amount);
      expect(await amounts('')).toEqual(['100', '7']);
      expect(await amounts('asOf=2024-01-31')).toEqual(['100', '7']);
      expect(await amounts(`asOf=2024-01-31&knownAt=${positions.candle}`)).toEqual(['100']);
      expect(await amounts('asOf=2024-01-10')).toEqual(['100']);
      expect(await amounts('asOf=2023-12-31')).toEqual([]);
    });
  });

  describe('of totals', () => {
    const totals = async (table: string, query: string) => (await ledger.ask(`/api/counters/${table}/totals?minPosition=${positions.late}&${query}`)).json;

    it('count rows and add up amounts per group, with filters', async () => {
      expect((await totals('additions', 'by=counter&of=amount')).groups).toEqual([
        { counter: 'apple', amount: '107', rows: 2 }, { counter: 'bread', amount: '200', rows: 1 }, { counter: 'candle', amount: '300', rows: 1 },
      ]);
      expect((await totals('additions', 'of=amount&counter=apple&counter=bread')).groups).toEqual([{ amount: '307', rows: 3 }]);
      expect((await totals('counters', 'by=unit&counter.from=b')).groups).toEqual([{ unit: '085', rows: 1 }, { unit: '10', rows: 1 }]);
      expect((await totals('additions', 'of=amount&counter=nobody')).groups).toEqual([]);
    });

    it('answer on both axes of time', async () => {
      expect((await totals('additions', `of=amount&counter=apple&asOf=2024-01-31&knownAt=${positions.candle}`)).groups).toEqual([{ amount: '100', rows: 1 }]);
      expect((await totals('additions', 'of=amount&asOf=2023-12-31')).groups).toEqual([]);
    });

    it.each([['by=nothing'], ['of=counter'], ['of=nothing'], ['sum=amount']])('refuse what there is not: %s', async (query) => {
      const { status, json } = await ledger.ask(`/api/counters/additions/totals?${query}`);
      expect([status, json.code]).toEqual([400, 'query.malformed']);
    });
  });

  describe('of a report', () => {
    it('carry all that is needed to ask again', async () => {
      const { json, headers } = await report(`minPosition=${positions.late}&asOf=2024-12-31&knownAt=${positions.late}`);
      expect(json).toMatchObject({
        name: 'counter-totals', version: 1, asOf: '2024-12-31', knownAt: positions.late, position: positions.late, params: {},
        versions: { program: '0.0.0-test', projections: { counters_counters: 1 } },
        columns: [{ key: 'counter', unit: 'text' }, { key: 'amount', unit: 'VND' }],
        rows: [{ counter: 'apple', amount: '107' }, { counter: 'bread', amount: '200' }, { counter: 'candle', amount: '300' }],
        totals: { amount: '607' }, notes: [{ vi: 'Chỉ để thử.' }],
      });
      expect(headers.get('ledger-position')).toBe(positions.late);
    });

    it('give the same bytes for the same position, whatever was recorded since', async () => {
      const query = `asOf=2024-12-31&knownAt=${positions.candle}`;
      const first = await report(query);
      await command('AddToCounter', { counter: 'bread', amount: '5' });
      expect((await report(query)).text).toBe(first.text);
      expect(first.json.totals).toEqual({ amount: '600' });
    });

    it('take their own parameters', async () => {
      expect((await report(`counter=apple&knownAt=${positions.late}`)).json.rows).toEqual([{ counter: 'apple', amount: '107' }]);
    });

    it('come as CSV and XLSX too', async () => {
      const csv = await report(`format=csv&knownAt=${positions.late}`);
      expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
      expect(csv.headers.get('content-disposition')).toMatch(/^attachment; filename="counter-totals-\d{4}-\d\d-\d\d\.csv"$/);
      expect(csv.text).toContain('apple,107');
      const xlsx = await report('format=xlsx');
      expect(xlsx.headers.get('content-type')).toContain('spreadsheetml');
      expect(xlsx.text.startsWith('PK')).toBe(true);
    });

    it('are listed', async () => {
      expect((await ledger.ask('/api/reports')).json.reports).toMatchObject([{ name: 'counter-totals', params: { type: 'object' } }]);
    });

    it('are for those who may read them', async () => {
      expect((await ledger.ask('/api/reports/counter-totals', { user: 'consumer' })).status).toBe(403);
      expect((await ledger.ask('/api/reports/counter-totals', { user: 'operator-token' })).status).toBe(200);
    });
  });

  describe('that cannot be answered', () => {
    it.each([
      ['/api/counters/counters?colour=red', 400, 'query.malformed', 'colour'],
      ['/api/counters/counters?unit=x', 400, 'query.malformed', 'unit'],
      ['/api/counters/counters?additions.from=many', 400, 'query.malformed', 'additions.from'],
      ['/api/counters/counters?limit=0', 400, 'query.malformed', 'limit'],
      ['/api/counters/counters?limit=1001', 400, 'query.malformed', 'limit'],
      ['/api/counters/counters?limit=1&limit=2', 400, 'query.malformed', 'limit'],
      ['/api/counters/counters?offset=-1', 400, 'query.malformed', 'offset'],
      ['/api/counters/counters?order=colour', 400, 'query.malformed', 'order'],
      ['/api/counters/counters?knownAt=yesterday', 400, 'query.malformed', 'knownAt'],
      ['/api/counters/counters?knownAt=2024-02-30T00:00:00Z', 400, 'query.malformed', 'knownAt'],
      ['/api/counters/counters?knownAt=2024-02-20', 400, 'query.malformed', 'knownAt'],
      ['/api/counters/counters?minPosition=9223372036854775808', 400, 'query.malformed', 'minPosition'],
      ['/api/counters/additions?asOf=2024-02-30', 400, 'query.malformed', 'asOf'],
      ['/api/reports/counter-totals?counter=%20', 400, 'query.malformed', 'counter'],
      ['/api/reports/counter-totals?year=2024', 400, 'query.malformed', 'year'],
      ['/api/reports/counter-totals?format=docx', 400, 'query.no-such-format', undefined],
      ['/api/reports/counter-totals?format=constructor', 400, 'query.no-such-format', undefined],
      ['/api/reports/nothing', 404, 'ledger.unknown-address', undefined],
      ['/api/counters/counters?asOf=2024-01-01', 422, 'query.as-of-unsupported', undefined],
      ['/api/counters/counters?knownAt=0', 422, 'query.before-ledger', undefined],
      ['/api/counters/counters?knownAt=2023-12-31T00:00:00Z', 422, 'query.before-ledger', undefined],
    ])('%s', async (path, status, code, field) => {
      const { json } = await ledger.ask(path);
      expect([json.status, json.code, json.fields[0]?.path]).toEqual([status, code, field]);
    });

    it('since they are ahead of the ledger wait, bounded, and say so', async () => {
      const { json, status } = await ledger.ask('/api/counters/counters?minPosition=1000000');
      expect([status, json.code]).toEqual([503, 'query.ahead']);
    });
  });

  describe('of a list as a file', () => {
    it('give every row of the filter, in the order asked for, to spreadsheets and to programs', async () => {
      const csv = await list('format=csv&unit=10&order=-counter&limit=1&counter.to=candle&counter.from=apple');
      expect(csv.headers.get('content-disposition')).toMatch(/^attachment; filename="counters_counters-\d+\.csv"$/);
      expect(csv.text.replace(/^\ufeff/, '').split('\r\n')).toEqual(['counter,unit,additions,basis', 'candle,10,1,', 'apple,10,2,', '']);
      const xlsx = await list('format=xlsx', 'additions');
      expect([xlsx.status, xlsx.headers.get('content-type'), xlsx.text.slice(0, 2)]).toEqual([200, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'PK']);
      expect((await list('format=docx')).json.code).toBe('query.no-such-format');
    });
  });

  describe('of the registers', () => {
    it('are answered with what a page needs to lay itself out', async () => {
      const { json } = await ledger.ask('/api/registers');
      expect(json.today).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      const [counters] = json.registers;
      expect(counters).toMatchObject({ name: 'counters', label: { vi: expect.any(String), en: expect.any(String) } });
      expect(counters.tables.find(({ path }: any) => path === 'counters/additions')).toMatchObject({ kind: 'dated', key: ['counter', 'revision'], columns: expect.arrayContaining([expect.objectContaining({ key: 'amount', word: 'vnd', optional: false, label: { vi: 'Số tiền', en: 'Amount' } })]) });
      expect(counters.reports.map(({ name }: any) => name)).toContain('counter-totals');
      expect((await ledger.ask('/api/registers', { user: '' })).status).toBe(401);
    });
  });

  describe('of events', () => {
    const events = (query: string, user = 'inspector') => ledger.ask(`/api/events?${query}`, { user });

    it('tell who did what when, page by page', async () => {
      const first = (await events('limit=2')).json;
      expect(first.events).toMatchObject([{ position: '1', stream: 'counters.counter-apple', type: 'CounterOpened', metadata: { actor: { user: 'clerk' } } }, { type: 'CounterAdded' }]);
      const second = (await events(`limit=2&from=${first.next}`)).json;
      expect(second.events[0].position).toBe('3');
    });

    it('can be narrowed to a stream, a register, a time', async () => {
      expect((await events('stream=counters.counter-bread&limit=1')).json.events).toMatchObject([{ type: 'CounterOpened' }]);
      expect((await events('register=counters&limit=1000&until=2024-01-31T00:00:00Z')).json.events.every((event: any) => event.stream.endsWith('apple'))).toBe(true);
      expect((await events(`until=${positions.apple}`)).json.events.at(-1).position).toBe(positions.apple);
    });

    it('are for inspectors, operators and finance; those of one record for whoever works with it too', async () => {
      expect((await events('', 'officer')).status).toBe(403);
      expect((await events('register=counters', 'officer')).status).toBe(403);
      expect((await events('stream=counters.counter-apple', 'officer')).status).toBe(200);
      expect((await events('stream=nobody.counter-apple', 'officer')).status).toBe(403);
      expect((await events('stream=counters.counter-apple', 'consumer')).status).toBe(403);
      expect((await events('', 'clerk')).status).toBe(403);
      expect((await events('', 'finance')).status).toBe(200);
      expect((await events('register=nothing')).json.fields[0].path).toBe('register');
      expect((await events('colour=red')).json.fields[0].path).toBe('colour');
    });
  });
});
