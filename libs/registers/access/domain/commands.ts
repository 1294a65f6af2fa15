import { day, optional, programCode, text, unitCode, username } from '@ledger/fields';
import { command } from '@ledger/kit';
import { role } from './roles';

const account = () => username({ vi: 'Tài khoản', en: 'Account' });
const delegate = () => username({ vi: 'Người được ủy quyền', en: 'Delegate' });
const from = () => day({ vi: 'Từ ngày', en: 'From' });
const until = () => day({ vi: 'Đến hết ngày', en: 'Until' });
const onlyProgram = () => optional(programCode({ vi: 'Chỉ chương trình', en: 'Only program' }));

/** Mở tài khoản. */
export class OpenAccount extends command({ username: account(), displayName: text({ label: { vi: 'Họ và tên', en: 'Full name' }, max: 120 }) }) {}

/** Giao vai trò: in a unit and those below it, for one program or all, from one day until another or without end. */
export class GrantRole extends command({
  username: account(), role: role(), unit: unitCode(), program: onlyProgram(), from: from(), until: optional(until()),
}) {}

/** Thu hồi vai trò, from the effective date on. */
export class RevokeRole extends command({ username: account(), role: role(), unit: unitCode(), program: onlyProgram() }) {}

/** Khóa tài khoản: at once, whatever grants it has. */
export class DisableAccount extends command({ username: account() }) {}

/** Mở khóa tài khoản. */
export class EnableAccount extends command({ username: account() }) {}

/** Ủy quyền: whoever holds a role lends it, or a part of it, for a time. What was lent cannot be lent again. */
export class DelegateRole extends command({
  username: account(), to: delegate(), role: role(), unit: unitCode(), program: onlyProgram(), from: from(), until: until(),
}) {}

/** Chấm dứt ủy quyền, from the effective date on. */
export class EndDelegation extends command({ username: account(), to: delegate(), role: role(), unit: unitCode(), program: onlyProgram() }) {}
