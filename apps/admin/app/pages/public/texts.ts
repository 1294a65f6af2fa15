import type { Words } from '@ledger/kit';

/** What the public page says. */
export const publicTexts = {
  title: { vi: 'Số liệu công khai các chương trình mục tiêu quốc gia', en: 'Public figures of the national target programs' },
  province: { vi: 'Tỉnh Lào Cai', en: 'Lào Cai province' },
  moment: { vi: 'Số liệu đến ngày {asOf}, năm kế hoạch {year}; sổ cái đã ghi nhận đến vị trí {position}.', en: 'Figures on {asOf}, plan year {year}; recorded in the ledger up to position {position}.' },
  year: { vi: 'Năm', en: 'Year' },
  money: { vi: 'Vốn và giải ngân theo chương trình', en: 'Funds and disbursement by program' },
  program: { vi: 'Chương trình', en: 'Program' },
  plan: { vi: 'Kế hoạch (triệu đồng)', en: 'Plan (million VND)' },
  disbursed: { vi: 'Giải ngân (triệu đồng)', en: 'Disbursed (million VND)' },
  rate: { vi: 'Tỷ lệ', en: 'Rate' },
  houses: { vi: 'Nhà nghiệm thu trong năm theo huyện', en: 'Houses accepted in the year by district' },
  district: { vi: 'Huyện', en: 'District' },
  accepted: { vi: 'Số nhà nghiệm thu', en: 'Houses accepted' },
  keptBack: { vi: 'không công bố', en: 'not published' },
  small: { vi: 'Số dưới {least} hộ không công bố, kèm một số khác để không suy ra được từ tổng.', en: 'Counts below {least} households are not published, and another with them so that none follows from the total.' },
  criteria: { vi: 'Tiêu chí nông thôn mới', en: 'New-rural criteria' },
  communes: { vi: 'Số xã', en: 'Communes' },
  average: { vi: 'Bình quân tiêu chí đạt mỗi xã', en: 'Criteria met per commune' },
  basis: { vi: 'Nguồn gốc số liệu', en: 'Basis' },
  total: { vi: 'Tổng số', en: 'Total' },
  rounded: { vi: 'Số tiền làm tròn đến triệu đồng.', en: 'Amounts are rounded to millions.' },
  print: { vi: 'In trang này', en: 'Print this page' },
  signIn: { vi: 'Dành cho cán bộ', en: 'For officials' },
} as const satisfies { readonly [name: string]: Words };
