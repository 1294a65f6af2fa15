import type { Words } from '@ledger/kit';

/** What the pages of corrections and reversals say. */
export const correctionTexts = {
  title: { vi: 'Đính chính, đảo bút toán', en: 'Corrections and reversals' },
  which: { vi: 'Chọn dòng vốn có bút toán cần sửa', en: 'Choose the line whose entry is wrong' },
  pick: { vi: '1. Chọn bút toán trong lịch sử', en: '1. Pick the entry in the history' },
  put: { vi: '2. Ghi số đúng hoặc đảo bút toán', en: '2. Put it right, or reverse it' },
  pickFirst: { vi: 'Hãy chọn một bút toán ở bên trái.', en: 'Pick an entry on the left.' },
  noEntries: { vi: 'Dòng vốn này chưa có bút toán nào đính chính được.', en: 'This line has no entry that could be corrected.' },
  reversed: { vi: 'đã đảo', en: 'reversed' },
  corrected: { vi: 'đã đính chính', en: 'corrected' },
  pendingReversal: { vi: 'đề nghị đảo đang chờ duyệt', en: 'a reversal waits for approval' },
  pendingCorrection: { vi: 'đề nghị đính chính thành {amount} đang chờ duyệt', en: 'a correction to {amount} waits for approval' },
  correct: { vi: 'Đính chính số tiền', en: 'Correct the amount' },
  reverse: { vi: 'Đảo bút toán', en: 'Reverse the entry' },
  before: { vi: 'Trước', en: 'Before' },
  after: { vi: 'Sau', en: 'After' },
  change: { vi: 'Thay đổi', en: 'Change' },
  effect: { vi: 'Tác động khi được duyệt', en: 'Effect once approved' },
  effectWhy: { vi: 'Tính bằng chính quy tắc của sổ; chưa ghi nhận gì.', en: 'Worked out by the ledger’s own rules; nothing is recorded yet.' },
  account: { vi: 'Tài khoản của dòng vốn', en: 'Account of the line' },
  amount: { vi: 'Số tiền của bút toán', en: 'Amount of the entry' },
  disbursed: { vi: 'Đã giải ngân của dòng vốn', en: 'Disbursed by the line' },
  typeAmount: { vi: 'Nhập số tiền đúng để xem tác động.', en: 'Enter the true amount to see the effect.' },
  prepared: { vi: 'Đã lập, chờ người khác duyệt. Số cũ vẫn giữ nguyên trong lịch sử.', en: 'Prepared; somebody else approves it. The old figure stays in the history.' },
  prepareIt: { vi: 'Lập đề nghị đính chính', en: 'Prepare the correction' },
  prepareReversal: { vi: 'Lập đề nghị đảo bút toán', en: 'Prepare the reversal' },
} as const satisfies { readonly [name: string]: Words };
