import { defineRegisterWeb } from '@ledger/ui/register/register-web';
import { accessEvents, account } from '@ledger/registers/access/domain';
import * as commands from '@ledger/registers/access/domain/commands';
import { stateTexts } from './state-texts';

export const accessWeb = defineRegisterWeb({
  name: 'access',
  commands,
  deciders: [account],
  states: stateTexts,
  refusals: () => import('@ledger/registers/access/domain/messages').then(({ messages }) => messages),
  events: accessEvents,
  texts: {
    commands: {
      OpenAccount: { vi: 'Mở tài khoản', en: 'Open an account' },
      GrantRole: { vi: 'Giao vai trò', en: 'Grant a role' },
      RevokeRole: { vi: 'Thu hồi vai trò', en: 'Revoke a role' },
      DisableAccount: { vi: 'Khóa tài khoản', en: 'Disable an account' },
      EnableAccount: { vi: 'Mở khóa tài khoản', en: 'Enable an account' },
      DelegateRole: { vi: 'Ủy quyền', en: 'Delegate a role' },
      EndDelegation: { vi: 'Chấm dứt ủy quyền', en: 'End a delegation' },
    },
    events: {
      AccountOpened: { vi: 'Mở tài khoản {username}', en: 'Account {username} opened' },
      AccountDisabled: { vi: 'Khóa tài khoản {username}', en: 'Account {username} disabled' },
      AccountEnabled: { vi: 'Mở khóa tài khoản {username}', en: 'Account {username} enabled' },
      RoleGranted: { vi: 'Giao vai trò {role} tại {unit} từ {from}', en: 'Role {role} granted in {unit} from {from}' },
      RoleRevoked: { vi: 'Thu hồi vai trò {role} tại {unit}', en: 'Role {role} revoked in {unit}' },
      RoleDelegated: { vi: 'Ủy quyền vai trò {role} cho {to}, {from} đến {until}', en: 'Role {role} lent to {to}, {from} to {until}' },
      DelegationEnded: { vi: 'Chấm dứt ủy quyền vai trò {role} cho {to}', en: 'Delegation of {role} to {to} ended' },
    },
  },
  pickers: { username: { table: 'access/accounts', value: 'username', labels: ['displayName'] } },
  lists: {
    accounts: { order: 'username', filters: ['disabled'] },
    grants: { columns: ['username', 'role', 'unit', 'program', 'from', 'until', 'endedOn', 'grantedBy'], order: 'username', filters: ['username', 'role', 'unit'] },
    delegations: { columns: ['username', 'to', 'role', 'unit', 'program', 'from', 'until', 'endedOn'], filters: ['username', 'to', 'role'] },
    units: { hidden: true },
    programs: { hidden: true },
  },
});
