import type { Words } from '@ledger/kit';

/** What the pages of corrections and reversals say. */
export const correctionTexts = {
  title: { vi: 'Đính chính, đảo bút toán', en: 'Corrections and reversals' },
  which: { vi: 'Chọn dòng vốn có bút toán cần sửa', en: 'Choose the line whose entry is wrong' },
  reversed: { vi: 'đã đảo', en: 'reversed' },
  corrected: { vi: 'đã đính chính', en: 'corrected' },
  pendingReversal: { vi: 'đề nghị đảo đang chờ duyệt', en: 'a reversal waits for approval' },
  pendingCorrection: { vi: 'đề nghị đính chính thành {amount} đang chờ duyệt', en: 'a correction to {amount} waits for approval' },
  correct: { vi: 'Đính chính số tiền', en: 'Correct the amount' },
  reverse: { vi: 'Đảo bút toán', en: 'Reverse the entry' },
  amount: { vi: 'Số tiền của bút toán', en: 'Amount of the entry' },
  disbursed: { vi: 'Đã giải ngân của dòng vốn', en: 'Disbursed by the line' },
  prepared: { vi: 'Đã lập, chờ người khác duyệt.', en: 'Prepared; somebody else approves it.' },
  prepareIt: { vi: 'Lập đề nghị đính chính', en: 'Prepare the correction' },
  prepareReversal: { vi: 'Lập đề nghị đảo bút toán', en: 'Prepare the reversal' },
} as const satisfies { readonly [name: string]: Words };
