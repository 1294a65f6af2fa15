import { choice, day } from '@ledger/fields';
import type { Words } from '@ledger/kit';
import type { Account, line } from '@ledger/registers/funds/domain';
import type { StateTexts } from '@ledger/ui/replay/state-texts';

/** The accounts of a line, and the parts of them that one commitment, payment, advance or transfer owns. */
const accountTexts = {
  SRC: { vi: 'Nguồn', en: 'Source control' },
  ASG: { vi: 'Đã giao, chưa phân bổ', en: 'Assigned, not allocated' },
  TRN: { vi: 'Đang chuyển', en: 'In transit' },
  ALC: { vi: 'Đã phân bổ, chưa cam kết', en: 'Allocated, not committed' },
  RSV: { vi: 'Đã cam kết', en: 'Committed' },
  ADV: { vi: 'Tạm ứng chưa thu hồi', en: 'Advances outstanding' },
  EXP: { vi: 'Đã thanh toán khối lượng hoàn thành', en: 'Expended' },
  CFO: { vi: 'Đã chuyển năm sau', en: 'Carried forward' },
  CAN: { vi: 'Đã hủy dự toán', en: 'Cancelled' },
  RET: { vi: 'Đã nộp trả', en: 'Returned to source' },
} as const satisfies { readonly [A in Account]: Words };

const fields = {
  opened: { vi: 'Đã mở', en: 'Opened' },
  closed: { vi: 'Đã khóa sổ năm', en: 'Year closed' },
  reopenedUntil: day({ vi: 'Mở lại đến hết ngày', en: 'Reopened until' }),
  reopening: { vi: 'Đề nghị mở lại', en: 'Reopening asked' },
  pockets: { vi: 'Số dư theo tài khoản', en: 'Balances by account' },
  balance: { vi: 'Số dư', en: 'Balance' },
  day: day({ vi: 'Từ ngày', en: 'Since' }),
  decisions: { vi: 'Quyết định chờ duyệt', en: 'Decisions awaiting approval' },
  transit: { vi: 'Vốn đang chuyển', en: 'Funds in transit' },
  carry: { vi: 'Chuyển năm', en: 'Carry-forward' },
  commitments: { vi: 'Cam kết chi', en: 'Commitments' },
  reservedOn: day({ vi: 'Ngày cam kết', en: 'Committed on' }),
  payments: { vi: 'Khoản thanh toán đang làm', en: 'Payments under way' },
  step: choice('payment-step', { vi: 'Bước', en: 'Step' }, { prepared: { vi: 'Đã lập', en: 'Prepared' }, checked: { vi: 'Đã kiểm tra', en: 'Checked' }, approved: { vi: 'Đã duyệt', en: 'Approved' } }),
  advances: { vi: 'Khoản tạm ứng', en: 'Advances' },
  entries: { vi: 'Bút toán, mới nhất trước', en: 'Entries, newest first' },
  unpaid: { vi: 'Trước khi chi', en: 'Before it was paid' },
  amended: { vi: 'Bút toán đã đính chính', en: 'Amended entries' },
  reversed: { vi: 'Đã hủy bút toán', en: 'Reversed' },
  reversals: { vi: 'Đề nghị hủy bút toán', en: 'Reversals asked' },
  corrections: { vi: 'Đề nghị đính chính', en: 'Corrections asked' },
  used: { vi: 'Mã đã dùng, mới nhất trước', en: 'Ids in use, newest first' },
  id: { vi: 'Mã', en: 'Id' },
  maker: { vi: 'Người lập', en: 'Prepared by' },
  checker: { vi: 'Người kiểm tra', en: 'Checked by' },
  preparedOn: day({ vi: 'Ngày lập', en: 'Prepared on' }),
  on: day({ vi: 'Ngày', en: 'On' }),
  number: { vi: 'Số văn bản', en: 'Document number' },
  issuedOn: day({ vi: 'Ngày ban hành', en: 'Issued on' }),
  issuer: { vi: 'Cơ quan ban hành', en: 'Issued by' },
} satisfies StateTexts<typeof line>;

/** How the parts of a line's state are called. */
export const stateTexts = { ...accountTexts, ...fields };
