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

export const role = () => choice('role', { vi: 'Vai trò', en: 'Role' }, roles);
