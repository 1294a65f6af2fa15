import { percent } from '@ledger/fields';
import { basisOfRank, basisRank, type Basis, type ReportColumn, type ReportRow } from '@ledger/kit';
import { isAllocated, isDisbursed, isPlanned, type Account } from '@ledger/registers/funds/domain';

/** What an account gained. */
export interface AccountSum {
  readonly account: Account;
  readonly change: bigint;
  readonly basis?: Basis;
}

const isCommitted = (account: Account): boolean => account === 'RSV' || isDisbursed(account);

/** How far money has come, from the plan to accepted volume; each stage holds those behind it. */
export const stageColumns: readonly ReportColumn[] = [
  { key: 'plan', label: { vi: 'Kế hoạch', en: 'Plan' }, unit: 'VND' },
  { key: 'allocated', label: { vi: 'Đã phân bổ', en: 'Allocated' }, unit: 'VND' },
  { key: 'committed', label: { vi: 'Đã cam kết', en: 'Committed' }, unit: 'VND' },
  { key: 'disbursed', label: { vi: 'Giải ngân', en: 'Disbursed' }, unit: 'VND' },
  { key: 'expended', label: { vi: 'Khối lượng hoàn thành', en: 'Accepted volume' }, unit: 'VND' },
  { key: 'rate', label: { vi: 'Tỷ lệ giải ngân', en: 'Disbursement rate' }, unit: 'percent' },
];

/** The stages of a row. A province's figures do not depend on where within it the money was moved: the basis of such moves says nothing. */
export function stageRow(head: ReportRow, sums: readonly AccountSum[]): ReportRow {
  const total = (belongs: (account: Account) => boolean): bigint => sums.reduce((sum, { account, change }) => (belongs(account) ? sum + change : sum), 0n);
  const [plan, disbursed] = [total(isPlanned), total(isDisbursed)];
  const basis = basisOfRank(sums.reduce((rank, each) => Math.max(rank, basisRank(each.basis)), 0));
  return {
    ...head,
    plan: plan.toString(), allocated: total(isAllocated).toString(), committed: total(isCommitted).toString(), disbursed: disbursed.toString(),
    expended: total((account) => account === 'EXP').toString(), rate: percent(disbursed, plan) ?? null,
    ...(basis ? { basis } : {}),
  };
}
