import type { Words } from '@ledger/kit';

/** What the parts about work say. */
export const workTexts = {
  acts: { vi: 'Việc làm được', en: 'What can be done' },
  whyNot: { vi: 'Việc chưa làm được và lý do', en: 'What cannot be done, and why' },
  nothingForYou: { vi: 'Hiện không có việc nào bạn làm được với hồ sơ này.', en: 'There is nothing you can do about this record now.' },
  done: { vi: 'Đã ghi nhận: {title}', en: 'Recorded: {title}' },
  changedBy: { vi: '{user} vừa ghi nhận lúc {when}:', en: '{user} has just recorded, at {when}:' },
  changedMeanwhile: { vi: 'Hồ sơ vừa thay đổi trong lúc bạn đang xem', en: 'The record has changed while you were looking' },
  checking: { vi: 'Đang xem việc nào làm được…', en: 'Looking up what can be done…' },
} as const satisfies { readonly [name: string]: Words };

export const stepTexts = {
  done: { vi: 'Đã xong', en: 'Done' },
  now: { vi: 'Đang chờ', en: 'Waiting' },
  later: { vi: 'Chưa đến', en: 'To come' },
  stopped: { vi: 'Dừng tại đây', en: 'Ended here' },
} as const satisfies { readonly [name: string]: Words };
