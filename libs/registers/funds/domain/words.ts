import { choice, code, day, id, labelled, lineId, vnd, vndChange } from '@ledger/fields';

/** The fields of the fund ledger's commands and events. */
export const line = lineId();
export const fromLine = lineId({ vi: 'Từ dòng vốn', en: 'From fund line' });
export const toLine = lineId({ vi: 'Đến dòng vốn', en: 'To fund line' });
export const amount = vnd();
export const change = vndChange();
export const decision = id({ vi: 'Mã quyết định giao vốn', en: 'Capital plan decision' });
export const allocation = id({ vi: 'Mã đợt phân bổ', en: 'Allocation' });
export const commitment = id({ vi: 'Mã cam kết chi', en: 'Commitment' });
export const payment = id({ vi: 'Mã khoản thanh toán', en: 'Payment' });
export const advance = id({ vi: 'Mã khoản tạm ứng', en: 'Advance' });
export const entry = id({ vi: 'Bút toán', en: 'Entry' });
export const carry = id({ vi: 'Mã lần chuyển năm', en: 'Carry-forward' });
export const expiresOn = day({ vi: 'Hết hạn ngày', en: 'Expires on' });
export const until = day({ vi: 'Đến hết ngày', en: 'Until' });
export const treasuryReference = id({ vi: 'Số chứng từ kiểm soát chi của Kho bạc', en: 'Treasury control reference' });
export const finding = id({ vi: 'Mã kết luận thanh tra', en: 'Inspection finding' });

/** One part of an allocation, a reallocation or a carry-forward under way. */
export const transfer = code({
  word: 'transfer-id', label: { vi: 'Mã lần chuyển vốn', en: 'Transfer' }, pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{0,139}$/, example: 'PB-2024-01.1',
});

export const refusal = code({
  word: 'refusal-code', label: { vi: 'Lý do từ chối', en: 'Refusal' }, pattern: /^[a-z-]+\.[a-z0-9-]+$/, example: 'funds.year-closed',
});

export const planDecisionKind = choice('plan-decision-kind', { vi: 'Loại quyết định', en: 'Kind of decision' }, {
  assignment: { vi: 'Giao vốn', en: 'Assignment' },
  adjustment: { vi: 'Điều chỉnh', en: 'Adjustment' },
});

export const purpose = choice('transfer-purpose', { vi: 'Mục đích chuyển', en: 'Purpose' }, {
  allocation: { vi: 'Phân bổ', en: 'Allocation' },
  reallocation: { vi: 'Điều chuyển', en: 'Reallocation' },
});

/** Investment capital is extended, public-service capital is transferred to the next year. */
export const carryKind = choice('carry-kind', { vi: 'Hình thức chuyển năm', en: 'Kind of carry-forward' }, {
  extension: { vi: 'Kéo dài thời gian thực hiện và giải ngân', en: 'Extension' },
  transfer: { vi: 'Chuyển nguồn', en: 'Transfer to next year' },
});

export const paymentKind = choice('payment-kind', { vi: 'Loại thanh toán', en: 'Kind of payment' }, {
  'advance': { vi: 'Tạm ứng', en: 'Advance' },
  'completed-volume': { vi: 'Khối lượng hoàn thành', en: 'Completed volume' },
});

const accountWords = {
  ASG: { vi: 'Đã giao, chưa phân bổ', en: 'Assigned, not allocated' },
  ALC: { vi: 'Đã phân bổ, chưa cam kết', en: 'Allocated, not committed' },
  RSV: { vi: 'Đã cam kết', en: 'Committed' },
  ADV: { vi: 'Tạm ứng chưa thu hồi', en: 'Advances outstanding' },
} as const;

/** What has not been spent and can be carried forward. */
export const openAccount = choice('open-account', { vi: 'Tài khoản', en: 'Account' }, accountWords);
export const freeAccount = labelled(choice('free-account', { vi: 'Tài khoản', en: 'Account' }, { ASG: accountWords.ASG, ALC: accountWords.ALC }), { vi: 'Lấy từ', en: 'Taken from' });
