import { count, id, vndChange } from '@ledger/fields';
import { datedTable, defineProjection, handle, put, type EventMeta } from '@ledger/kit';
import { fundsEvents, postingTypes } from '@ledger/registers/funds/domain';
import { account, dimensionColumns, legsOf, withDimensions } from './legs';

/** Every debit and credit, dated: the sum over any line, program, unit or year on any day, as known at any position. */
export const fundsPostings = datedTable('funds_postings', {
  label: { vi: 'Bút toán', en: 'Postings' },
  columns: {
    entry: id({ vi: 'Bút toán', en: 'Entry' }),
    leg: count({ label: { vi: 'Vế', en: 'Side' } }),
    type: id({ vi: 'Loại bút toán', en: 'Type of entry' }),
    ...dimensionColumns,
    account,
    change: vndChange({ vi: 'Tăng, giảm', en: 'Change' }),
  },
  key: ['entry', 'leg'],
  indexes: [['planYear', 'account'], ['line']],
});

const post = (data: unknown, meta: EventMeta) =>
  legsOf(meta, data).map(({ line, account, change }, leg) => put(fundsPostings, { entry: meta.eventId, leg, type: meta.type, ...withDimensions(line), account, change }));

export const postings = defineProjection('funds_postings', {
  version: 1,
  tables: [fundsPostings],
  on: handle(fundsEvents, Object.fromEntries(postingTypes.map((type) => [type, post]))),
});
