import { actor, choice, day, id, lineId, optional, text, vnd } from '@ledger/fields';
import { currentTable, defineProjection, handle, patch, put, type EventMeta } from '@ledger/kit';
import { dimensionsOf, fundsEvents } from '@ledger/registers/funds/domain';
import { dimensionColumns } from './legs';

const paymentStep = choice('payment-step', { vi: 'Bước', en: 'Step' }, {
  prepared: { vi: 'Đã lập', en: 'Prepared' },
  checked: { vi: 'Đã kiểm tra', en: 'Checked' },
  approved: { vi: 'Đã duyệt', en: 'Approved' },
  paid: { vi: 'Đã thanh toán', en: 'Paid' },
  rejected: { vi: 'Bị từ chối', en: 'Rejected' },
  withdrawn: { vi: 'Đã rút', en: 'Withdrawn' },
});

const person = (vi: string, en: string) => actor({ vi, en });

/** Where each payment stands and through whose hands it went: the inbox of checkers, approvers and the Treasury desk. */
export const fundsPayments = currentTable('funds_payments', {
  label: { vi: 'Khoản thanh toán', en: 'Payments' },
  columns: {
    line: lineId(),
    payment: id({ vi: 'Khoản thanh toán', en: 'Payment' }),
    program: dimensionColumns.program,
    holder: dimensionColumns.holder,
    kind: choice('payment-kind', { vi: 'Loại thanh toán', en: 'Kind of payment' }, {
      'advance': { vi: 'Tạm ứng', en: 'Advance' },
      'completed-volume': { vi: 'Khối lượng hoàn thành', en: 'Completed volume' },
    }),
    amount: vnd(),
    commitment: optional(id({ vi: 'Cam kết chi', en: 'Commitment' })),
    payee: optional(text({ label: { vi: 'Đơn vị thụ hưởng', en: 'Payee' } })),
    step: paymentStep,
    preparedBy: person('Người lập', 'Prepared by'),
    preparedOn: day({ vi: 'Ngày lập', en: 'Prepared on' }),
    checkedBy: optional(person('Người kiểm tra', 'Checked by')),
    approvedBy: optional(person('Người duyệt', 'Approved by')),
    paidOn: optional(day({ vi: 'Ngày thanh toán', en: 'Paid on' })),
    treasuryReference: optional(id({ vi: 'Số chứng từ Kho bạc', en: 'Treasury reference' })),
  },
  key: ['line', 'payment'],
  indexes: [['step'], ['holder']],
});

const setAt = (meta: EventMeta, payment: string, set: Parameters<typeof patch<typeof fundsPayments>>[2]) => [patch(fundsPayments, { line: meta.id, payment }, set)];
const paid = (data: { payment: string; treasuryReference: string }, meta: EventMeta) =>
  setAt(meta, data.payment, { step: 'paid', paidOn: meta.effectiveOn, treasuryReference: data.treasuryReference });

/** House payments have no steps here: they were accepted in the housing register, whose process may listen to amendments. */
const isPayment = (type: string): boolean => type === 'AdvancePaid' || type === 'PaymentMade';

export const payments = defineProjection('funds_payments', {
  version: 1,
  tables: [fundsPayments],
  on: handle(fundsEvents, {
    PaymentPrepared: (data, meta) => {
      const { program, holder } = dimensionsOf(meta.id);
      return [put(fundsPayments, { ...data, line: meta.id, program, holder, step: 'prepared', preparedBy: meta.actor.user, preparedOn: meta.effectiveOn })];
    },
    PaymentChecked: ({ payment }, meta) => setAt(meta, payment, { step: 'checked', checkedBy: meta.actor.user }),
    PaymentApproved: ({ payment }, meta) => setAt(meta, payment, { step: 'approved', approvedBy: meta.actor.user }),
    PaymentRejected: ({ payment }, meta) => setAt(meta, payment, { step: 'rejected' }),
    PaymentWithdrawn: ({ payment }, meta) => setAt(meta, payment, { step: 'withdrawn' }),
    AdvancePaid: paid,
    PaymentMade: paid,
    EntryReversed: ({ type, payment }, meta) => (isPayment(type) ? setAt(meta, payment!, { step: 'approved', paidOn: undefined, treasuryReference: undefined }) : []),
    EntryCorrected: ({ type, payment, amount }, meta) => (isPayment(type) ? setAt(meta, payment!, { amount }) : []),
  }),
});
