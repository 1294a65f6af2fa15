import { fold, Refusal, type Act, type EventMeta, type Fact } from '@ledger/kit';
import { account, accessEvents, DelegateRole, DisableAccount, EnableAccount, EndDelegation, GrantRole, OpenAccount, RevokeRole } from './index';

const unitRow = (code: string, parent?: string) => ({ code, parent, revision: 0, name: code, sortKey: code, level: 'commune', kind: 'commune', dissolved: code === '09000' }) as const;
const FACTS = {
  units: [unitRow('10'), unitRow('083', '10'), unitRow('02869', '083'), unitRow('084', '10'), unitRow('09000', '10')],
  programs: [{ code: 'NTM', revision: 0, program: 'NTM', name: 'NTM', nameEn: 'NTM', sortKey: 'NTM', opensOn: '2021-01-01' }],
  accounts: [{ username: 'binh', disabled: false }, { username: 'chi', disabled: true }],
};

const act = (user: string, effectiveOn = '2024-06-01', role = 'operator'): Act => ({
  actor: { user, role, unit: '10' }, effectiveOn, recordedAt: `${effectiveOn}T03:00:00.000Z`, recordedOn: effectiveOn,
});

type Past = readonly (readonly [Fact, string?])[];

/** Decides a command on what happened before; each past event was in force on its day. */
function decide(past: Past, command: object, by: Act, facts: object = FACTS): readonly Fact[] | string {
  const rule = account.rules.find(({ Command }) => command instanceof Command)!;
  const state = past.reduce((current, [event, effectiveOn = '2024-01-01']) => fold(account, current, event, { effectiveOn } as EventMeta), account.initial);
  try {
    return rule.decide(command, state, { act: by, facts });
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

const opened = [accessEvents.AccountOpened({ username: 'an', displayName: 'Trần An' })] as const;
const officer = { username: 'an', role: 'officer', unit: '02869', from: '2024-01-01' } as const;
const approver = { username: 'an', role: 'approver', unit: '083', from: '2024-01-01', until: '2024-12-31' } as const;
const granted = (data: Parameters<typeof accessEvents.RoleGranted>[0] = officer) => [accessEvents.RoleGranted(data)] as const;
const operator = act('op');

describe('accounts', () => {
  it('are opened once', () => {
    expect(decide([], new OpenAccount({ username: 'an', displayName: 'Trần An' }), operator)).toEqual([opened[0]]);
    expect(decide([opened], new OpenAccount({ username: 'an', displayName: 'Khác' }), operator)).toBe('access.account-exists');
  });

  it('are disabled and enabled again, by another', () => {
    const disabled = [accessEvents.AccountDisabled({ username: 'an' })] as const;
    expect(decide([opened], new DisableAccount({ username: 'an' }), operator)).toEqual([disabled[0]]);
    expect(decide([opened, disabled], new DisableAccount({ username: 'an' }), operator)).toBe('access.account-disabled');
    expect(decide([opened], new EnableAccount({ username: 'an' }), operator)).toBe('access.account-not-disabled');
    expect(decide([opened, disabled], new EnableAccount({ username: 'an' }), act('an'))).toBe('access.own-account');
    expect(decide([opened, disabled], new EnableAccount({ username: 'an' }), operator)).toEqual([accessEvents.AccountEnabled({ username: 'an' })]);
    expect(decide([], new DisableAccount({ username: 'an' }), operator)).toBe('access.unknown-account');
  });
});

describe('granting', () => {
  it('records the grant', () => {
    expect(decide([opened], new GrantRole(officer), operator)).toEqual([granted()[0]]);
  });

  it('is never to oneself', () => {
    expect(decide([opened], new GrantRole(officer), act('an'))).toBe('access.own-grant');
  });

  it('needs an active account, a known place and a period that runs forwards', () => {
    expect(decide([], new GrantRole(officer), operator)).toBe('access.unknown-account');
    expect(decide([opened, [accessEvents.AccountDisabled({ username: 'an' })]], new GrantRole(officer), operator)).toBe('access.account-disabled');
    expect(decide([opened], new GrantRole({ ...officer, unit: '01234' }), operator)).toBe('access.unknown-unit');
    expect(decide([opened], new GrantRole({ ...officer, unit: '09000' }), operator)).toBe('access.unknown-unit');
    expect(decide([opened], new GrantRole({ ...officer, program: 'XYZ' }), operator)).toBe('access.unknown-program');
    expect(decide([opened], new GrantRole({ ...officer, until: '2023-12-31' }), operator)).toBe('access.period-reversed');
  });

  it('takes the province on trust while there is no unit at all', () => {
    const empty = { ...FACTS, units: [] };
    expect(decide([opened], new GrantRole({ ...officer, role: 'operator', unit: '10' }), operator, empty)).toHaveLength(1);
    expect(decide([opened], new GrantRole(officer), operator, empty)).toBe('access.unknown-unit');
    expect(decide([opened], new GrantRole({ ...officer, unit: '12' }), operator)).toBe('access.unknown-unit');
  });

  it('refuses what is granted already, and grants again afterwards', () => {
    expect(decide([opened, granted()], new GrantRole({ ...officer, from: '2025-01-01' }), operator)).toBe('access.already-granted');
    expect(decide([opened, granted(approver)], new GrantRole({ ...approver, from: '2024-12-31', until: undefined }), operator)).toBe('access.already-granted');
    expect(decide([opened, granted(approver)], new GrantRole({ ...approver, from: '2025-01-01', until: undefined }), operator)).toHaveLength(1);
    expect(decide([opened, granted()], new GrantRole({ ...officer, program: 'NTM' }), operator)).toHaveLength(1);
  });

  it('is revoked from a day on, whatever its period', () => {
    const revoke = new RevokeRole({ username: 'an', role: 'officer', unit: '02869' });
    expect(decide([opened], revoke, operator)).toBe('access.no-such-grant');
    expect(decide([opened, granted()], new RevokeRole({ username: 'an', role: 'officer', unit: '083' }), operator)).toBe('access.no-such-grant');
    const revoked = decide([opened, granted()], revoke, operator) as readonly Fact[];
    expect(revoked).toEqual([accessEvents.RoleRevoked(officer)]);
    expect(decide([opened, granted(), [revoked[0]!, '2024-06-01']], revoke, operator)).toBe('access.no-such-grant');
    expect(decide([opened, granted(), [revoked[0]!, '2024-06-01']], new GrantRole({ ...officer, from: '2024-06-01' }), operator)).toHaveLength(1);
    expect(decide([opened, granted(), [revoked[0]!, '2024-06-01']], new GrantRole({ ...officer, from: '2024-05-31' }), operator)).toBe('access.already-granted');
  });
});

describe('delegation', () => {
  const lend = new DelegateRole({ ...approver, to: 'binh', from: '2024-07-01', until: '2024-07-31' });
  const own = act('an', '2024-06-01', 'approver');
  const past: Past = [opened, granted(approver)];
  const but = (change: Partial<DelegateRole>, by = own, before = past) => decide(before, new DelegateRole({ ...lend, ...change }), by);

  it('is by the holder alone', () => {
    expect(decide(past, lend, own)).toEqual([accessEvents.RoleDelegated(lend)]);
    expect(decide(past, lend, operator)).toBe('access.not-the-holder');
  });

  it('lends no more than is held', () => {
    expect(but({ unit: '02869' })).toHaveLength(1);
    expect(but({ program: 'NTM' })).toHaveLength(1);
    expect(but({ unit: '10' })).toBe('access.role-not-held');
    expect(but({ unit: '084' })).toBe('access.role-not-held');
    expect(but({ role: 'checker' })).toBe('access.role-not-held');
    expect(but({ until: '2025-01-01' })).toBe('access.role-not-held');
    expect(but({ from: '2023-12-31' })).toBe('access.role-not-held');
    expect(but({}, own, [opened, granted({ ...approver, program: 'NTM' })])).toBe('access.role-not-held');
  });

  it('is to another, active account', () => {
    expect(but({ to: 'an' })).toBe('access.delegate-to-oneself');
    expect(but({ to: 'dung' })).toBe('access.unknown-account');
    expect(but({ to: 'chi' })).toBe('access.account-disabled');
    expect(but({ until: '2024-06-30' })).toBe('access.period-reversed');
  });

  it('of the same role does not overlap', () => {
    const lent = [accessEvents.RoleDelegated(lend)] as const;
    expect(but({ from: '2024-07-31', until: '2024-08-31' }, own, [...past, lent])).toBe('access.already-delegated');
    expect(but({ from: '2024-08-01', until: '2024-08-31' }, own, [...past, lent])).toHaveLength(1);
  });

  it('is ended by the holder or an operator, once', () => {
    const end = new EndDelegation({ username: 'an', to: 'binh', role: 'approver', unit: '083' });
    const lent = [accessEvents.RoleDelegated(lend)] as const;
    const ended = [accessEvents.DelegationEnded(lend)] as const;
    expect(decide([...past, lent], end, own)).toEqual([ended[0]]);
    expect(decide([...past, lent], end, operator)).toEqual([ended[0]]);
    expect(decide([...past, lent], end, act('binh', '2024-06-01', 'checker'))).toBe('access.not-the-holder');
    expect(decide([...past, lent, [ended[0], '2024-06-01']], end, own)).toBe('access.no-such-delegation');
    expect(decide(past, end, own)).toBe('access.no-such-delegation');
  });
});
