import { actor, code, day, optional, programCode, text, unitCode, username, yesNo } from '@ledger/fields';
import { currentTable, defineProjection, handle, list, patch, put, type FactReader, type RowOf } from '@ledger/kit';
import { accessEvents, role, type DelegateRole } from '@ledger/registers/access/domain';

const from = day({ vi: 'Từ ngày', en: 'From' });
const endedOn = optional(day({ vi: 'Chấm dứt từ ngày', en: 'Ended on' }));
const held = { role: role(), unit: unitCode(), program: optional(programCode()) };
const heldCode = () =>
  code({ word: 'grant', label: { vi: 'Mã giao quyền', en: 'Grant' }, pattern: /^[a-z]+:[0-9]{2,5}:([A-Z]{2,8}|all):[0-9-]{10}$/, example: 'officer:02869:all:2024-01-01' });

/** Tells apart what one account holds or lends: role, unit, program and first day. */
const codeOf = ({ role, unit, program, from }: { role: string; unit: string; program?: string; from: string }): string =>
  `${role}:${unit}:${program ?? 'all'}:${from}`;

export const accounts = currentTable('access_accounts', {
  label: { vi: 'Tài khoản', en: 'Accounts' },
  columns: {
    username: username(),
    displayName: text({ label: { vi: 'Họ và tên', en: 'Full name' } }),
    disabled: yesNo({ vi: 'Đã khóa', en: 'Disabled' }),
    reason: optional(text({ label: { vi: 'Lý do', en: 'Reason' }, max: 2_000 })),
    openedOn: day({ vi: 'Ngày mở', en: 'Opened on' }),
  },
  key: ['username'],
});

export const grants = currentTable('access_grants', {
  label: { vi: 'Vai trò được giao', en: 'Grants' },
  columns: {
    username: username(),
    grant: heldCode(),
    ...held,
    from,
    until: optional(day({ vi: 'Đến hết ngày', en: 'Until' })),
    endedOn,
    grantedBy: actor({ vi: 'Người giao', en: 'Granted by' }),
  },
  key: ['username', 'grant'],
  indexes: [['role', 'unit']],
});

export const delegations = currentTable('access_delegations', {
  label: { vi: 'Ủy quyền', en: 'Delegations' },
  columns: {
    username: username({ vi: 'Người ủy quyền', en: 'Holder' }),
    to: username({ vi: 'Người được ủy quyền', en: 'Delegate' }),
    grant: heldCode(),
    ...held,
    from,
    until: day({ vi: 'Đến hết ngày', en: 'Until' }),
    endedOn,
  },
  key: ['username', 'to', 'grant'],
  indexes: [['to']],
});

export type AccountRow = RowOf<typeof accounts>;
export type GrantRow = RowOf<typeof grants>;
export type DelegationRow = RowOf<typeof delegations>;

/** Accounts, what they hold and what they have lent. */
export const accountList = defineProjection('access_accounts', {
  version: 1,
  tables: [accounts, grants, delegations],
  on: handle(accessEvents, {
    AccountOpened: ({ username, displayName }, { effectiveOn }) => [put(accounts, { username, displayName, disabled: false, openedOn: effectiveOn })],
    AccountDisabled: ({ username }, { reason }) => [patch(accounts, { username }, { disabled: true, reason })],
    AccountEnabled: ({ username }, { reason }) => [patch(accounts, { username }, { disabled: false, reason })],
    RoleGranted: (grant, { actor }) => [put(grants, { ...grant, grant: codeOf(grant), grantedBy: actor.user })],
    RoleRevoked: (grant, { effectiveOn }) => [patch(grants, { username: grant.username, grant: codeOf(grant) }, { endedOn: effectiveOn })],
    RoleDelegated: (lent) => [put(delegations, { ...lent, grant: codeOf(lent) })],
    DelegationEnded: (lent, { effectiveOn }) => [
      patch(delegations, { username: lent.username, to: lent.to, grant: codeOf(lent) }, { endedOn: effectiveOn }),
    ],
  }),
});

/** The account that a role is lent to. */
export const namedAccounts: FactReader = ({ to }: DelegateRole) => list(accounts, { where: { username: to } });
