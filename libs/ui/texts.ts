import type { Words } from '@ledger/kit';

/** What the parts of every app say. */
export const uiTexts = {
  signIn: { vi: 'Đăng nhập', en: 'Sign in' },
  signInAgain: { vi: 'Phiên làm việc đã hết', en: 'Your session has ended' },
  signInAgainWhy: { vi: 'Đăng nhập lại để tiếp tục; nội dung đang nhập được giữ nguyên.', en: 'Sign in again to go on; what you were entering is kept.' },
  userName: { vi: 'Tên đăng nhập', en: 'User name' },
  password: { vi: 'Mật khẩu', en: 'Password' },
  again: { vi: 'Thử lại', en: 'Try again' },
  loading: { vi: 'Đang tải…', en: 'Loading…' },
  close: { vi: 'Đóng', en: 'Close' },

  asOfBar: { vi: 'Thời điểm', en: 'As of' },
  effectiveDate: { vi: 'Ngày hiệu lực', en: 'Effective date' },
  recordedDate: { vi: 'Ngày ghi nhận', en: 'Recorded date' },
  lookingAt: { vi: 'Đang xem dữ liệu quá khứ', en: 'You are looking at the past' },
  effectiveOn: { vi: 'theo ngày hiệu lực {day}', en: 'effective on {day}' },
  knownOn: { vi: 'như đã ghi nhận đến {day}', en: 'as recorded until {day}' },
  now: { vi: 'Hiện tại', en: 'Now' },
  backToNow: { vi: 'Về hiện tại', en: 'Back to now' },
  show: { vi: 'Xem', en: 'Show' },
  noSuchDay: { vi: 'Ngày dạng 31/12/2025', en: 'A day such as 2025-12-31' },
  notInThePast: { vi: 'Đang xem quá khứ: không ghi được. Hãy về hiện tại.', en: 'You are looking at the past: nothing can be recorded. Go back to now.' },
} as const satisfies { readonly [name: string]: Words };
