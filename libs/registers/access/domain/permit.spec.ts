import fc from 'fast-check';
import { ancestorsIn, permit, roleNames, rolesOf, type AccessBook, type Delegation, type Grant } from './index';

const UNITS = [
  { code: '10' }, { code: '083', parent: '10' }, { code: '02869', parent: '083' }, { code: '02872', parent: '083' },
  { code: '084', parent: '10' }, { code: '02900', parent: '084' }, { code: '15' }, { code: '04300', parent: '15' },
];
const grant = (role: string, unit: string, more: Partial<Grant> = {}): Grant => ({ role, unit, from: '2024-01-01', ...more });

interface Setup {
  readonly accounts?: { readonly [user: string]: boolean };
  readonly grants?: { readonly [user: string]: readonly Grant[] };
  readonly delegations?: { readonly [user: string]: readonly Delegation[] };
}
const book = ({ accounts = { an: true, binh: true }, grants = {}, delegations = {} }: Setup): AccessBook => ({
  account: (user) => (user in accounts ? { displayName: user, disabled: !accounts[user] } : undefined),
  disabled: Object.keys(accounts).filter((user) => !accounts[user]),
  grantsOf: (user) => grants[user] ?? [],
  delegationsTo: (user) => delegations[user] ?? [],
  ancestorsOf: () => ancestorsIn(UNITS),
});
const ask = (setup: Setup, question: Partial<Parameters<typeof permit>[1]> = {}) =>
  permit(book(setup), { user: 'an', roles: ['officer'], scope: { unit: '02869' }, on: '2024-06-01', ...question });
const code = (answer: ReturnType<typeof permit>) => (answer.permitted ? `${answer.role}@${answer.unit}` : answer.code);

describe('a grant', () => {
  const officer = { grants: { an: [grant('officer', '02869')] } };

  it('gives its role in its unit', () => {
    expect(ask(officer)).toEqual({ permitted: true, role: 'officer', unit: '02869' });
  });

  it('covers the units below and no others', () => {
    const district = { grants: { an: [grant('officer', '083')] } };
    expect(code(ask(district))).toBe('officer@083');
    expect(code(ask({ grants: { an: [grant('officer', '10')] } }))).toBe('officer@10');
    expect(code(ask(district, { scope: { unit: '02900' } }))).toBe('access.outside-scope');
    expect(code(ask(officer, { scope: { unit: '02872' } }))).toBe('access.outside-scope');
    expect(code(ask(officer, { scope: { unit: '083' } }))).toBe('access.outside-scope');
  });

  it('of a province covers units that nobody knows, but not those of another province', () => {
    const province = { grants: { an: [grant('officer', '10')] } };
    expect(code(ask(province, { scope: { unit: '09999' } }))).toBe('officer@10');
    expect(code(ask(province, { scope: { unit: '04300' } }))).toBe('access.outside-scope');
    expect(code(ask(province, { scope: { unit: '15' } }))).toBe('access.outside-scope');
    expect(code(ask(officer, { scope: { unit: '09999' } }))).toBe('access.outside-scope');
  });

  it('is for the roles asked for, in their order', () => {
    expect(code(ask(officer, { roles: ['checker', 'approver'] }))).toBe('access.role-not-permitted');
    const two = { grants: { an: [grant('officer', '02869'), grant('checker', '083')] } };
    expect(code(ask(two, { roles: ['checker', 'officer'] }))).toBe('checker@083');
    expect(code(ask(two, { roles: ['officer', 'checker'] }))).toBe('officer@02869');
  });

  it('holds from its first day to its last', () => {
    const dated = { grants: { an: [grant('officer', '02869', { from: '2024-03-01', until: '2024-06-30' })] } };
    expect(code(ask(dated, { on: '2024-02-29' }))).toBe('access.grant-not-in-force');
    expect(code(ask(dated, { on: '2024-03-01' }))).toBe('officer@02869');
    expect(code(ask(dated, { on: '2024-06-30' }))).toBe('officer@02869');
    expect(code(ask(dated, { on: '2024-07-01' }))).toBe('access.grant-not-in-force');
  });

  it('ends with the day before it was revoked', () => {
    const revoked = { grants: { an: [grant('officer', '02869', { endedOn: '2024-06-01' })] } };
    expect(code(ask(revoked, { on: '2024-05-31' }))).toBe('officer@02869');
    expect(code(ask(revoked, { on: '2024-06-01' }))).toBe('access.grant-not-in-force');
  });

  it('for one program covers that program and its components', () => {
    const ntm = { grants: { an: [grant('officer', '02869', { program: 'NTM' })] } };
    expect(code(ask(ntm, { scope: { unit: '02869', program: 'NTM' } }))).toBe('officer@02869');
    expect(code(ask(ntm, { scope: { unit: '02869', program: 'NTM.3' } }))).toBe('officer@02869');
    expect(code(ask(ntm, { scope: { unit: '02869', program: 'GNBV' } }))).toBe('access.outside-scope');
    expect(code(ask(ntm))).toBe('officer@02869');
    expect(code(ask(officer, { scope: { unit: '02869', program: 'GNBV' } }))).toBe('officer@02869');
  });

  it('anywhere will do when nothing in particular must be covered', () => {
    expect(code(ask(officer, { scope: {} }))).toBe('officer@02869');
  });
});

describe('an account', () => {
  const officer = { an: [grant('officer', '02869')] };

  it('that is disabled may do nothing, at once', () => {
    expect(code(ask({ accounts: { an: false }, grants: officer }))).toBe('access.account-disabled');
  });

  it('that does not exist may do nothing, even with grants', () => {
    expect(code(ask({ accounts: {}, grants: officer }))).toBe('access.unknown-account');
  });

  it('needs no role where none is asked for', () => {
    expect(ask({}, { roles: [] })).toEqual({ permitted: true, role: '', unit: '' });
    expect(code(ask({ grants: officer }, { roles: [] }))).toBe('officer@02869');
    expect(code(ask({ accounts: { an: false } }, { roles: [] }))).toBe('access.account-disabled');
  });
});

describe('a delegation', () => {
  const lent: Delegation = { username: 'binh', ...grant('approver', '083', { from: '2024-05-01', until: '2024-06-30' }) };
  const holder = (...grants: readonly Grant[]): Setup => ({ grants: { binh: grants }, delegations: { an: [lent] } });
  const approve = { roles: ['approver'] };

  it('gives the role lent, in the unit lent, for its time', () => {
    const setup = holder(grant('approver', '10'));
    expect(code(ask(setup, approve))).toBe('approver@083');
    expect(code(ask(setup, { ...approve, scope: { unit: '02900' } }))).toBe('access.outside-scope');
    expect(code(ask(setup, { ...approve, on: '2024-07-01' }))).toBe('access.role-not-permitted');
    expect(code(ask(setup, { ...approve, on: '2024-04-30' }))).toBe('access.role-not-permitted');
  });

  it('holds only while its owner holds the role', () => {
    expect(code(ask(holder(), approve))).toBe('access.role-not-permitted');
    expect(code(ask(holder(grant('checker', '10')), approve))).toBe('access.role-not-permitted');
    expect(code(ask(holder(grant('approver', '084')), approve))).toBe('access.role-not-permitted');
    expect(code(ask(holder(grant('approver', '10', { until: '2024-05-31' })), approve))).toBe('access.role-not-permitted');
    expect(code(ask(holder(grant('approver', '10', { endedOn: '2024-06-01' })), approve))).toBe('access.role-not-permitted');
  });

  it('for all programs is not held by a grant for one', () => {
    expect(code(ask(holder(grant('approver', '10', { program: 'NTM' })), approve))).toBe('access.role-not-permitted');
  });

  it('ends with its owner’s account and when it is ended', () => {
    const setup = holder(grant('approver', '10'));
    expect(code(ask({ ...setup, accounts: { an: true, binh: false } }, approve))).toBe('access.role-not-permitted');
    expect(code(ask({ ...setup, accounts: { an: true } }, approve))).toBe('access.role-not-permitted');
    expect(code(ask({ ...setup, delegations: { an: [{ ...lent, endedOn: '2024-06-01' }] } }, approve))).toBe('access.role-not-permitted');
  });

  it('is said to be one, with whose role it is; one\'s own role is not', () => {
    const rows = { grants: { an: [{ username: 'an', ...grant('officer', '02869') }], binh: [grant('approver', '10')] }, delegations: { an: [lent] } };
    expect(ask(rows, approve)).toEqual({ permitted: true, role: 'approver', unit: '083', lentBy: 'binh' });
    expect(ask(rows)).toEqual({ permitted: true, role: 'officer', unit: '02869' });
  });

  it('cannot be lent on: what was lent is no grant', () => {
    const chain: Setup = {
      accounts: { an: true, binh: true, chi: true },
      grants: { chi: [grant('approver', '10')] },
      delegations: { binh: [{ ...lent, username: 'chi' }], an: [lent] },
    };
    expect(code(ask(chain, { ...approve, user: 'binh' }))).toBe('approver@083');
    expect(code(ask(chain, approve))).toBe('access.role-not-permitted');
  });
});

it('lists what somebody may act under, and from whom it is lent', () => {
  const lent: Delegation = { username: 'binh', ...grant('approver', '083', { until: '2024-06-30' }) };
  const setup: Setup = { grants: { an: [grant('officer', '02869'), grant('checker', '10', { from: '2025-01-01' })], binh: [grant('approver', '10')] }, delegations: { an: [lent] } };
  expect(rolesOf(book(setup), 'an', '2024-06-01').map(({ role, unit, lentBy, lenderName }) => [role, unit, lentBy, lenderName])).toEqual([['officer', '02869', undefined, undefined], ['approver', '083', 'binh', 'binh']]);
  expect(rolesOf(book(setup), 'an', '2025-01-01').map(({ role }) => role)).toEqual(['officer', 'checker']);
  expect(rolesOf(book({ ...setup, accounts: { an: false, binh: true } }), 'an', '2024-06-01')).toEqual([]);
});

it('never permits more than some grant says, whatever is asked', () => {
  const units = UNITS.map((unit) => unit.code);
  const day = fc.constantFrom('2024-01-01', '2024-03-15', '2024-06-01', '2024-12-31');
  const anyGrant = fc.record({ role: fc.constantFrom(...roleNames), unit: fc.constantFrom(...units), from: day, until: fc.option(day, { nil: undefined }), program: fc.constantFrom(undefined, 'NTM', 'DTTS') });
  const question = fc.record({ roles: fc.subarray([...roleNames], { minLength: 1 }), unit: fc.constantFrom(...units), program: fc.constantFrom(undefined, 'NTM', 'NTM.2', 'DTTS.4.1'), on: day });
  const ancestorsOf = ancestorsIn(UNITS);
  fc.assert(fc.property(fc.array(anyGrant, { maxLength: 6 }), question, (grants, { roles, unit, program, on }) => {
    const answer = ask({ grants: { an: grants } }, { roles, scope: { unit, program }, on });
    const expected = grants.some((held) => (roles as string[]).includes(held.role) && held.from <= on && (held.until ?? '9999') >= on
      && [unit, ...ancestorsOf(unit)].includes(held.unit) && [undefined, program?.split('.')[0] ?? held.program].includes(held.program));
    expect(answer.permitted).toBe(expected);
    if (answer.permitted) expect(grants.some(({ role, unit: at }) => role === answer.role && at === answer.unit)).toBe(true);
  }));
});
