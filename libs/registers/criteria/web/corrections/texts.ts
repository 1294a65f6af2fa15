import type { Words } from '@ledger/kit';

/** What the page that corrects a commune's criteria says. */
export const correctionTexts = {
  title: { vi: 'Đính chính tiêu chí, số đo', en: 'Corrections of criteria' },
  which: { vi: 'Chọn xã có kết quả ghi sai', en: 'Choose the commune whose outcome is wrong' },
  latest: { vi: 'Kết quả vừa được thẩm tra gần đây nhất', en: 'Outcomes verified last' },
  ofYear: { vi: 'Tiêu chí {criterion}, năm {year}', en: 'Criterion {criterion}, {year}' },
  noneRecorded: { vi: 'Chưa có kết quả nào được thẩm tra trong phạm vi của bạn.', en: 'No outcome has been verified within your reach.' },
  assessment: { vi: 'Đính chính kết quả', en: 'Correct the outcome' },
  send: { vi: 'Gửi đính chính', en: 'Send the correction' },
  measurement: { vi: 'Đính chính số đo', en: 'Correct the measurement' },
  record: { vi: 'Ghi số đo đúng', en: 'Record the true measurement' },
  sent: { vi: 'Đã ghi nhận. Kết quả tiêu chí đính chính chỉ được tính khi người khác thẩm tra.', en: 'Recorded. A corrected outcome counts only once somebody else has verified it.' },
  corrected: { vi: 'đã đính chính', en: 'corrected' },
  awaits: { vi: 'một đính chính đang chờ thẩm tra', en: 'a correction awaits verification' },
  outcome: { vi: 'Kết quả', en: 'Outcome' },
  note: { vi: 'Ghi chú', en: 'Note' },
  value: { vi: 'Giá trị chỉ tiêu', en: 'Value of the indicator' },
  met: { vi: 'Số tiêu chí đạt của xã trong năm', en: 'Criteria that the commune met in the year' },
} as const satisfies { readonly [name: string]: Words };
