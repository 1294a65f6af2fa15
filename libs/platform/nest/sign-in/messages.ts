import type { Words } from '@ledger/kit';

/** Texts of the codes that signing in answers with. */
export const signInMessages: { readonly [code: string]: Words } = {
  'sign-in.wrong': { vi: 'Tên đăng nhập hoặc mật khẩu không đúng.', en: 'The user name or password is wrong.' },
  'sign-in.disabled': { vi: 'Tài khoản đã bị khóa.', en: 'The account is disabled.' },
  'sign-in.too-many': { vi: 'Đăng nhập sai quá nhiều lần; hãy thử lại sau {seconds} giây.', en: 'Too many failed attempts; try again in {seconds} seconds.' },
  'sign-in.wrong-current': { vi: 'Mật khẩu hiện tại không đúng.', en: 'The current password is wrong.' },
  'sign-in.weak-password': {
    vi: 'Mật khẩu phải có từ {min} đến {max} ký tự và không trùng tên đăng nhập.',
    en: 'A password has from {min} to {max} characters and is not the user name.',
  },
  'sign-in.unknown-account': { vi: 'Không có tài khoản «{user}».', en: 'There is no account “{user}”.' },
  'sign-in.no-session': { vi: 'Yêu cầu này không dùng phiên đăng nhập.', en: 'This request does not come from a session.' },
  'sign-in.somebody-else': {
    vi: 'Người khác đã đăng nhập ở một cửa sổ khác của trình duyệt này; chưa ghi nhận gì.',
    en: 'Somebody else has signed in at another window of this browser; nothing was recorded.',
  },
  'sign-in.other-origin': {
    vi: 'Yêu cầu đến từ một trang khác nên bị từ chối.',
    en: 'The request comes from another site and is refused.',
  },
};
