import type { Words } from '@ledger/kit';

/** What the capital plan's page says. */
export const planTexts = {
  title: { vi: 'Kế hoạch vốn', en: 'Capital plan' },
  holder: { vi: 'Đơn vị', en: 'Holder' },
  all: { vi: 'Tổng cộng', en: 'In all' },
  show: { vi: 'Hiện trong từng ô', en: 'Shown in the cells' },
  plan: { vi: 'Kế hoạch', en: 'Plan' },
  allocated: { vi: 'Đã phân bổ', en: 'Allocated' },
  disbursed: { vi: 'Đã giải ngân', en: 'Disbursed' },
  left: { vi: 'Còn lại', en: 'Left' },
  none: { vi: 'Không có vốn nào khớp bộ lọc.', en: 'No funds match the filters.' },
  lines: { vi: 'Dòng vốn trong ô này', en: 'Fund lines behind this cell' },
  total: { vi: 'Cả tỉnh', en: 'The province' },
  assign: { vi: 'Giao kế hoạch vốn', en: 'Assign a plan' },
  allocate: { vi: 'Phân bổ', en: 'Allocate' },
  adjust: { vi: 'Điều chỉnh', en: 'Adjust' },
  reallocate: { vi: 'Chuyển', en: 'Move' },
  amend: { vi: 'Đính chính, đảo bút toán', en: 'Correct, reverse' },
  history: { vi: 'Lịch sử của dòng vốn', en: 'History of the line' },
  meaning: {
    vi: 'Kế hoạch gồm vốn giao, điều chỉnh và chuyển từ năm trước; đã phân bổ là phần đơn vị được dùng; còn lại là kế hoạch trừ giải ngân.',
    en: 'The plan is what was assigned, adjusted and carried in; allocated is what holders may use; left is the plan less what is disbursed.',
  },
} as const satisfies { readonly [name: string]: Words };
