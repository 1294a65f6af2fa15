import { request } from 'node:http';
import { EventStoreUnavailable, InvalidEvent, type EventStore } from '@ledger/platform/event-store';
import { openTestLedger, type AskOptions, type TestLedger } from '../testing/test-ledger';

const OPEN = '/api/commands/OpenCounter';
const counter = (name: string) => ({ counter: name, unit: '10', limit: '100' });

describe('every error', () => {
  let ledger: TestLedger;
  let failure: Error | undefined;
  const failing = (store: EventStore): EventStore => ({ ...store, append: (...args) => (failure ? Promise.reject(failure) : store.append(...args)) });
  beforeAll(async () => {
    ledger = await openTestLedger({ throughStore: failing });
    await ledger.ask(OPEN, { body: counter('small') });
  });
  afterEach(() => {
    failure = undefined;
  });
  afterAll(() => ledger.close());

  const cases: [string, string, AskOptions, number, string][] = [
    ['malformed JSON', OPEN, { body: '{"counter":' }, 400, 'ledger.malformed-json'],
    ['a key given twice', OPEN, { body: '{"counter":"x","unit":"10","limit":"1","limit":"9"}' }, 400, 'ledger.repeated-key'],
    ['an empty body', OPEN, { body: '' }, 400, 'ledger.malformed-json'],
    ['a poisoned prototype', OPEN, { body: '{"__proto__":{"admin":true}}' }, 400, 'ledger.malformed-json'],
    ['a body that is a list', OPEN, { body: [] }, 400, 'ledger.malformed-fields'],
    ['a body that is null', OPEN, { body: 'null' }, 400, 'ledger.malformed-fields'],
    ['a body of another type', OPEN, { body: 'counter=1', headers: { 'content-type': 'text/plain' } }, 415, 'ledger.not-json'],
    ['unknown fields', OPEN, { body: { ...counter('x'), colour: 'red' } }, 400, 'ledger.malformed-fields'],
    ['an amount with decimals', OPEN, { body: { ...counter('x'), limit: '1.5' } }, 400, 'ledger.malformed-fields'],
    ['an amount that is a number', OPEN, { body: { ...counter('x'), limit: 100 } }, 400, 'ledger.malformed-fields'],
    ['an amount of zero', OPEN, { body: { ...counter('x'), limit: '0' } }, 400, 'ledger.malformed-fields'],
    ['a negative amount', OPEN, { body: { ...counter('x'), limit: '-5' } }, 400, 'ledger.malformed-fields'],
    ['an amount above 2^63', OPEN, { body: { ...counter('x'), limit: '9223372036854775808' } }, 400, 'ledger.malformed-fields'],
    ['a day that does not exist', OPEN, { body: { ...counter('x'), effectiveOn: '2023-02-29' } }, 400, 'ledger.malformed-fields'],
    ['NFD text', OPEN, { body: { ...counter('x'), note: 'e\u0301' } }, 400, 'ledger.malformed-fields'],
    ['half a surrogate pair', OPEN, { body: `{"counter":"x","unit":"10","limit":"1","note":"\\ud800"}` }, 400, 'ledger.malformed-fields'],
    ['a text of 1.6 MB', OPEN, { body: { ...counter('x'), note: 'x'.repeat(1_600_000) } }, 400, 'ledger.malformed-fields'],
    ['an event above 1 MiB', OPEN, { body: { ...counter('huge'), note: 'x'.repeat(1_100_000) } }, 413, 'ledger.event-too-large'],
    ['a body above 2 MiB', OPEN, { body: { ...counter('x'), note: 'x'.repeat(2_200_000) } }, 413, 'ledger.body-too-large'],
    ['no token', OPEN, { user: '', body: counter('x') }, 401, 'ledger.not-signed-in'],
    ['an unknown token', OPEN, { user: 'nobody', body: counter('x') }, 401, 'ledger.not-signed-in'],
    ['a token of another scheme', OPEN, { headers: { authorization: 'Basic Y2xlcms6' }, body: counter('x') }, 401, 'ledger.not-signed-in'],
    ['a role that may not', OPEN, { user: 'checker', body: counter('x') }, 403, 'ledger.not-permitted'],
    ['a unit that is not covered', OPEN, { user: 'clerk-085', body: counter('x') }, 403, 'ledger.not-permitted'],
    ['a command that only the ledger itself issues', '/api/commands/MirrorAddition', { user: 'clerk', body: { counter: 'x', amount: '1' } }, 403, 'ledger.not-permitted'],
    ['the operator issuing what operators may not', OPEN, { user: 'operator-token', body: counter('x') }, 403, 'ledger.role-not-allowed'],
    ['acting for others without the operator token', OPEN, { headers: { 'ledger-act-as': 'clerk' }, body: counter('x') }, 403, 'ledger.not-permitted'],
    ['an unknown command', '/api/commands/NoSuchCommand', { body: {} }, 404, 'ledger.unknown-command'],
    ['a command called like a property of objects', '/api/commands/constructor', { body: {} }, 404, 'ledger.unknown-command'],
    ['an unknown address', '/api/nothing', {}, 404, 'ledger.unknown-address'],
    ['an unknown address outside the API', '/nothing', {}, 404, 'ledger.unknown-address'],
    ['an unknown table', '/api/counters/nothing', {}, 404, 'ledger.unknown-address'],
    ['an address that cannot be decoded', '/api/counters/%zz', {}, 400, 'ledger.malformed-request'],
    ['a method that is not there', '/api/events', { body: {}, user: 'inspector' }, 404, 'ledger.unknown-address'],
    ['a wrong If-Match', '/api/commands/AddToCounter', { body: { counter: 'small', amount: '1' }, headers: { 'if-match': '"7"' } }, 409, 'ledger.revision-mismatch'],
    ['an If-Match that is no revision', '/api/commands/AddToCounter', { body: { counter: 'small', amount: '1' }, headers: { 'if-match': 'W/"x"' } }, 400, 'ledger.malformed-header'],
    ['a dryRun that is neither', `${OPEN}?dryRun=maybe`, { body: counter('x') }, 400, 'query.malformed'],
    ['a misspelt dryRun', `${OPEN}?dryrun=true`, { body: counter('x') }, 400, 'query.malformed'],
    ['an address too long', `/api/counters/${'x'.repeat(600)}`, {}, 414, 'ledger.head-too-large'],
    ['a business rule', '/api/commands/AddToCounter', { body: { counter: 'small', amount: '101' } }, 422, 'counters.over-limit'],
    ['an act without its legal basis and reason', '/api/commands/CloseCounter', { user: 'checker', body: { counter: 'small' } }, 400, 'ledger.malformed-fields'],
  ];

  it.each(cases)('%s', async (_name, path, options, status, code) => {
    const answer = await ledger.ask(path, options);
    expect([answer.status, answer.json?.code]).toEqual([status, code]);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer.json).toMatchObject({ type: `urn:ledger:problem:${code}`, status, title: expect.any(String), detail: answer.json.text.vi });
    expect(answer.json.text.en).not.toMatch(/[{}]/);
    expect(answer.text).not.toMatch(/\.[jt]s:\d+|at .*\(/);
    expect(answer.headers.get('x-request-id')).toBe(answer.json.requestId);
  });

  it('names every offending field at once', async () => {
    const { json } = await ledger.ask('/api/commands/CloseCounter', { user: 'checker', body: { counter: '', on: '2024-13-01', colour: 1, effectiveOn: 'x' } });
    expect(json.fields.map(({ path }: { path: string }) => path).sort()).toEqual(['colour', 'counter', 'effectiveOn', 'legalBasis', 'on', 'reason']);
    for (const field of json.fields) expect(field).toMatchObject({ code: expect.stringMatching(/^field\./), text: { vi: expect.any(String), en: expect.any(String) } });
  });

  it('does not send back a body of nonsense: so many fields, and so much of each name', async () => {
    const nonsense = Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`${n}`.padEnd(300, 'x'), 1]));
    const { json, text } = await ledger.ask(OPEN, { body: nonsense });
    expect(json.fields).toHaveLength(100);
    expect(text.length).toBeLessThan(60_000);
  });

  it('names the field and the figures of a refusal, in both languages', async () => {
    const { json } = await ledger.ask('/api/commands/AddToCounter', { body: { counter: 'small', amount: '1000000' } });
    expect(json).toMatchObject({
      status: 422, details: { left: '100' }, text: { vi: 'Chỉ còn 100 đồng.', en: 'Only 100 VND are left.' }, fields: [{ path: 'amount', code: 'counters.over-limit' }],
    });
  });

  it.each([
    [new EventStoreUnavailable('disk full at /secret/place'), 503, 'ledger.store-unavailable'],
    [new InvalidEvent('has 2000000 bytes: at most 1048576'), 413, 'ledger.event-too-large'],
    [new InvalidEvent('holds control characters or half a surrogate pair'), 422, 'ledger.unstorable'],
    [new Error('secret cause'), 500, 'ledger.unexpected'],
  ])('of the event store is told without its inside: %s', async (thrown, status, code) => {
    failure = thrown;
    const answer = await ledger.ask(OPEN, { body: counter(`failing-${status}`) });
    expect([answer.status, answer.json.code]).toEqual([status, code]);
    expect(answer.text).not.toContain('secret');
    failure = undefined;
    expect((await ledger.ask(OPEN, { body: counter(`failing-${status}-${code.length}`) })).status).toBe(200);
  });

  it('leaves nothing in the ledger', async () => {
    const { events } = (await ledger.ask('/api/events?limit=1000', { user: 'inspector' })).json;
    expect(new Set(events.map(({ stream }: { stream: string }) => stream))).toEqual(
      new Set(['counters.counter-small', ...[503, 413, 422, 500].flatMap((status) => events.map((e: any) => e.stream).filter((s: string) => s.startsWith(`counters.counter-failing-${status}-`)))]),
    );
  });

  it('of a request that breaks off is no concern of others', async () => {
    await new Promise<void>((resolve) => {
      const broken = request(`${ledger.address}${OPEN}`, { method: 'POST', headers: { authorization: 'Bearer clerk', 'content-type': 'application/json', 'content-length': '1000' } });
      broken.on('error', () => resolve());
      broken.write('{"counter"');
      setTimeout(() => broken.destroy(), 50);
    });
    expect((await ledger.ask('/health/live', { user: '' })).status).toBe(200);
  });
});
