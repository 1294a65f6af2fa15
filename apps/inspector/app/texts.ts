import type { Words } from '@ledger/kit';

/** What the app's frame and its first page say. */
export const texts = {
  product: { vi: 'Thanh tra sổ cái', en: 'Ledger inspection' },
  productLong: { vi: 'Thanh tra sổ theo dõi các chương trình mục tiêu quốc gia', en: 'Inspection of the national target programs’ ledger' },
  signInTitle: { vi: 'Đăng nhập để thanh tra', en: 'Sign in to inspect' },
  replay: { vi: 'Phát lại', en: 'Replay' },
  people: { vi: 'Ai đã làm gì', en: 'Who did what' },
  lanes: { vi: 'Các luồng liên quan', en: 'Related streams' },
  workbench: { vi: 'Bàn làm việc', en: 'Workbench' },
} as const satisfies { readonly [name: string]: Words };
