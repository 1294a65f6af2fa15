import { createHash } from 'node:crypto';
import { commandRoles } from '@ledger/registers/access/server';
import { registers } from '@ledger/registers';
import { roleNames, type Role } from '@ledger/registers/access/domain';
import { RunningServer, type Answer } from './testing/running-server';
import { sampleOf, type Schema } from './testing/sample-body';

const PASSWORD = 'ngựa ô chạy qua cầu gỗ';
const paper = { legalBasis: { number: '1/QĐ-UBND', issuedOn: '2024-01-02' }, effectiveOn: '2024-01-02' };
const EVIDENCE = Buffer.from('Biên bản kiểm tra');
const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const evidenceHash = hashOf(EVIDENCE);

/** Today in the ledger's zone. */
const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);

let server: RunningServer;

async function addUser(username: string, ...grants: readonly { role: Role; unit: string; program?: string; from?: string; until?: string }[]): Promise<void> {
  await server.done('OpenAccount', { username, displayName: username });
  for (const grant of grants) await server.done('GrantRole', { username, from: '2024-01-01', ...grant });
  await server.ask('POST', `/api/users/${username}/password`, { body: { password: PASSWORD } });
  await server.signIn(username, PASSWORD);
}

async function prepareProvince(): Promise<void> {
  await server.done('EstablishUnit', { code: '10', name: 'Tỉnh Lào Cai', kind: 'province', ...paper });
  for (const code of ['083', '085']) await server.done('EstablishUnit', { code, name: `Huyện ${code}`, kind: 'rural-district', parent: '10', ...paper });
  for (const [code, parent] of [['02869', '085'], ['02788', '083']]) await server.done('EstablishUnit', { code, name: `Xã ${code}`, kind: 'commune', parent, ...paper });
  for (const code of ['GNBV', 'NTM']) await server.done('OpenProgram', { code, name: code, nameEn: code, opensOn: '2021-01-01', closesOn: '2025-12-31', ...paper });
}

beforeAll(async () => {
  server = await RunningServer.start();
  await prepareProvince();
  for (const role of roleNames) await addUser(role, { role, unit: '10' });
  await server.ask('PUT', `/api/evidence/${evidenceHash}`, { body: EVIDENCE, type: 'text/plain' });
}, 120_000);

afterAll(() => server?.stop());

describe('every command × every role', () => {
  const table = commandRoles(registers);
  let schemas: ReadonlyMap<string, Schema>;
  beforeAll(async () => {
    const { commands } = (await server.ask('GET', '/api/commands')).json as { commands: { name: string; schema: Schema; requires: string[] }[] };
    schemas = new Map(commands.map(({ name, schema, requires }) => [name, { ...schema, required: [...(schema.required ?? []), ...requires] }]));
  });

  it('is in the table: the server knows no others', () => {
    expect([...schemas.keys()].sort()).toEqual(table.map((entry) => entry.command).sort());
  });

  it.each(table.map((entry) => [entry.command, entry] as const))('%s', async (name, { roles, otherRoles }) => {
    const body = sampleOf(schemas.get(name)!, { sha256: evidenceHash });
    const answers = new Map(await Promise.all(roleNames.map(async (role) => [role, await server.tryOut(name, body, role)] as const)));
    expect(otherRoles.map((role) => [role, answers.get(role)!.status, answers.get(role)!.code])).toEqual(otherRoles.map((role) => [role, 403, 'access.role-not-permitted']));
    for (const role of roles) {
      const { status, json } = answers.get(role)!;
      if ([400, 401, 403, 404].includes(status) || status >= 500) throw new Error(`${name} by ${role}: ${status} ${JSON.stringify(json)}`);
    }
  });

  it('needs a sign-in', async () => {
    server.tokens.set('nobody', 'made-up');
    const answers = await Promise.all(table.map(({ command: name }) => server.tryOut(name, {}, 'nobody')));
    expect([...new Set(answers.map(({ status }) => status))]).toEqual([401]);
  });
});

describe('a role reaches no further than its grant', () => {
  const propose = (commune: string, as: string) => server.tryOut('ProposeHouse', { household: `H${commune}0001`, commune, kind: 'new' }, as);
  const planOf = (program: string, as: string) => server.tryOut('AssignCapitalPlan', { line: `${program}:investment:central:2024:2024:10`, decision: 'QD-1', amount: '1000', ...paper }, as);
  const outcome = ({ status, code }: Answer) => (status === 403 || status === 401 ? code : 'permitted');

  it('in units', async () => {
    await addUser('commune-officer', { role: 'officer', unit: '02869' });
    await addUser('district-officer', { role: 'officer', unit: '083' });
    expect(outcome(await propose('02869', 'commune-officer'))).toBe('permitted');
    expect(outcome(await propose('02788', 'commune-officer'))).toBe('access.outside-scope');
    expect(outcome(await propose('02788', 'district-officer'))).toBe('permitted');
    expect(outcome(await propose('02869', 'district-officer'))).toBe('access.outside-scope');
    expect(outcome(await propose('02869', 'officer'))).toBe('permitted');
  });

  it('in programs', async () => {
    await addUser('ntm-finance', { role: 'finance', unit: '10', program: 'NTM' });
    expect(outcome(await planOf('NTM', 'ntm-finance'))).toBe('permitted');
    expect(outcome(await planOf('NTM.2', 'ntm-finance'))).toBe('permitted');
    expect(outcome(await planOf('GNBV', 'ntm-finance'))).toBe('access.outside-scope');
    expect(outcome(await planOf('GNBV', 'finance'))).toBe('permitted');
  });

  it('in time', async () => {
    await addUser('former', { role: 'finance', unit: '10', until: '2024-12-31' });
    await addUser('future', { role: 'finance', unit: '10', from: '2090-01-01' });
    expect(outcome(await planOf('NTM', 'former'))).toBe('access.grant-not-in-force');
    expect(outcome(await planOf('NTM', 'future'))).toBe('access.grant-not-in-force');
  });

  it('to itself: nobody grants a role to himself', async () => {
    const grant = { username: 'operator', role: 'approver', unit: '10', from: '2024-01-01' };
    expect(await server.command('GrantRole', grant, 'operator')).toMatchObject({ status: 422, code: 'access.own-grant' });
  });
});

describe('what changes holds for the next request', () => {
  const plan = (as: string) => server.tryOut('AssignCapitalPlan', { line: 'NTM:investment:central:2024:2024:10', decision: 'QD-1', amount: '1000', ...paper }, as);

  it('a grant and its revocation', async () => {
    await addUser('lan');
    expect((await plan('lan')).code).toBe('access.role-not-permitted');
    await server.done('GrantRole', { username: 'lan', role: 'finance', unit: '10', from: '2024-01-01' }, 'operator');
    expect((await plan('lan')).status).not.toBe(403);
    await server.done('RevokeRole', { username: 'lan', role: 'finance', unit: '10' }, 'operator');
    expect((await plan('lan')).code).toBe('access.grant-not-in-force');
  });

  it('a delegation, its end, and the end of the role that was lent', async () => {
    await addUser('holder', { role: 'finance', unit: '10' });
    await addUser('deputy');
    const lent = { username: 'holder', to: 'deputy', role: 'finance', unit: '10' };
    const period = { from: '2024-01-01', until: '2090-12-31' };
    expect(await server.command('DelegateRole', { ...lent, ...period }, 'deputy')).toMatchObject({ status: 403, code: 'access.role-not-permitted' });
    expect(await server.command('DelegateRole', { ...lent, ...period }, 'finance')).toMatchObject({ status: 422, code: 'access.not-the-holder' });
    await server.done('DelegateRole', { ...lent, ...period }, 'holder');
    expect((await plan('deputy')).status).not.toBe(403);
    const { json: receipt } = await server.command('SetHousingNorm', { norm: 'lent', kind: 'new', amount: '60000000', ...paper }, 'deputy');
    await server.done('EndDelegation', lent, 'holder');
    await server.done('SetHousingNorm', { norm: 'own', kind: 'new', amount: '60000000', ...paper }, 'holder');
    const { events } = (await server.ask('GET', '/api/events?register=housing', { as: 'inspector' })).json as { events: { data: { norm?: string }; metadata: { actor: object } }[] };
    const actorOf = (norm: string) => events.find(({ data }) => data.norm === norm)?.metadata.actor;
    expect(actorOf('lent')).toEqual({ lentBy: 'holder', role: 'finance', unit: '10', user: 'deputy' });
    expect(actorOf('own')).toEqual({ role: 'finance', unit: '10', user: 'holder' });
    const printed = await server.fetch('GET', `/api/receipts/${receipt.commandId}/paper?lang=vi`, { as: 'inspector' });
    expect(await printed.text()).toContain('<dt>Theo ủy quyền của</dt><dd>holder</dd>');
    expect((await plan('deputy')).code).toBe('access.role-not-permitted');
    await server.done('DelegateRole', { ...lent, ...period, from: today }, 'holder');
    expect((await plan('deputy')).status).not.toBe(403);
    await server.done('RevokeRole', { username: 'holder', role: 'finance', unit: '10' }, 'operator');
    expect((await plan('deputy')).code).toBe('access.role-not-permitted');
  });

  it('the disabling of an account: its session ends and it can sign in no more', async () => {
    await addUser('gone', { role: 'finance', unit: '10' });
    expect((await plan('gone')).status).not.toBe(403);
    await server.done('DisableAccount', { username: 'gone', reason: 'Nghỉ việc' }, 'operator');
    expect((await plan('gone')).status).toBe(401);
    expect((await server.ask('GET', '/api/me', { as: 'gone' })).status).toBe(401);
    expect((await server.signIn('gone', PASSWORD)).code).toBe('sign-in.disabled');
    await server.done('EnableAccount', { username: 'gone', reason: 'Trở lại' }, 'operator');
    expect((await plan('gone')).status).toBe(401);
    expect((await server.signIn('gone', PASSWORD)).status).toBe(200);
  });
});

describe('evidence', () => {
  it('that is not stored may not be named', async () => {
    const { commands } = (await server.ask('GET', '/api/commands')).json as { commands: { name: string; schema: Schema }[] };
    const body = sampleOf(commands.find(({ name }) => name === 'MeasureIndicator')!.schema, { sha256: evidenceHash });
    const measured = (evidence: readonly string[]) => server.tryOut('MeasureIndicator', { ...body, evidence }, 'officer');
    expect(await measured(['ab'.repeat(32)])).toMatchObject({ status: 422, code: 'evidence.unknown' });
    expect((await measured([evidenceHash])).code).not.toBe('evidence.unknown');
    expect((await measured(['zz'])).status).toBe(400);
  });

  it.each(roleNames.map((role) => [role] as const))('brought by the operator’s token: %s', async (role) => {
    const readers: readonly string[] = ['finance', 'program', 'checker', 'approver', 'inspector', 'officer'];
    const response = await server.fetch('GET', `/api/evidence/${evidenceHash}`, { as: role });
    expect(response.status).toBe(readers.includes(role) ? 200 : 403);
  });

  it('is read by the officer of its unit, not by another commune’s', async () => {
    const bytes = Buffer.from('Đơn của hộ');
    const hash = hashOf(bytes);
    await addUser('officer-02788', { role: 'officer', unit: '02788' });
    await addUser('officer-02869', { role: 'officer', unit: '02869' });
    expect((await server.ask('PUT', `/api/evidence/${hash}?name=don.txt`, { as: 'officer-02788', body: bytes, type: 'text/plain' })).status).toBe(201);
    const read = async (as: string) => (await server.fetch('GET', `/api/evidence/${hash}`, { as: as })).status;
    expect([await read('officer-02788'), await read('officer-02869'), await read('district-officer')]).toEqual([200, 403, 200]);
  });
});

describe('in production', () => {
  beforeAll(async () => {
    const before = server;
    await before.stop({ forget: false });
    server = await RunningServer.start({ LEDGER_MODE: 'production' }, before.folder);
    for (const username of ['lan', 'finance']) server.tokens.set(`${username} before`, before.tokens.get(username)!);
  }, 120_000);

  it('credentials and sessions of demo accounts are worth nothing, whatever password they were given', async () => {
    for (const username of roleNames) {
      expect((await server.signIn(username, PASSWORD)).code).toBe('sign-in.wrong');
      expect((await server.signIn(username, 'demo')).code).toBe('sign-in.wrong');
    }
    expect((await server.ask('GET', '/api/me', { as: 'finance before' })).status).toBe(401);
  });

  it('accounts of real people go on, and sessions outlive a restart', async () => {
    expect((await server.signIn('lan', PASSWORD)).status).toBe(200);
    expect((await server.ask('GET', '/api/me', { as: 'lan before' })).json).toMatchObject({ user: 'lan', displayName: 'lan' });
  });

  it('an operator can make a demo account’s name a real one', async () => {
    expect((await server.ask('POST', '/api/users/finance/password', { body: { password: PASSWORD } })).status).toBe(204);
    expect((await server.signIn('finance', PASSWORD)).status).toBe(200);
  });
});
