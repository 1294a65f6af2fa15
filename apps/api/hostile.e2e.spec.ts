import { rmSync } from 'node:fs';
import { BuiltServer, type Reply, type Sending } from './testing/built-server';
import { expectProblem } from './testing/expect-problem';
import { ALLOCATED, COMMUNE, LINE, makeSmallProvince, paper, SETS } from './testing/small-province';

/** Commands as someone careless or hostile sends them, to the built server: each gets a clear error, and nothing is recorded. */
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

const payment = { line: LINE, payment: 'TT-1', kind: 'advance', amount: '100', effectiveOn: '2024-03-05' };
const prepare = (body: unknown, sending: Sending = {}): Promise<Reply> => server.command('PreparePayment', body, { as: 'finance', ...sending });
/** The text of a good body with more in it, as `JSON.stringify` would never write it. */
const withText = (more: string): string => `${JSON.stringify(payment).slice(0, -1)},${more}}`;

describe('nothing is recorded of', () => {
  afterEach(async () => expect(await server.head()).toBe(head));

  it.each<[string, unknown, Sending, number, string]>([
    ['malformed JSON', '{"line":', {}, 400, 'ledger.malformed-json'],
    ['an empty body', '', {}, 400, 'ledger.malformed-json'],
    ['a list', '[]', {}, 400, 'ledger.malformed-fields'],
    ['null', 'null', {}, 400, 'ledger.malformed-fields'],
    ['bytes that are no UTF-8', Buffer.concat([Buffer.from(withText('"reason":"a').slice(0, -1)), Buffer.from([0xf0, 0x9f, 0x98]), Buffer.from('"}')]), {}, 400, 'ledger.malformed-json'],
    ['a text', payment, { headers: { 'content-type': 'text/plain' } }, 415, 'ledger.not-json'],
    ['a form', 'line=1', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415, 'ledger.not-json'],
    ['a multipart body', 'x', { headers: { 'content-type': 'multipart/form-data; boundary=x' } }, 415, 'ledger.not-json'],
    ['a body above the limit', { ...payment, reason: 'x'.repeat(3 << 20) }, {}, 413, 'ledger.body-too-large'],
    ['__proto__', withText('"__proto__":{"admin":true}'), {}, 400, 'ledger.malformed-json'],
    ['__proto__ in disguise', withText('"__pr\\u006fto__":{"admin":true}'), {}, 400, 'ledger.malformed-json'],
    ['__proto__ deep inside', withText('"legalBasis":{"__proto__":{"number":"1"},"number":"1","issuedOn":"2024-01-01"}'), {}, 400, 'ledger.malformed-json'],
    ['a poisoned constructor', withText('"constructor":{"prototype":{"admin":true}}'), {}, 400, 'ledger.malformed-json'],
    ['a key given twice', withText('"amount":"999"'), {}, 400, 'ledger.repeated-key'],
    ['a key given twice, inside', withText('"legalBasis":{"number":"1","number":"2","issuedOn":"2024-01-01"}'), {}, 400, 'ledger.repeated-key'],
  ])('%s', async (_, body, sending, status, code) => expectProblem(await prepare(body, sending), status, code));

  it.each<[string, string, unknown]>([
    ['an unknown field', 'colour', { ...payment, colour: 'red' }],
    ['fields called like properties of objects', 'constructor', withText('"constructor":"x","toString":1')],
    ...['1.5', '1,5', '1e3', '0', '-5', '+5', ' 5', '05', '0x10', '', 'NaN', '１００', '9223372036854775807', '9223372036854775808', '9007199254740992', 100, 1.5, null, true, [], {}].map(
      (amount): [string, string, unknown] => [`the amount ${JSON.stringify(amount)}`, 'amount', { ...payment, amount }],
    ),
    ...['2024-02-30', '2023-02-29', '2024-13-01', '2024-3-5', '05/03/2024', '2024-03-05T00:00:00Z', '0000-01-01', '9999-12-31', '', 20240305].map(
      (effectiveOn): [string, string, unknown] => [`the day ${JSON.stringify(effectiveOn)}`, 'effectiveOn', { ...payment, effectiveOn }],
    ),
    ['NFD text', 'reason', { ...payment, reason: 'Hoà'.normalize('NFD') }],
    ['half a surrogate pair', 'reason', withText('"reason":"\\ud800"')],
    ['a control character', 'reason', { ...payment, reason: 'a\u0000b' }],
    ['text that is read backwards', 'reason', { ...payment, reason: '100\u202e000' }],
    ['a soft hyphen, which no one sees', 'legalBasis.number', { ...payment, legalBasis: { number: '01\u00ad/QĐ', issuedOn: '2024-01-02' } }],
    ['two lines where one is asked for', 'legalBasis.number', { ...payment, legalBasis: { number: '01/QĐ\nĐã duyệt', issuedOn: '2024-01-02' } }],
    ['a text of 1 MiB', 'reason', { ...payment, reason: 'x'.repeat(1 << 20) }],
    ['a code of 1 MiB', 'line', { ...payment, line: 'x'.repeat(1 << 20) }],
    ['lists a hundred thousand deep', 'line', `{"line":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['objects fifty thousand deep', 'legalBasis.number', withText(`"legalBasis":${'{"number":'.repeat(50_000)}1${'}'.repeat(50_000)}`)],
    ['a line that is an object', 'line', { ...payment, line: { $ne: null } }],
    ['a line with a line break behind it', 'line', { ...payment, line: `${LINE}\n` }],
    ['a path for a hash', 'evidence[0]', { ...payment, evidence: ['../../../etc/passwd'] }],
    ['more evidence than is read', 'evidence', { ...payment, evidence: Array.from({ length: 10_000 }, () => 'a'.repeat(64)) }],
    ['a made-up basis', 'basis', { ...payment, basis: 'official' }],
  ])('%s', async (_, path, body) => expectProblem(await prepare(body), 400, 'ledger.malformed-fields', path));

  it('a hundred thousand unknown fields, told of a hundred', async () => {
    const reply = await prepare({ ...payment, ...Object.fromEntries(Array.from({ length: 100_000 }, (_, n) => [`u${n}`, 1])) });
    expectProblem(reply, 400, 'ledger.malformed-fields');
    expect(reply.text.length).toBeLessThan(30_000);
  });

  it('two hundred thousand unknown fields inside a group, and in the parts of a list', async () => {
    const nonsense = (length: number) => Object.fromEntries(Array.from({ length }, (_, n) => [n.toString(36), 1]));
    expectProblem(await prepare({ ...payment, legalBasis: nonsense(200_000) }), 400, 'ledger.malformed-fields', 'legalBasis.number');
    const parts = Array.from({ length: 500 }, () => nonsense(350));
    expectProblem(await server.command('AllocateFunds', { line: LINE, allocation: 'PB-9', parts }, { as: 'finance' }), 400, 'ledger.malformed-fields', 'parts[0].to');
  });

  it('one unknown field with a name of 1 MiB, and does not send it back', async () => {
    const reply = await prepare({ ...payment, ['k'.repeat(1 << 20)]: 1 });
    expectProblem(reply, 400, 'ledger.malformed-fields');
    expect(reply.text.length).toBeLessThan(3_000);
  });

  const plan = { line: LINE, decision: 'QD-2', amount: '5', ...paper, effectiveOn: '2024-02-01' };
  const assess = { commune: COMMUNE, set: SETS[0], criterion: 1, year: 2024, met: 'met', effectiveOn: '2024-06-01' };
  it.each<[string, string, string, object, string, string]>([
    ['an unknown unit', 'AssignCapitalPlan', 'finance', { ...plan, line: LINE.replace(COMMUNE, '99999') }, 'funds.unknown-unit', 'line'],
    ['an unknown program', 'AssignCapitalPlan', 'finance', { ...plan, line: LINE.replace('GNBV', 'XXXX') }, 'funds.unknown-program', 'line'],
    ['an unknown unit among recipients', 'AllocateFunds', 'finance', { line: LINE, allocation: 'PB-9', parts: [{ to: LINE.replace(COMMUNE, '99999'), amount: '1' }], ...paper, effectiveOn: '2024-03-01' }, 'funds.unknown-unit', 'parts[0].to'],
    ['a unit before it was established', 'RenameUnit', '', { code: COMMUNE, name: 'Xã Khác', ...paper, effectiveOn: '1990-01-01' }, 'territory.before-established', 'effectiveOn'],
    ['a payment above what is left', 'PreparePayment', 'finance', { ...payment, amount: (BigInt(ALLOCATED) + 1n).toString() }, 'funds.above-what-is-left', 'amount'],
    ['a payment before the money came', 'PreparePayment', 'finance', { ...payment, effectiveOn: '2024-02-29' }, 'funds.before-money-came', 'effectiveOn'],
    ['a payment after the year is over', 'PreparePayment', 'finance', { ...payment, effectiveOn: '2025-02-01' }, 'funds.outside-plan-year', 'effectiveOn'],
    ['a payment from a commitment that is none', 'PreparePayment', 'finance', { ...payment, commitment: 'CK-9' }, 'funds.unknown-commitment', 'commitment'],
    ['evidence that nobody brought', 'PreparePayment', 'finance', { ...payment, evidence: ['a'.repeat(64)] }, 'evidence.unknown', 'evidence[0]'],
    ['a criterion of another set', 'AssessCriterion', 'officer', { ...assess, criterion: 2 }, 'criteria.criterion-of-another-set', 'criterion'],
    ['an indicator of another set', 'MeasureIndicator', 'officer', { commune: COMMUNE, set: SETS[0], indicator: '2.1', year: 2024, value: '1', effectiveOn: '2024-06-01' }, 'criteria.unknown-indicator', 'indicator'],
  ])('%s', async (_, command, as, body, code, path) => {
    const evidence = command === 'AssessCriterion' || command === 'MeasureIndicator' ? { evidence: [await someEvidence()] } : {};
    expectProblem(await server.command(command, { ...evidence, ...body }, { as }), 422, code, path);
  });

  it.each(['"x"', 'W/"4"', '*', '"-1"', '', '"99999999999999999999"', '"4", "5"'])('a malformed If-Match: %s', async (match) => {
    expectProblem(await prepare(payment, { headers: { 'if-match': match } }), 400, 'ledger.malformed-header');
  });
  it.each(['"0"', '"99"'])('a stale or future If-Match: %s', async (match) => {
    expectProblem(await prepare(payment, { headers: { 'if-match': match } }), 409, 'ledger.revision-mismatch');
  });
  it.each(['', 'x'.repeat(201), 'x'.repeat(8_000), 'a b', Buffer.from('có dấu').toString('latin1')])('a malformed idempotency key (%#)', async (key) => {
    expectProblem(await prepare(payment, { headers: { 'idempotency-key': key } }), 400, 'ledger.malformed-header');
  });
  it.each(['dryrun=true', 'dryRun=1', 'dryRun=true&dryRun=false', 'dry-run=true', 'validate=true'])('a dry run asked for in the wrong words: ?%s', async (query) => {
    expectProblem(await server.send(`/api/commands/PreparePayment?${query}`, { method: 'POST', as: 'finance', body: payment }), 400, 'query.malformed');
  });
  it.each(['preparepayment', 'constructor', '__proto__', '..%2f..%2fevents', 'PreparePayment%00'])('a command called %s', async (name) => {
    expectProblem(await server.command(name, payment, { as: 'finance' }), 404, 'ledger.unknown-command');
  });
});

const someEvidence = async (): Promise<string> => {
  const { createHash } = await import('node:crypto');
  const bytes = Buffer.from('Biên bản');
  const hash = createHash('sha256').update(bytes).digest('hex');
  await server.send(`/api/evidence/${hash}`, { method: 'PUT', body: bytes, headers: { 'content-type': 'text/plain' } });
  return hash;
};

describe('a reused idempotency key', () => {
  const keyed = (name: string, body: object, as?: string): Promise<Reply> => server.command(name, body, { as, headers: { 'idempotency-key': 'once' } });
  const open = { username: 'hoa', displayName: 'Hoa' };

  it('is the same command once, and no other', async () => {
    const first = await keyed('OpenAccount', open);
    expect(first.status).toBe(200);
    head = await server.head();
    const again = await keyed('OpenAccount', open);
    expect([again.status, again.headers.get('idempotency-hit'), again.text]).toEqual([200, 'true', first.text]);
    expectProblem(await keyed('OpenAccount', { ...open, displayName: 'Hoà' }), 409, 'ledger.idempotency-mismatch');
    expectProblem(await keyed('OpenAccount', { ...open, username: 'lan' }), 409, 'ledger.idempotency-mismatch');
    expectProblem(await keyed('DisableAccount', { username: 'hoa', reason: 'Thử' }), 409, 'ledger.idempotency-mismatch');
    expect(await server.head()).toBe(head);
  });

  it('is another key in another’s hands, and is not used up by a refusal', async () => {
    expectProblem(await keyed('PreparePayment', { ...payment, amount: '99999999' }, 'finance'), 422, 'funds.above-what-is-left', 'amount');
    const good = await keyed('PreparePayment', payment, 'finance');
    expect([good.status, good.headers.get('idempotency-hit')]).toEqual([200, null]);
    expect(await server.head()).toBe(head + 1n);
  });
});
