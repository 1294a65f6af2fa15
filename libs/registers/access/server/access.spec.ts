import { latest, type Change, type EventMeta, type Fact } from '@ledger/kit';
import { accessEvents, account, permit } from '@ledger/registers/access/domain';
import { access, accessBook, accountList, commandRoles, type AccessRows } from './index';

const meta = (effectiveOn: string, more: Partial<EventMeta> = {}) =>
  ({ effectiveOn, actor: { user: 'op', role: 'operator', unit: '10' }, ...more }) as EventMeta;
const project = (event: Fact, day = '2024-01-01', more: Partial<EventMeta> = {}): readonly Change[] => accountList.on[event.type]!.run(event.data, meta(day, more));

it('keeps a row per account, grant and delegation', () => {
  const grant = { username: 'an', role: 'officer', unit: '02869', from: '2024-01-01' } as const;
  expect(project(accessEvents.AccountOpened({ username: 'an', displayName: 'Trần An' }))).toMatchObject([
    { op: 'put', row: { username: 'an', displayName: 'Trần An', disabled: false, openedOn: '2024-01-01' } },
  ]);
  expect(project(accessEvents.AccountDisabled({ username: 'an' }), '2024-02-01', { reason: 'nghỉ việc' })).toMatchObject([
    { op: 'patch', key: { username: 'an' }, set: { disabled: true, reason: 'nghỉ việc' } },
  ]);
  expect(project(accessEvents.RoleGranted(grant))).toMatchObject([
    { op: 'put', row: { ...grant, grant: 'officer:02869:all:2024-01-01', grantedBy: 'op' } },
  ]);
  expect(project(accessEvents.RoleRevoked(grant), '2024-03-01')).toMatchObject([
    { op: 'patch', key: { username: 'an', grant: 'officer:02869:all:2024-01-01' }, set: { endedOn: '2024-03-01' } },
  ]);
  const lent = { ...grant, to: 'binh', program: 'NTM' };
  expect(project(accessEvents.RoleDelegated({ ...lent, until: '2024-12-31' }))).toMatchObject([
    { op: 'put', row: { ...lent, until: '2024-12-31', grant: 'officer:02869:NTM:2024-01-01' } },
  ]);
  expect(project(accessEvents.DelegationEnded(lent), '2024-03-01')).toMatchObject([
    { op: 'patch', key: { username: 'an', to: 'binh', grant: 'officer:02869:NTM:2024-01-01' }, set: { endedOn: '2024-03-01' } },
  ]);
});

it('has a handler for every event and texts for every refusal', () => {
  const events = Object.keys(accessEvents.$catalogue.definitions).sort();
  expect(Object.keys(accountList.on).sort()).toEqual(events);
  expect(Object.keys(account.evolve).sort()).toEqual(events);
  for (const words of Object.values(access.messages)) expect(words.vi && words.en).toBeTruthy();
});

describe('the book', () => {
  const unit = (code: string, parent: string | undefined, effectiveOn: string) =>
    ({ code, parent, effectiveOn, revision: 0, name: code, sortKey: code, level: 'commune', kind: 'commune', dissolved: false }) as const;
  const rows: AccessRows = {
    accounts: [{ username: 'an', displayName: 'An', disabled: false, openedOn: '2024-01-01' }],
    grants: [{ username: 'an', grant: 'g', role: 'officer', unit: '083', from: '2024-01-01', grantedBy: 'op' }],
    delegations: [],
    units: [
      unit('10', undefined, '2004-01-01'), unit('083', '10', '2004-01-01'), unit('02869', '083', '2004-01-01'),
      unit('02869', '10', '2025-07-01'), unit('02900', '10', '2004-01-01'), unit('02900', '083', '2004-01-01'),
    ],
  };
  const ask = (unit: string, on: string) => permit(accessBook(rows), { user: 'an', roles: ['officer'], scope: { unit }, on }).permitted;

  it('knows which units lay below which on the day asked about', () => {
    expect(ask('02869', '2025-06-30')).toBe(true);
    expect(ask('02869', '2025-07-01')).toBe(false);
  });

  it('takes the later recorded of two facts of one day', () => {
    expect(ask('02900', '2024-06-01')).toBe(true);
  });
});

it('lists every command with the roles that may issue it and those that may not', () => {
  const byName = new Map(commandRoles([access]).map((entry) => [entry.command, entry]));
  expect([...byName.keys()].sort()).toEqual(['DelegateRole', 'DisableAccount', 'EnableAccount', 'EndDelegation', 'GrantRole', 'OpenAccount', 'RevokeRole']);
  expect(byName.get('GrantRole')).toMatchObject({ register: 'access', roles: ['operator'] });
  expect(byName.get('GrantRole')!.otherRoles).toHaveLength(7);
  expect(byName.get('DelegateRole')!.otherRoles).toEqual([]);
});

it('asks for its facts by name', () => {
  const { units, programs, accounts } = access.facts;
  expect(units!({}, {} as never)).toEqual(latest(access.projections[1]!.tables[0]!, { by: ['code'] }));
  expect(programs!({}, {} as never).table.name).toBe('access_programs');
  expect(accounts!({ to: 'binh' }, {} as never).where).toEqual({ username: 'binh' });
});
