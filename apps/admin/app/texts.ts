import type { Words } from '@ledger/kit';

/** What the app's own pages say. */
export const texts = {
  product: { vi: 'Sổ cái chương trình', en: 'Program ledger' },
  productLong: { vi: 'Sổ theo dõi các chương trình mục tiêu quốc gia', en: 'Ledger of the national target programs' },
  signInTitle: { vi: 'Đăng nhập sổ cái', en: 'Sign in to the ledger' },
  inspectorApp: { vi: 'Ứng dụng thanh tra', en: 'Inspectors’ app' },
  overview: { vi: 'Tổng quan', en: 'Overview' },
  delegations: { vi: 'Ủy quyền đang có hiệu lực', en: 'Delegations in force' },
  actingFor: {
    vi: 'Đang được {lender} ủy quyền vai trò {role} tại {where}, đến hết ngày {until}. Việc làm theo vai trò này được ghi kèm tên người ủy quyền.',
    en: 'Acting for {lender} as {role} in {where}, until {until}. What is done in this role is recorded with the name of whoever lent it.',
  },
  allPrograms: { vi: 'mọi chương trình', en: 'all programs' },
  work: { vi: 'Nghiệp vụ', en: 'Work' },
} as const satisfies { readonly [name: string]: Words };
