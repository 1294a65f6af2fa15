import { vndBalance, vndChange } from '@ledger/fields';
import { add, currentTable, defineProjection, handle, put, type EventMeta } from '@ledger/kit';
import { fundsEvents, postingTypes, type Account } from '@ledger/registers/funds/domain';
import { dimensionColumns, legsOf, withDimensions } from './legs';

const balance = (vi: string, en: string) => vndBalance({ vi, en });

/** Each line's balances, as they are known: the sender holds what is in transit until the receiver has it. */
export const fundsLines = currentTable('funds_lines', {
  label: { vi: 'Dòng vốn', en: 'Fund lines' },
  columns: {
    ...dimensionColumns,
    funded: vndChange({ vi: 'Giao và chuyển từ năm trước', en: 'Assigned and carried in' }),
    assigned: balance('Đã giao, chưa phân bổ', 'Assigned, not allocated'),
    inTransit: balance('Đang chuyển', 'In transit'),
    allocated: balance('Đã phân bổ, chưa cam kết', 'Allocated, not committed'),
    committed: balance('Đã cam kết', 'Committed'),
    advanced: balance('Tạm ứng chưa thu hồi', 'Advances outstanding'),
    expended: balance('Đã thanh toán khối lượng', 'Expended'),
    carriedForward: balance('Đã chuyển năm sau', 'Carried forward'),
    cancelled: balance('Đã hủy dự toán', 'Cancelled'),
    returned: balance('Đã nộp trả', 'Returned'),
  },
  key: ['line'],
  indexes: [['planYear', 'program'], ['holder']],
});

const columnOf = {
  SRC: 'funded', ASG: 'assigned', TRN: 'inTransit', ALC: 'allocated', RSV: 'committed', ADV: 'advanced', EXP: 'expended', CFO: 'carriedForward', CAN: 'cancelled', RET: 'returned',
} as const satisfies { readonly [A in Account]: string };

const nothing = { funded: 0n, assigned: 0n, inTransit: 0n, allocated: 0n, committed: 0n, advanced: 0n, expended: 0n, carriedForward: 0n, cancelled: 0n, returned: 0n };

/** What the source gave is shown as it is spoken of: above zero. */
const change = (account: Account, amount: bigint): bigint => (account === 'SRC' ? -amount : amount);

const post = (data: unknown, meta: EventMeta) =>
  legsOf(meta, data).map((leg) => add(fundsLines, { line: leg.line }, { [columnOf[leg.account]]: change(leg.account, leg.change) }));

export const lineBalances = defineProjection('funds_lines', {
  version: 1,
  tables: [fundsLines],
  on: handle(fundsEvents, {
    LineOpened: (_, { id }) => [put(fundsLines, { ...withDimensions(id), ...nothing })],
    ...Object.fromEntries(postingTypes.map((type) => [type, post])),
  }),
});
