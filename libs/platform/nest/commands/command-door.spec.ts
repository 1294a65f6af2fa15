import { connect } from 'node:net';
import { once } from 'node:events';
import { BODY_BYTES_MAX } from '../body-limit';
import { openTestLedger, type TestLedger } from '../testing/test-ledger';

const OPEN = JSON.stringify({ counter: 'door', unit: '10', limit: '5' });
const HANG_UP = Symbol('hang up');

describe('the command door', () => {
  let ledger: TestLedger;
  beforeAll(async () => {
    ledger = await openTestLedger();
  });
  afterAll(() => ledger.close());

  /** Sends bytes as they are, hangs up where `HANG_UP` says so, and returns all that came back. */
  async function raw(...parts: readonly (string | typeof HANG_UP)[]): Promise<string> {
    const { hostname: host, port } = new URL(ledger.address);
    const socket = connect({ host, port: Number(port) });
    let answer = '';
    const closed = once(socket, 'close');
    // The server may hang up on a sender who is still sending.
    socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk)).on('error', () => undefined);
    for (const part of parts) {
      if (part === HANG_UP) socket.destroy();
      else socket.write(part);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await closed;
    return answer;
  }
  const head = (headers: Record<string, string>, name = 'OpenCounter') =>
    [`POST /api/commands/${name} HTTP/1.1`, 'host: ledger', 'connection: close', ...Object.entries(headers).map(([key, value]) => `${key}: ${value}`), '', ''].join('\r\n');
  const signedIn = { 'authorization': 'Bearer clerk', 'content-type': 'application/json' };
  const statusOf = (answer: string) => Number(answer.slice(9, 12));

  it('takes a body in pieces, of declared length and chunked', async () => {
    const declared = await raw(head({ ...signedIn, 'content-length': String(OPEN.length) }), OPEN.slice(0, 5), OPEN.slice(5));
    expect(statusOf(declared)).toBe(200);
    const body = OPEN.replace('door', 'chunked');
    const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;
    const chunked = await raw(head({ ...signedIn, 'transfer-encoding': 'chunked' }), chunk(body.slice(0, 9)), `${chunk(body.slice(9))}0\r\n\r\n`);
    expect(statusOf(chunked)).toBe(200);
    expect(chunked).toContain('etag: "0"');
    expect(chunked).toContain('content-security-policy: default-src \'none\'');
  });

  it('records nothing of a body that breaks off, and serves the next', async () => {
    await raw(head({ ...signedIn, 'content-length': '1000' }), '{"counter":"broken","unit":"10"', HANG_UP);
    expect((await ledger.ask('/api/events?stream=counters.counter-broken', { user: 'operator-token' })).json.events).toEqual([]);
    expect((await ledger.ask('/api/commands/OpenCounter', { body: { counter: 'after', unit: '10', limit: '5' } })).status).toBe(200);
  });

  it.each([
    ['without a type', { authorization: 'Bearer clerk', 'content-length': '2' }, 415],
    ['of another type', { ...signedIn, 'content-type': 'application/jsonx', 'content-length': '2' }, 415],
    ['with a parameter of its type', { ...signedIn, 'content-type': 'Application/JSON; charset=utf-8', 'content-length': '2' }, 400],
    ['without a body', { authorization: 'Bearer clerk' }, 400],
    ['declared too large', { ...signedIn, 'content-length': String(BODY_BYTES_MAX + 1) }, 413],
  ])('answers a request %s', async (_what, headers, status) => {
    const answer = await raw(head(headers), '{}');
    expect(statusOf(answer)).toBe(status);
    expect(answer).toContain('application/problem+json');
  });

  it('ends a chunked body that grows too large', async () => {
    const piece = 'x'.repeat(BODY_BYTES_MAX);
    expect(statusOf(await raw(head({ ...signedIn, 'transfer-encoding': 'chunked' }), `${piece.length.toString(16)}\r\n${piece}\r\n`, '1\r\nx\r\n0\r\n\r\n'))).toBe(413);
  });

  it('turns away who is not signed in, and unknown commands, before it reads the body', async () => {
    expect(statusOf(await raw(head({ ...signedIn, 'authorization': 'Bearer nobody', 'content-length': '1000000' })))).toBe(401);
    expect(statusOf(await raw(head({ ...signedIn, 'content-length': '1000000' }, 'CloseEverything')))).toBe(404);
  });
});
