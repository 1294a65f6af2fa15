import { choice, day } from '@ledger/fields';
import { houseStep, type house, type housingNorm } from '@ledger/registers/housing/domain';
import type { StateTexts } from '@ledger/ui/replay/state-texts';

/** How the parts of a house's and a norm's state are called. */
export const stateTexts = {
  house: { vi: 'Hồ sơ nhà', en: 'House' },
  last: { vi: 'Bước gần nhất', en: 'Latest step' },
  furthest: { ...houseStep(), label: { vi: 'Bước xa nhất', en: 'Furthest step' } },
  on: day({ vi: 'Ngày', en: 'On' }),
  by: { vi: 'Người ghi', en: 'By' },
  eventId: { vi: 'Sự kiện', en: 'Event' },
  proposedBy: { vi: 'Người đề nghị', en: 'Proposed by' },
  approval: { vi: 'Phê duyệt', en: 'Approval' },
  payments: { vi: 'Khoản chi', en: 'Payments' },
  status: choice('house-payment-status', { vi: 'Tình trạng', en: 'Status' }, { requested: { vi: 'Đã đề nghị', en: 'Requested' }, paid: { vi: 'Đã chi', en: 'Paid' }, refused: { vi: 'Bị từ chối', en: 'Refused' } }),
  correction: { vi: 'Đính chính chờ kiểm tra', en: 'Correction awaiting its check' },
  asked: { vi: 'Nội dung đề nghị', en: 'What was asked' },
  amounts: { vi: 'Mức hỗ trợ', en: 'Amounts' },
} satisfies StateTexts<typeof house> & StateTexts<typeof housingNorm>;
