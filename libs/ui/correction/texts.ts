import type { Words } from '@ledger/kit';

/** What every register's page of corrections says. */
export const correctionTexts = {
  correct: { vi: 'Đính chính', en: 'Correct' },
  pick: { vi: '1. Chọn số liệu ghi sai', en: '1. Pick what was recorded wrongly' },
  put: { vi: '2. Ghi lại cho đúng', en: '2. Put it right' },
  pickFirst: { vi: 'Hãy chọn một dòng trong danh sách.', en: 'Pick a line of the list.' },
  none: { vi: 'Hồ sơ này chưa có gì đính chính được.', en: 'There is nothing in this record yet that could be corrected.' },
  asRecorded: { vi: 'Đã ghi', en: 'As recorded' },
  recordedBy: { vi: '{user} ghi ngày {day}', en: 'recorded by {user}, {day}' },
  way: { vi: 'Cách sửa', en: 'How it is put right' },
  effect: { vi: 'Tác động khi được duyệt', en: 'Effect once approved' },
  effectAlone: { vi: 'Tác động khi ghi nhận', en: 'Effect once recorded' },
  effectWhy: { vi: 'Tính bằng chính quy tắc của sổ; chưa ghi nhận gì.', en: 'Worked out by the ledger’s own rules; nothing is recorded yet.' },
  what: { vi: 'Nội dung', en: 'What' },
  before: { vi: 'Trước', en: 'Before' },
  after: { vi: 'Sau', en: 'After' },
  change: { vi: 'Thay đổi', en: 'Change' },
  typeFirst: { vi: 'Nhập nội dung đúng để xem tác động.', en: 'Enter what is right to see the effect.' },
  toRecord: { vi: 'Mở hồ sơ', en: 'Open the record' },
  old: { vi: 'Nội dung cũ vẫn giữ nguyên trong lịch sử.', en: 'What was recorded stays in the history.' },
} as const satisfies { readonly [name: string]: Words };
