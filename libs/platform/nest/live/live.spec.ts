import { openTestLedger, type TestLedger } from '../testing/test-ledger';
import { LISTENERS_MAX, LiveUpdates } from './live-updates';
import type { TableChange } from '../queries/projection-control';

interface Message {
  readonly id: string;
  readonly event: string;
  readonly data: { readonly tables: string[]; readonly position: string };
}

/** Listens until `enough` messages have come, then hangs up. */
async function listen(address: string, enough: number, headers: Record<string, string> = {}, ready: () => void = () => undefined): Promise<Message[]> {
  const stop = new AbortController();
  const response = await fetch(`${address}/api/live`, { headers: { authorization: 'Bearer clerk', ...headers }, signal: stop.signal });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const messages: Message[] = [];
  let text = '';
  ready();
  for await (const chunk of response.body!) {
    text += Buffer.from(chunk).toString('utf8');
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const fields = Object.fromEntries(text.slice(0, end).split('\n').map((line) => line.split(/: (.*)/s) as [string, string]));
      text = text.slice(end + 2);
      if (fields.event) messages.push({ id: fields.id!, event: fields.event, data: JSON.parse(fields.data!) });
    }
    if (messages.length >= enough) break;
  }
  stop.abort();
  return messages;
}

describe('live updates', () => {
  let ledger: TestLedger;
  beforeAll(async () => {
    ledger = await openTestLedger();
  });
  afterAll(() => ledger.close());
  const open = (counter: string) => ledger.ask('/api/commands/OpenCounter', { body: { counter, unit: '10', limit: '10' } });

  it('tell which tables changed, up to which position, several changes together', async () => {
    let [ready, started] = [() => undefined as void, Promise.resolve()];
    started = new Promise<void>((resolve) => (ready = resolve));
    const heard = listen(ledger.address, 1, {}, ready);
    await started;
    const receipts = await Promise.all(['one', 'two', 'three'].map(open));
    const last = receipts.map(({ json }) => BigInt(json.position)).reduce((a, b) => (a > b ? a : b));
    const [message] = await heard;
    expect(message).toEqual({ id: String(last), event: 'change', data: { tables: ['counters_counters'], position: String(last) } });
  });

  it('go on where a listener left off', async () => {
    const position = (await open('resumed')).json.position as string;
    await ledger.ask(`/api/counters/counters?minPosition=${position}`);
    await open('missed');
    const [message] = await listen(ledger.address, 1, { 'last-event-id': position });
    expect(BigInt(message!.id)).toBeGreaterThan(BigInt(position));
    expect(message!.data.tables).toEqual(['counters_counters']);
  });

  it('need a token and an id that is a position', async () => {
    expect((await ledger.ask('/api/live', { user: '' })).status).toBe(401);
    expect((await ledger.ask('/api/live', { headers: { 'last-event-id': 'x' } })).json.code).toBe('ledger.malformed-header');
  });
});

describe('the memory of live updates', () => {
  const written: string[] = [];
  const response = () => ({ write: (text: string) => written.push(text), once: () => undefined, writableLength: 0, end: () => undefined, destroy: () => undefined }) as any;
  let change: (change: TableChange) => void;
  let live: LiveUpdates;
  beforeEach(() => {
    jest.useFakeTimers();
    written.length = 0;
    live = new LiveUpdates((listener) => {
      change = listener;
      return () => undefined;
    }, 100n);
  });
  afterEach(() => {
    live.close();
    jest.useRealTimers();
  });

  it('says that anything may have changed to whoever was last here before it began', () => {
    live.attach(response(), 50n);
    expect(written.join('')).toContain('"tables":["*"]');
  });

  it('says nothing to whoever is up to date', () => {
    live.attach(response(), 100n);
    expect(written.join('')).not.toContain('data:');
  });

  it('gathers changes for a quarter of a second', () => {
    live.attach(response(), undefined);
    change({ tables: ['b'], position: 101n });
    change({ tables: ['a'], position: 102n });
    change({ tables: [], position: 103n });
    jest.advanceTimersByTime(249);
    expect(written.join('')).not.toContain('data:');
    jest.advanceTimersByTime(1);
    expect(written.at(-1)).toContain('data: {"tables":["a","b"],"position":"103"}');
  });

  it('lets go of a listener that does not keep up, and turns away more than it can serve', () => {
    const destroy = jest.fn();
    live.attach({ ...response(), writableLength: 1_000_000, destroy }, undefined);
    change({ tables: ['a'], position: 101n });
    jest.advanceTimersByTime(250);
    expect(destroy).toHaveBeenCalled();
    for (let n = live.size; n < LISTENERS_MAX; n += 1) live.attach(response(), undefined);
    expect(() => live.mustHaveRoom()).toThrow('live.too-many');
  });
});
