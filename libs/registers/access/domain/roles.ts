import { choice } from '@ledger/fields';
import type { Words } from '@ledger/kit';

/** The roles that a grant can give. A process of the ledger acts under `process`, which nobody is granted. */
export const roles = {
  finance: { vi: 'Tài chính tỉnh', en: 'Province finance' },
  program: { vi: 'Cán bộ chương trình', en: 'Program officer' },
  officer: { vi: 'Cán bộ xã', en: 'Commune officer' },
  checker: { vi: 'Người kiểm tra', en: 'Checker' },
  approver: { vi: 'Người phê duyệt', en: 'Approver' },
  inspector: { vi: 'Thanh tra', en: 'Inspector' },
  operator: { vi: 'Quản trị hệ thống', en: 'Operator' },
  consumer: { vi: 'Bên nhận dữ liệu', en: 'Consumer' },
} as const satisfies { readonly [role: string]: Words };

export type Role = keyof typeof roles;

export const roleNames = Object.keys(roles) as readonly Role[];

const nameOf = (name: string, language: keyof Words): string => (Object.hasOwn(roles, name) ? roles[name as Role][language] : name);

/** Roles as they are spoken of; one that is not known by its code. */
export const rolesInWords = (names: readonly string[]): Words => ({ vi: names.map((name) => nameOf(name, 'vi')).join(', '), en: names.map((name) => nameOf(name, 'en')).join(', ') });

export const role = () => choice('role', { vi: 'Vai trò', en: 'Role' }, roles);
