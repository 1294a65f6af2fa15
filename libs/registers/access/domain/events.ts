import { day, optional, programCode, text, unitCode, username } from '@ledger/fields';
import { defineEvents } from '@ledger/kit';
import { role } from './roles';

const from = day({ vi: 'Từ ngày', en: 'From' });
const until = day({ vi: 'Đến hết ngày', en: 'Until' });
const held = { username: username(), role: role(), unit: unitCode(), program: optional(programCode()) };
const lent = { ...held, to: username({ vi: 'Người được ủy quyền', en: 'Delegate' }), from };

/** `from` tells grants of one role, unit and program apart. */
export const accessEvents = defineEvents('access', {
  AccountOpened: { username: username(), displayName: text({ label: { vi: 'Họ và tên', en: 'Full name' }, max: 120 }) },
  AccountDisabled: { username: username() },
  AccountEnabled: { username: username() },
  RoleGranted: { ...held, from, until: optional(until) },
  RoleRevoked: { ...held, from },
  RoleDelegated: { ...lent, until },
  DelegationEnded: lent,
});
