import type { Words } from '@ledger/kit';

/** What the page that corrects the record of a house says. */
export const correctionTexts = {
  title: { vi: 'Đính chính hồ sơ nhà', en: 'Corrections of houses' },
  which: { vi: 'Chọn hộ có hồ sơ ghi sai', en: 'Choose the household whose record is wrong' },
  latest: { vi: 'Nhà vừa được ghi nhận gần đây nhất', en: 'Houses recorded last' },
  noneRecorded: { vi: 'Chưa có nhà nào được ghi nhận trong phạm vi của bạn.', en: 'No house has been recorded within your reach.' },
  correct: { vi: 'Đính chính', en: 'Correct' },
  send: { vi: 'Gửi đính chính', en: 'Send the correction' },
  sent: { vi: 'Đã gửi, chờ người khác đồng ý.', en: 'Sent; somebody else has to agree.' },
  corrected: { vi: 'đã đính chính', en: 'corrected' },
  takenBack: { vi: 'đã đưa về bước trước', en: 'taken back' },
  awaits: { vi: 'một đính chính đang chờ duyệt', en: 'a correction awaits its checker' },
  left: { vi: 'Còn phải chi', en: 'Left to pay' },
  undecided: { vi: 'Chưa quyết định', en: 'Not decided' },
  byLine: { vi: 'Khoản chi này ghi trong sổ vốn; đính chính hay đảo ở đó thì hồ sơ nhà tự theo.', en: 'This payment stands in the fund ledger; corrected or reversed there, the house follows by itself.' },
  toLine: { vi: 'Mở bút toán trong sổ vốn', en: 'Open the entry in the fund ledger' },
  noLine: { vi: 'Khoản chi ngoài dòng vốn chương trình (huy động, lồng ghép): quy tắc của sổ không có đính chính cho loại này.', en: 'Paid from outside the program’s lines (mobilised, integrated): the register’s rules know no correction of such a payment.' },
} as const satisfies { readonly [name: string]: Words };
