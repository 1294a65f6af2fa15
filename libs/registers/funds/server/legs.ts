import { fiscalYear, capitalType, choice, code, fundSource, lineId, programCode, unitCode } from '@ledger/fields';
import type { EventMeta } from '@ledger/kit';
import { accountOf, dimensionsOf, isEcho, movementsOf, type Account, type LineDimensions } from '@ledger/registers/funds/domain';

/** One side of an entry: what an account of a line gains (above zero) or loses. */
export interface Leg {
  readonly line: string;
  readonly account: Account;
  readonly change: bigint;
}

/**
 * What an event changes in accounts, each transfer between two lines once. Movements within one account
 * (a payment prepared from a commitment) change none.
 */
export function legsOf(meta: Pick<EventMeta, 'type' | 'id'>, data: unknown): readonly Leg[] {
  if (isEcho(meta.type)) return [];
  return movementsOf(meta.type, data).flatMap(({ debit, credit, amount }) => {
    const legs: readonly Leg[] = [
      { line: debit.line ?? meta.id, account: accountOf(debit.pocket), change: -amount },
      { line: credit.line ?? meta.id, account: accountOf(credit.pocket), change: amount },
    ];
    return legs[0]!.line === legs[1]!.line && legs[0]!.account === legs[1]!.account ? [] : legs;
  });
}

export const account = choice('fund-account', { vi: 'Tài khoản', en: 'Account' }, {
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
});

/** A line and what it is about, as columns. */
export const dimensionColumns = {
  line: lineId(),
  program: programCode(),
  component: code({ word: 'program-or-component', label: { vi: 'Chương trình hoặc dự án', en: 'Program or component' }, pattern: /^[A-Z]{2,8}(\.[0-9]{1,2}){0,2}$/, example: 'DTTS.4.1' }),
  capitalType: capitalType(),
  source: fundSource(),
  planYear: fiscalYear(),
  originYear: fiscalYear({ vi: 'Năm gốc của vốn', en: 'Origin year' }),
  holder: unitCode({ vi: 'Đơn vị sử dụng ngân sách', en: 'Holder' }),
};

export const withDimensions = (line: string): LineDimensions & { readonly line: string } => ({ line, ...dimensionsOf(line) });
