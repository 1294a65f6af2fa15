import { count, lineId, vnd } from '@ledger/fields';
import { defineSignal, type EventMeta } from '@ledger/kit';
import { dayPlus, shownBy } from '@ledger/platform/risk-signals';
import { citations } from '../law';
import { dimensionsOf, planWindow } from '../line-dimensions';
import { lineChanges } from './line-money';

interface Spent {
  readonly amount: bigint;
  readonly meta: EventMeta;
}

/** Counted by effective day; corrections and reversals count on their own day. */
export const yearEndRush = defineSignal({
  name: 'funds.year-end-rush',
  title: { vi: 'Dồn chi cuối năm', en: 'Year-end rush' },
  asks: {
    vi: 'Phần lớn số giải ngân cả năm của một dòng vốn rơi vào những ngày cuối của thời hạn thanh toán (31 tháng 1 năm sau).',
    en: 'Most of what a fund line disbursed in its plan year fell in the last days before its payments end (31 January of the next year).',
  },
  law: citations.yearEnd,
  parameters: {
    days: count({ label: { vi: 'Trong số ngày cuối', en: 'In the last so many days' }, min: 1, max: 200 }),
    percent: count({ label: { vi: 'Chiếm ít nhất (%)', en: 'At least (%)' }, min: 1, max: 100 }),
    least: vnd({ label: { vi: 'Số tiền ít nhất', en: 'At least this amount' } }),
  },
  standard: { days: 31, percent: 50, least: 1_000_000_000n },
  values: {
    line: lineId(), days: count({ label: { vi: 'Số ngày', en: 'Days' } }), percent: count({ label: { vi: 'Tỷ lệ (%)', en: 'Share (%)' } }),
    amount: vnd({ label: { vi: 'Giải ngân những ngày cuối', en: 'Disbursed in the last days' } }), total: vnd({ label: { vi: 'Giải ngân cả năm', en: 'Disbursed in the year' } }),
  },
  seen: { vi: '{percent}% số giải ngân cả năm ({amount} trên {total}) nằm trong {days} ngày cuối: {line}', en: '{percent}% of the year’s disbursement ({amount} of {total}) in its last {days} days: {line}' },
  watch: ({ days, percent, least }) => {
    const lines = new Map<string, Spent[]>();
    return {
      on: shownBy(lineChanges, ({ line, disbursed }, meta) => {
        if (disbursed === 0n) return;
        const spent = lines.get(line);
        if (spent) spent.push({ amount: disbursed, meta });
        else lines.set(line, [{ amount: disbursed, meta }]);
      }),
      sightings: () => [...lines].flatMap(([line, spent]) => {
        const { until } = planWindow(dimensionsOf(line));
        const since = dayPlus(until, 1 - days);
        const last = spent.filter(({ meta }) => meta.effectiveOn >= since && meta.effectiveOn <= until);
        const [amount, total] = [totalOf(last), totalOf(spent)];
        if (amount < least || total <= 0n || amount * 100n < total * BigInt(percent)) return [];
        return [{ key: line, events: last.map(({ meta }) => meta), values: { line, days, percent: Number((amount * 100n) / total), amount, total } }];
      }),
    };
  },
});

const totalOf = (spent: readonly Spent[]): bigint => spent.reduce((total, { amount }) => total + amount, 0n);
