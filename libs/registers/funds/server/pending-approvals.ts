import { actor, choice, day, id, lineId, optional, text, vndChange } from '@ledger/fields';
import { currentTable, defineProjection, drop, handle, put, type EventMeta } from '@ledger/kit';
import { dimensionsOf, fundsEvents } from '@ledger/registers/funds/domain';
import { dimensionColumns } from './legs';

/** What one person prepared and another has yet to approve, payments apart: they have steps of their own. */
export const fundsPending = currentTable('funds_pending', {
  label: { vi: 'Chờ duyệt', en: 'Waiting for approval' },
  columns: {
    line: lineId(),
    kind: choice('pending-kind', { vi: 'Việc', en: 'What' }, {
      plan: { vi: 'Quyết định vốn', en: 'Capital plan decision' },
      reversal: { vi: 'Bút toán đảo', en: 'Reversal' },
      correction: { vi: 'Đính chính', en: 'Correction' },
      reopening: { vi: 'Mở lại sổ', en: 'Reopening of a closed year' },
    }),
    /** The decision, or the entry to be amended; of a reopening, its last day. */
    reference: id({ vi: 'Mã', en: 'Reference' }),
    program: dimensionColumns.program,
    holder: dimensionColumns.holder,
    amount: optional(vndChange({ vi: 'Số tiền', en: 'Amount' })),
    preparedBy: actor({ vi: 'Người lập', en: 'Prepared by' }),
    preparedOn: day({ vi: 'Ngày lập', en: 'Prepared on' }),
    reason: optional(text({ label: { vi: 'Lý do', en: 'Reason' } })),
  },
  key: ['line', 'kind', 'reference'],
  indexes: [['holder']],
});

type Kind = 'plan' | 'reversal' | 'correction' | 'reopening';

function wait(kind: Kind, reference: string, meta: EventMeta, amount?: bigint) {
  const { program, holder } = dimensionsOf(meta.id);
  const { actor, effectiveOn, reason } = meta;
  return [put(fundsPending, { line: meta.id, kind, reference, program, holder, amount, preparedBy: actor.user, preparedOn: effectiveOn, reason })];
}

const end = (kind: Kind, reference: string, meta: EventMeta) => [drop(fundsPending, { line: meta.id, kind, reference })];

export const pendingApprovals = defineProjection('funds_pending', {
  version: 1,
  tables: [fundsPending],
  on: handle(fundsEvents, {
    CapitalPlanPrepared: ({ decision, change }, meta) => wait('plan', decision, meta, change),
    CapitalPlanAssigned: ({ decision }, meta) => end('plan', decision, meta),
    CapitalPlanAdjusted: ({ decision }, meta) => end('plan', decision, meta),
    CapitalPlanRejected: ({ decision }, meta) => end('plan', decision, meta),
    ReversalPrepared: ({ entry }, meta) => wait('reversal', entry, meta),
    EntryReversed: ({ entry }, meta) => end('reversal', entry, meta),
    ReversalRejected: ({ entry }, meta) => end('reversal', entry, meta),
    CorrectionPrepared: ({ entry, amount }, meta) => wait('correction', entry, meta, amount),
    EntryCorrected: ({ entry }, meta) => end('correction', entry, meta),
    CorrectionRejected: ({ entry }, meta) => end('correction', entry, meta),
    ReopeningPrepared: ({ until }, meta) => wait('reopening', until, meta),
    YearReopened: ({ until }, meta) => end('reopening', until, meta),
    ReopeningRejected: ({ until }, meta) => end('reopening', until, meta),
  }),
});
