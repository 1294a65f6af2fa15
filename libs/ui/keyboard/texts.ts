import type { Words } from '@ledger/kit';

export const keyboardTexts = {
  help: { vi: 'Phím tắt', en: 'Keyboard' },
  everywhere: { vi: 'Ở mọi trang', en: 'On every page' },
  thisPage: { vi: 'Ở trang này', en: 'On this page' },
  go: { vi: 'Đi đến trang', en: 'Go to a page' },
  showHelp: { vi: 'Xem các phím tắt', en: 'Show this help' },
  search: { vi: 'Tìm trang, danh sách, lệnh, đơn vị, dòng vốn, mã hộ', en: 'Search pages, lists, commands, units, lines, households' },
  close: { vi: 'Đóng cửa sổ đang mở', en: 'Close what is open' },
  submit: { vi: 'Xem trước, rồi ghi nhận biểu mẫu', en: 'Preview, then record a form' },
  single: { vi: 'Dùng phím tắt một chữ', en: 'Use single-key shortcuts' },
  singleWhy: { vi: 'Phím tắt không hoạt động khi đang gõ vào ô nhập.', en: 'No shortcut answers while you type into a field.' },
  waiting: { vi: 'g … chờ chữ tiếp theo', en: 'g … and the next letter' },
} as const satisfies { readonly [name: string]: Words };
