import type { Words } from '@ledger/kit';

export const laneTexts = {
  which: { vi: 'Hồ sơ', en: 'Record' },
  choose: { vi: 'Gõ mã hộ, mã xã, dòng vốn…', en: 'Type a household, commune or fund line…' },
  chooseFirst: { vi: 'Chọn một hồ sơ để xem dòng sự kiện của nó cùng các hồ sơ mà nó dẫn tới.', en: 'Choose a record to see its events together with those of the records it led to.' },
  payment: { vi: 'Khoản chi {payment}', en: 'Payment {payment}' },
  chart: { vi: 'Sự kiện theo thời gian, mỗi luồng một hàng; mũi tên nối nguyên nhân với hệ quả', en: 'Events in time, a row for each stream; arrows lead from cause to effect' },
  asList: { vi: 'Theo thứ tự ghi nhận', en: 'In the order of recording' },
  because: { vi: 'do «{cause}»', en: 'because of “{cause}”' },
  newest: { vi: 'Chỉ hiện {count} sự kiện mới nhất.', en: 'Only the latest {count} events are shown.' },
  none: { vi: 'Không có sự kiện nào của hồ sơ này.', en: 'There are no events of this record.' },
} as const satisfies { readonly [name: string]: Words };
