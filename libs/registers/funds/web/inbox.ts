import type { Row } from '@ledger/ui/api/catalogue';
import { pageAddress } from '@ledger/ui/register/web-page';
import type { WorkItems } from '@ledger/ui/register/work-items';
import type * as commands from '@ledger/registers/funds/domain/commands';

type Command = keyof typeof commands;

const paymentPage = (row: Row): string => pageAddress('funds', 'payments/$line/$payment', { line: String(row['line']), payment: String(row['payment']) });
const payment = { list: 'payments', headline: ['payment', 'holder', 'program', 'kind'], amount: 'amount', since: 'preparedOn', page: paymentPage } as const;
const pending = { list: 'pending', headline: ['reference', 'holder', 'program'], amount: 'amount', since: 'preparedOn', doneBy: ['preparedBy'] } as const;
/** What is pending is named by its reference: a decision or an entry. */
const named = (field: string) => (row: Row): Readonly<Record<string, string>> => ({ line: String(row['line']), [field]: String(row['reference']) });

/** What waits for whom in the fund ledger. */
export const inbox: readonly WorkItems<Command>[] = [
  { ...payment, name: 'payments-to-check', title: { vi: 'Kiểm tra khoản thanh toán', en: 'Check payments' }, where: { step: 'prepared' }, acts: [{ command: 'CheckPayment', sends: 'on' }, { command: 'RejectPayment', sends: 'back' }], doneBy: ['preparedBy'] },
  { ...payment, name: 'payments-to-approve', title: { vi: 'Duyệt khoản thanh toán', en: 'Approve payments' }, where: { step: 'checked' }, acts: [{ command: 'ApprovePayment', sends: 'on' }, { command: 'RejectPayment', sends: 'back' }], doneBy: ['preparedBy', 'checkedBy'] },
  { ...payment, name: 'payments-to-pay', title: { vi: 'Ghi Kho bạc đã thanh toán', en: 'Record Treasury payments' }, where: { step: 'approved' }, acts: [{ command: 'PayPayment', sends: 'on' }, { command: 'RejectPayment', sends: 'back' }] },
  { ...pending, name: 'plan-decisions', title: { vi: 'Duyệt quyết định giao vốn', en: 'Approve plan decisions' }, where: { kind: 'plan' }, acts: [{ command: 'ApproveCapitalPlan', sends: 'on' }, { command: 'RejectCapitalPlan', sends: 'back' }], values: named('decision') },
  { ...pending, name: 'reversals', title: { vi: 'Duyệt bút toán đảo', en: 'Approve reversals' }, where: { kind: 'reversal' }, acts: [{ command: 'ApproveReversal', sends: 'on' }, { command: 'RejectReversal', sends: 'back' }], values: named('entry') },
  { ...pending, name: 'corrections', title: { vi: 'Duyệt đính chính', en: 'Approve corrections' }, where: { kind: 'correction' }, acts: [{ command: 'ApproveCorrection', sends: 'on' }, { command: 'RejectCorrection', sends: 'back' }], values: named('entry') },
  { ...pending, name: 'reopenings', title: { vi: 'Duyệt mở lại sổ', en: 'Approve reopenings' }, where: { kind: 'reopening' }, acts: [{ command: 'ApproveReopening', sends: 'on' }, { command: 'RejectReopening', sends: 'back' }], values: ({ line }) => ({ line: String(line) }) },
];
