import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { BuiltServer, newFolder, type Sending } from './testing/built-server';
import { expectProblem } from './testing/expect-problem';
import { COMMUNE, LINE, makeSmallProvince } from './testing/small-province';

/** Questions, sign-in, files and connections as someone hostile makes them, to the built server. */
let server: BuiltServer;
let head: bigint;

beforeAll(async () => {
  server = await BuiltServer.start();
  await makeSmallProvince(server);
}, 60_000);
beforeEach(async () => void (head = await server.head()));
afterAll(async () => {
  await server.stop();
  rmSync(server.folder, { recursive: true, force: true });
});
afterEach(async () => expect(await server.head()).toBe(head));

const lines = (query: string) => `/api/funds/lines?${query}`;
const events = (query: string) => `/api/events?${query}`;
const report = (query: string) => `/api/reports/capital-plan?year=2024&${query}`;

describe('a question', () => {
  it.each<[string, string?]>([
    [lines('line=%27%20OR%201=1--'), 'line'], [lines('line.from=%27;DROP%20TABLE%20x'), 'line.from'], [lines('funded=1e3'), 'funded'],
    [lines('nothing=1'), 'nothing'], [lines('__proto__=1'), '__proto__'], [lines('constructor=1'), 'constructor'], [lines('line[$ne]=x'), 'line[$ne]'],
    [lines('order=line;drop'), 'order'], [lines('order=(select+1)'), 'order'], [lines('order=__proto__'), 'order'], [lines('order=,'), 'order'], [lines('order=line&order=line'), 'order'],
    [lines('limit=0'), 'limit'], [lines('limit=-1'), 'limit'], [lines('limit=1001'), 'limit'], [lines('limit=99999999999999999999'), 'limit'], [lines('limit=1.5'), 'limit'], [lines('limit=1&limit=2'), 'limit'],
    [lines('offset=-1'), 'offset'], [lines('offset=1000001'), 'offset'],
    [lines('knownAt=yesterday'), 'knownAt'], [lines('knownAt=-1'), 'knownAt'], [lines('knownAt=9223372036854775808'), 'knownAt'], [lines('knownAt=2025-01-31'), 'knownAt'],
    [lines('knownAt=2024-02-30T00:00:00Z'), 'knownAt'], [lines('knownAt=2025-01-31T17:00:00'), 'knownAt'], [lines('minPosition=x'), 'minPosition'],
    ['/api/territory/units?asOf=2024-02-30', 'asOf'], ['/api/territory/units?asOf=9999-01-01', 'asOf'], ['/api/territory/units?name=%00', 'name'],
    [events('from=-1'), 'from'], [events('until=x'), 'until'], [events('limit=1001'), 'limit'], [events('type=x'), 'type'], [events('register=__proto__'), 'register'],
    ['/api/reports/capital-plan?year=abc', 'year'], [report('year=2025'), 'year'], [report('nothing=1'), 'nothing'], [report('asOf=x'), 'asOf'], [report('by=nothing'), 'by'],
  ])('%s is malformed', async (path, field) => expectProblem(await server.send(path), 400, 'query.malformed', field));

  it.each([['docx'], ['__proto__'], ['constructor']])('for a report as %s', async (format) => expectProblem(await server.send(report(`format=${format}`)), 400, 'query.no-such-format'));

  it.each([lines('knownAt=0'), lines('knownAt=1999-01-01T00:00:00Z'), report('knownAt=0')])('%s is about a time before the ledger', async (path) => {
    expectProblem(await server.send(path), 422, 'query.before-ledger');
  });

  it('asOf of a current table is refused', async () => expectProblem(await server.send(lines('asOf=2024-01-01')), 422, 'query.as-of-unsupported'));

  it('about positions that are not there yet waits a little and is told so; an instant to come means now', async () => {
    const ahead = [lines('minPosition=999999'), lines('knownAt=999999'), lines('knownAt=9223372036854775807'), report('minPosition=999999')];
    for (const reply of await Promise.all(ahead.map((path) => server.send(path)))) {
      expectProblem(reply, 503, 'query.ahead');
      expect(reply.headers.get('retry-after')).not.toBeNull();
    }
    expect((await server.send(lines('knownAt=2099-01-01T00:00:00Z'))).json.position).toBe(head.toString());
  }, 20_000);

  it.each([
    '/api/funds/..%2f..%2fetc%2fpasswd', '/api/funds/sqlite_master', '/api/sqlite/master', '/api/__proto__/constructor', '/api//funds/lines', '/api/nothing',
    '/server.json', '/package.json', '/docs/%2e%2e%2f%2e%2e%2fpackage.json', '/.git/config', '/events.db', '/api/reports/__proto__',
  ])('at %s finds nothing', async (path) => expectProblem(await server.send(path), 404, 'ledger.unknown-address'));

  it.each([['DELETE', '/api/events'], ['PUT', '/api/commands/OpenAccount'], ['GET', '/api/commands/OpenAccount'], ['PATCH', '/api/funds/lines'], ['POST', '/api/reports/capital-plan'], ['DELETE', `/api/evidence/${'a'.repeat(64)}`], ['OPTIONS', '/api/commands/OpenAccount']])(
    'by %s %s is not there', async (method, path) => expectProblem(await server.send(path, { method }), 404, 'ledger.unknown-address'),
  );
});

describe('someone who is not who he says', () => {
  const command: Sending = { method: 'POST', body: { line: LINE, payment: 'TT-1', kind: 'advance', amount: '1', effectiveOn: '2024-03-05' } };
  const pay = (headers: Readonly<Record<string, string>>) => server.send('/api/commands/PreparePayment', { ...command, as: null, headers });
  const signIn = (body: unknown, headers: Readonly<Record<string, string>> = {}) => server.send('/api/sign-in', { method: 'POST', as: null, body, headers });
  let token: string;
  beforeAll(async () => {
    await server.send('/api/users/finance/password', { method: 'POST', body: { password: 'mat-khau-rat-dai' } });
    token = (await signIn({ username: 'finance', password: 'mat-khau-rat-dai' })).json.token as string;
    expect(token).toMatch(/^[\w-]{40,}$/);
  });

  it.each<[string, unknown, string]>([
    ['nothing', {}, 'password'], ['numbers', { username: 1, password: 2 }, 'username'], ['conditions', { username: { $ne: null }, password: { $ne: null } }, 'username'],
    ['1 MB of name', { username: 'x'.repeat(1e6), password: 'x' }, 'username'], ['1 MB of password', { username: 'finance', password: 'x'.repeat(1e6) }, 'password'], ['more than is asked', { username: 'finance', password: 'x', role: 'operator' }, 'role'],
  ])('signs in with %s', async (_, body, field) => expectProblem(await signIn(body), 400, 'ledger.malformed-fields', field));

  it.each(["' OR 1=1 --", '__proto__', 'token:operator', 'process:funds', 'nobody'])('signs in as %s', async (username) => {
    expectProblem(await signIn({ username, password: 'mat-khau-rat-dai' }), 401, 'sign-in.wrong');
  });

  it('tries again and again, and has to wait', async () => {
    const replies = [];
    for (let n = 0; n < 12; n += 1) replies.push(await signIn({ username: 'checker', password: `sai-${n}` }));
    expectProblem(replies.at(-1)!, 429, 'sign-in.too-many');
    expect(Number(replies.at(-1)!.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('brings no token, or a forged one', async () => {
    const forged = ['', 'Bearer', 'Bearer x', 'Basic x', `Token ${token}`, `Bearer ${token}x`, `Bearer ${token.slice(1)}`, `Bearer ${token} ${token}`, 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJvcGVyYXRvciJ9.', `Bearer ${'x'.repeat(8_000)}`, 'Bearer undefined'];
    for (const authorization of forged) expectProblem(await pay({ authorization }), 401, 'ledger.not-signed-in');
    for (const cookie of ['ledger-session=', 'ledger-session=x', `x-ledger-session=${token}`]) expectProblem(await pay({ cookie, origin: server.address }), 401, 'ledger.not-signed-in');
    expect((await server.send('/api/events', { method: 'HEAD', as: null })).status).toBe(401);
  });

  it('has signed out', async () => {
    const { token: other } = (await signIn({ username: 'finance', password: 'mat-khau-rat-dai' })).json as { token: string };
    const authorization = { authorization: `Bearer ${other}` };
    expect((await server.send('/api/me', { as: null, headers: authorization })).status).toBe(200);
    expect((await server.send('/api/sign-out', { method: 'POST', as: null, headers: authorization })).status).toBe(204);
    expectProblem(await pay(authorization), 401, 'ledger.not-signed-in');
  });

  it('makes a browser send somebody’s cookie from another site', async () => {
    const cookie = `ledger-session=${token}`;
    expectProblem(await pay({ cookie }), 403, 'sign-in.other-origin');
    for (const origin of ['http://evil.example', 'null', `${server.address}.evil.example`]) expectProblem(await pay({ cookie, origin }), 403, 'sign-in.other-origin');
    expectProblem(await signIn({ username: 'finance', password: 'mat-khau-rat-dai' }, { origin: 'http://evil.example' }), 403, 'sign-in.other-origin');
  });

  it('acts for others, or for nobody', async () => {
    expectProblem(await pay({ 'authorization': `Bearer ${token}`, 'ledger-act-as': 'approver' }), 403, 'ledger.not-permitted');
    for (const as of ['__proto__', 'process:funds', 'nobody']) expectProblem(await server.send('/api/commands/PreparePayment', { ...command, as }), 403, 'access.unknown-account');
  });

  it('takes data as a consumer, and wants to see the trail or the papers', async () => {
    for (const path of ['/api/events', '/api/access/accounts', '/api/access/grants', `/api/events?stream=funds.line-${LINE}`, `/api/evidence/${'a'.repeat(64)}`]) expectProblem(await server.send(path, { as: 'consumer' }), 403, 'access.role-not-permitted');
    expectProblem(await server.send('/api/users/finance/password', { method: 'POST', as: 'consumer', body: { password: 'mat-khau-khac-dai' } }), 403, 'access.role-not-permitted');
  });
});

describe('a file', () => {
  const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
  const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n');
  const put = (hash: string, bytes: Buffer, type: string, name = '') => server.send(`/api/evidence/${hash}${name && `?name=${encodeURIComponent(name)}`}`, { method: 'PUT', as: 'officer', body: bytes, headers: { 'content-type': type } });

  it.each(['..%2f..%2fevents.db', '%2e%2e%2fserver.json', 'incoming', 'A'.repeat(64), 'a'.repeat(63), `${'a'.repeat(64)}%00`])('called %s is no hash', async (hash) => {
    expectProblem(await server.send(`/api/evidence/${hash}`), 400, 'ledger.malformed-fields', 'sha256');
    expectProblem(await put(hash, pdf, 'application/pdf'), 400, 'ledger.malformed-fields', 'sha256');
  });

  it('is not what it says', async () => {
    expectProblem(await put('b'.repeat(64), pdf, 'application/pdf'), 422, 'evidence.hash-mismatch');
    const page = Buffer.from('<html><script>alert(1)</script>');
    expectProblem(await put(sha256(page), page, 'application/pdf'), 422, 'evidence.type-mismatch');
    for (const type of ['text/html', 'image/svg+xml', 'application/x-msdownload']) expectProblem(await put(sha256(page), page, type), 415, 'evidence.type-not-allowed');
  });

  it('with a name full of tricks comes back as a harmless download', async () => {
    expect((await put(sha256(pdf), pdf, 'application/pdf', '../../a"\r\nSet-Cookie: x=1; filename="b.exe')).status).toBe(201);
    const { headers } = await server.send(`/api/evidence/${sha256(pdf)}`, { as: 'inspector' });
    expect(headers.get('set-cookie')).toBeNull();
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="[^"/\\]*"; filename\*=UTF-8''[\w%.!~-]*$/);
    expect([headers.get('x-content-type-options'), headers.get('content-security-policy')]).toEqual(['nosniff', expect.stringContaining('sandbox')]);
  });
});

describe('a connection', () => {
  const head1 = () => `Host: x\r\nAuthorization: Bearer ${server.token}\r\n`;
  it.each<[string, () => string | Buffer, number]>([
    ['garbage', () => 'hello\r\n\r\n', 400],
    ['TLS', () => Buffer.from([0x16, 3, 1, 0, 100, 1]), 400],
    ['HTTP/2', () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
    ['a header that is none', () => `GET /api/me HTTP/1.1\r\n${head1()}X Y: 1\r\n\r\n`, 400],
    ['two lengths', () => `POST /api/sign-in HTTP/1.1\r\n${head1()}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`, 400],
    ['a smuggled request', () => `POST /api/sign-in HTTP/1.1\r\n${head1()}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n`, 400],
    ['a negative length', () => `POST /api/sign-in HTTP/1.1\r\n${head1()}Content-Length: -1\r\n\r\n`, 400],
    ['headers of 20 kB', () => `GET /api/me HTTP/1.1\r\n${head1()}X: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['an address of 20 kB', () => `GET /${'x'.repeat(20_000)} HTTP/1.1\r\n${head1()}\r\n`, 431],
    ['a parameter of 600 characters', () => `POST /api/commands/${'x'.repeat(600)} HTTP/1.1\r\n${head1()}Content-Length: 0\r\nConnection: close\r\n\r\n`, 414],
  ])('that brings %s is told so and closed', async (_, bytes, status) => {
    const answer = await server.raw(bytes());
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).toMatch(/content-type: application\/problem\+json/i);
  });

  it('cannot put headers into an answer', async () => {
    const answer = await server.raw(`GET /api/%0d%0aSet-Cookie:x=1 HTTP/1.1\r\n${head1()}X-Request-Id: abcdefgh%0d%0aX-Own: 1\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
    expect(answer).not.toMatch(/^(set-cookie|x-own)/im);
  });

  it('gets the API’s headers however it writes the address', async () => {
    for (const target of ['http://elsewhere/api/me', '/%61pi/me']) {
      const answer = await server.raw(`GET ${target} HTTP/1.1\r\n${head1()}Connection: close\r\n\r\n`);
      expect(answer).toMatch(/cache-control: no-store/i);
      expect(answer).toMatch(/content-security-policy: default-src 'none'/i);
    }
  });

  it('may be one of 200, beside 100 that never finish what they say', async () => {
    const half = Array.from({ length: 100 }, (_, n) => server.raw(n % 2 ? 'POST /api/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{' : 'GET /api/me HTTP/1.1\r\nHo', 1_500));
    const replies = await Promise.all(Array.from({ length: 200 }, () => server.send(`/api/territory/units?code=${COMMUNE}`)));
    expect(replies.map(({ status }) => status)).toEqual(Array(200).fill(200));
    expect(await Promise.all(half)).toHaveLength(100);
    expect((await server.send('/health/live', { as: null })).status).toBe(200);
  });
});

describe('in production', () => {
  const demo = { username: 'finance', password: 'demo' };
  const start = (folder: string, mode: string) => BuiltServer.start(folder, { LEDGER_MODE: mode });

  it('there are no demo accounts, no basis and no demo days', async () => {
    const folder = newFolder();
    const showing = await start(folder, 'demo');
    await showing.done('OpenAccount', { username: 'finance', displayName: 'Tài chính' });
    const signIn = (to: BuiltServer) => to.send('/api/sign-in', { method: 'POST', as: null, body: demo });
    const session = (await signIn(showing)).json as { token: string };
    expect(session.token).toBeDefined();
    await showing.stop();

    const production = await start(folder, 'production');
    try {
      expectProblem(await signIn(production), 401, 'sign-in.wrong');
      expectProblem(await production.send('/api/me', { as: null, headers: { authorization: `Bearer ${session.token}` } }), 401, 'ledger.not-signed-in');
      expectProblem(await production.command('OpenAccount', { username: 'lan', displayName: 'Lan', basis: 'published' }), 400, 'ledger.malformed-fields', 'basis');
      expect((await production.send('/api/positions')).json).toEqual({ positions: [] });
      const before = Date.now();
      await production.done('OpenAccount', { username: 'lan', displayName: 'Lan' });
      const { events: recorded } = (await production.send('/api/events?stream=access.account-lan')).json as { events: { metadata: { recordedAt: string } }[] };
      expect(Date.parse(recorded[0]!.metadata.recordedAt)).toBeGreaterThanOrEqual(before - 1_000);
    } finally {
      await production.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  }, 60_000);
});
