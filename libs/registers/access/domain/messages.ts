import type { Words } from '@ledger/kit';

export const messages: { readonly [code: string]: Words } = {
  'access.account-disabled': {
    vi: 'Tài khoản đã bị khóa.',
    en: 'The account is disabled.',
  },
  'access.account-exists': {
    vi: 'Đã có tài khoản «{username}».',
    en: 'There already is an account “{username}”.',
  },
  'access.account-not-disabled': {
    vi: 'Tài khoản không bị khóa.',
    en: 'The account is not disabled.',
  },
  'access.already-delegated': {
    vi: 'Vai trò này đã được ủy quyền cho người đó trong thời gian trùng với thời gian yêu cầu (từ {from}).',
    en: 'This role is already lent to that account for a time that overlaps (from {from}).',
  },
  'access.already-granted': {
    vi: 'Vai trò này đã được giao trong thời gian trùng với thời gian yêu cầu (từ {from}).',
    en: 'This role is already granted for a time that overlaps (from {from}).',
  },
  'access.delegate-to-oneself': {
    vi: 'Không thể ủy quyền cho chính mình.',
    en: 'A role cannot be lent to oneself.',
  },
  'access.grant-not-in-force': {
    vi: 'Vai trò được giao không có hiệu lực vào ngày {on}.',
    en: 'The role granted is not in force on {on}.',
  },
  'access.no-such-delegation': {
    vi: 'Không có ủy quyền nào như vậy đang hoặc sẽ có hiệu lực.',
    en: 'There is no such delegation in force or to come.',
  },
  'access.no-such-grant': {
    vi: 'Không có vai trò nào như vậy đang hoặc sẽ có hiệu lực.',
    en: 'There is no such grant in force or to come.',
  },
  'access.not-the-holder': {
    vi: 'Chỉ người giữ vai trò mới được ủy quyền hoặc chấm dứt ủy quyền vai trò đó.',
    en: 'Only the holder of a role may lend it or end the loan.',
  },
  'access.outside-scope': {
    vi: 'Vai trò được giao không bao gồm đơn vị hoặc chương trình này.',
    en: 'The role granted does not cover this unit or program.',
  },
  'access.own-account': {
    vi: 'Không thể tự mở khóa tài khoản của mình.',
    en: 'Nobody enables their own account.',
  },
  'access.own-grant': {
    vi: 'Không thể tự giao vai trò cho mình.',
    en: 'Nobody grants themselves a role.',
  },
  'access.period-reversed': {
    vi: 'Ngày kết thúc sớm hơn ngày bắt đầu.',
    en: 'The period ends before it begins.',
  },
  'access.role-not-held': {
    vi: 'Người ủy quyền không giữ vai trò này trong suốt thời gian và phạm vi ủy quyền.',
    en: 'The holder does not hold this role for the whole time and area to be lent.',
  },
  'access.role-not-permitted': {
    vi: 'Việc này cần một trong các vai trò: {roles}.',
    en: 'This needs one of the roles: {roles}.',
  },
  'access.unknown-account': {
    vi: 'Không có tài khoản này.',
    en: 'There is no such account.',
  },
  'access.unknown-program': {
    vi: 'Không có chương trình {program}.',
    en: 'There is no program {program}.',
  },
  'access.unknown-unit': {
    vi: 'Không có đơn vị {unit} vào ngày hiệu lực.',
    en: 'There is no unit {unit} on the effective date.',
  },
};
