import type { Words } from '@ledger/kit';

/** What the app's own frame and pages say. */
export const texts = {
  product: { vi: 'Sổ cái chương trình', en: 'Program ledger' },
  productLong: { vi: 'Sổ theo dõi các chương trình mục tiêu quốc gia', en: 'Ledger of the national target programs' },
  skip: { vi: 'Đến nội dung', en: 'Skip to content' },
  menu: { vi: 'Danh mục', en: 'Menu' },
  overview: { vi: 'Tổng quan', en: 'Overview' },
  reports: { vi: 'Báo cáo', en: 'Reports' },
  registers: { vi: 'Sổ theo dõi', en: 'Registers' },
  signOut: { vi: 'Đăng xuất', en: 'Sign out' },
  language: { vi: 'English', en: 'Tiếng Việt' },
  dark: { vi: 'Nền tối', en: 'Dark' },
  light: { vi: 'Nền sáng', en: 'Light' },
  live: { vi: 'Cập nhật trực tiếp', en: 'Live' },
  connecting: { vi: 'Đang kết nối', en: 'Connecting' },
  lost: { vi: 'Mất kết nối, đang thử lại', en: 'Connection lost, trying again' },
  demo: { vi: 'Dữ liệu mẫu', en: 'Demo data' },
  lists: { vi: 'Danh sách', en: 'Lists' },
  commands: { vi: 'Ghi nhận', en: 'Record' },
  noCommands: { vi: 'Vai trò của bạn không ghi vào sổ này.', en: 'Your roles record nothing in this register.' },
  notFound: { vi: 'Không có trang này.', en: 'There is no such page.' },
  signInTitle: { vi: 'Đăng nhập sổ cái', en: 'Sign in to the ledger' },
  apiPages: { vi: 'Mô tả API', en: 'API description' },
  pages: { vi: 'Các trang', en: 'Pages' },
  contents: { vi: 'Danh sách và việc ghi nhận', en: 'Lists and what can be recorded' },
} as const satisfies { readonly [name: string]: Words };
