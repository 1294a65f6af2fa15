import { actor, choice, day, id, text, vndChange } from '@ledger/fields';
import { datedTable, defineProjection, handle, put, type EventMeta, type LegalBasis } from '@ledger/kit';
import { fundsEvents } from '@ledger/registers/funds/domain';
import { dimensionColumns, withDimensions } from './legs';

/** The decisions that made a plan what it is: each adjustment stands beside what it adjusted. */
export const fundsPlanDecisions = datedTable('funds_plan_decisions', {
  label: { vi: 'Quyết định giao, điều chỉnh kế hoạch vốn', en: 'Capital plan decisions' },
  columns: {
    entry: id({ vi: 'Bút toán', en: 'Entry' }),
    ...dimensionColumns,
    decision: id({ vi: 'Mã quyết định', en: 'Decision' }),
    kind: choice('plan-decision-kind', { vi: 'Loại quyết định', en: 'Kind of decision' }, {
      assignment: { vi: 'Giao vốn', en: 'Assignment' },
      adjustment: { vi: 'Điều chỉnh', en: 'Adjustment' },
    }),
    change: vndChange(),
    number: text({ label: { vi: 'Số, ký hiệu văn bản', en: 'Document number' } }),
    issuedOn: day({ vi: 'Ngày ban hành', en: 'Date of issue' }),
    preparedBy: actor({ vi: 'Người lập', en: 'Prepared by' }),
    approvedBy: actor({ vi: 'Người duyệt', en: 'Approved by' }),
  },
  key: ['entry'],
  indexes: [['planYear', 'program'], ['line']],
});

interface Decided {
  readonly decision: string;
  readonly basedOn: LegalBasis;
  readonly preparedBy: string;
}

const record = ({ decision, basedOn, preparedBy }: Decided, kind: 'assignment' | 'adjustment', change: bigint, meta: EventMeta) => [
  put(fundsPlanDecisions, {
    entry: meta.eventId, ...withDimensions(meta.id), decision, kind, change, number: basedOn.number, issuedOn: basedOn.issuedOn, preparedBy, approvedBy: meta.actor.user,
  }),
];

export const planDecisions = defineProjection('funds_plan_decisions', {
  version: 1,
  tables: [fundsPlanDecisions],
  on: handle(fundsEvents, {
    CapitalPlanAssigned: (data, meta) => record(data, 'assignment', data.amount, meta),
    CapitalPlanAdjusted: (data, meta) => record(data, 'adjustment', data.change, meta),
  }),
});
