import type { Words } from '@ledger/kit';

export const peopleTexts = {
  person: { vi: 'Người ghi', en: 'Person' },
  month: { vi: 'Tháng', en: 'Month' },
  strip: { vi: 'Số lệnh theo người và tháng', en: 'Commands by person and month' },
  total: { vi: 'Cộng', en: 'Total' },
  cell: { vi: '{person}, {month}: {count} lệnh', en: '{person}, {month}: {count} commands' },
  commands: { vi: 'Các lệnh', en: 'Commands' },
  when: { vi: 'Ghi nhận lúc', en: 'Recorded at' },
  role: { vi: 'Vai trò khi đó', en: 'Role then' },
  unit: { vi: 'Đơn vị', en: 'Unit' },
  what: { vi: 'Việc đã làm', en: 'What was done' },
  record: { vi: 'Hồ sơ', en: 'Record' },
  effective: { vi: 'Hiệu lực', en: 'Effective' },
  none: { vi: 'Không có lệnh nào.', en: 'There are no commands.' },
  accepted: { vi: 'Sổ chỉ giữ các lệnh đã được chấp nhận; lệnh bị từ chối không để lại sự kiện.', en: 'The ledger keeps the commands it accepted; a refused one leaves no event.' },
} as const satisfies { readonly [name: string]: Words };
