import type { Words } from '@ledger/kit';

/** What the app's own pages say. */
export const texts = {
  product: { vi: 'Sổ cái chương trình', en: 'Program ledger' },
  productLong: { vi: 'Sổ theo dõi các chương trình mục tiêu quốc gia', en: 'Ledger of the national target programs' },
  signInTitle: { vi: 'Đăng nhập sổ cái', en: 'Sign in to the ledger' },
  inspectorApp: { vi: 'Ứng dụng thanh tra', en: 'Inspectors’ app' },
  overview: { vi: 'Tổng quan', en: 'Overview' },
  work: { vi: 'Nghiệp vụ', en: 'Work' },
  registers: { vi: 'Sổ theo dõi', en: 'Registers' },
  planYear: { vi: 'năm kế hoạch {year}', en: 'plan year {year}' },
  money: { vi: 'Kế hoạch vốn và giải ngân', en: 'Capital plan and disbursement' },
  houses: { vi: 'Xóa nhà tạm, nhà dột nát', en: 'Elimination of temporary and dilapidated houses' },
  criteria: { vi: 'Tiêu chí nông thôn mới', en: 'New-rural criteria' },
  communes: { vi: 'Số xã', en: 'Communes' },
  average: { vi: 'Bình quân tiêu chí mỗi xã', en: 'Criteria met per commune' },
  averageBefore: { vi: 'Một năm trước', en: 'A year before' },
  awaiting: { vi: 'Chờ thẩm tra', en: 'Awaiting verification' },
} as const satisfies { readonly [name: string]: Words };
