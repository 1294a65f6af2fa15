import type { Words } from '@ledger/kit';

/** What the app's own pages say. */
export const texts = {
  product: { vi: 'Sổ cái chương trình', en: 'Program ledger' },
  productLong: { vi: 'Sổ theo dõi các chương trình mục tiêu quốc gia', en: 'Ledger of the national target programs' },
  signInTitle: { vi: 'Đăng nhập sổ cái', en: 'Sign in to the ledger' },
  inspectorApp: { vi: 'Ứng dụng thanh tra', en: 'Inspectors’ app' },
  overview: { vi: 'Tổng quan', en: 'Overview' },
  work: { vi: 'Nghiệp vụ', en: 'Work' },
} as const satisfies { readonly [name: string]: Words };
