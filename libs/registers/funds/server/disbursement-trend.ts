import { fiscalYear, optional } from '@ledger/fields';
import { defineReport, sum, type Source } from '@ledger/kit';
import { fundsPostings } from './postings';
import { stageColumns, stageRow, type AccountSum } from './fund-stages';

const MONTHS = 12;
const twoDigits = (month: number): string => String(month).padStart(2, '0');
const monthName = (year: number, month: number): string => (month > MONTHS ? `${year + 1}-${twoDigits(month - MONTHS)}` : `${year}-${twoDigits(month)}`);

/** The last day of a month, counted on past December: day 0 of the month behind it. */
const endOf = (year: number, month: number): string => new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);

/** The months in which a year's plan is paid, until the end of January behind it, as far as the day has come: each with the day it is looked at. */
export const monthsOf = (year: number, asOf: string): readonly { readonly month: string; readonly day: string }[] =>
  Array.from({ length: MONTHS + 1 }, (_, index) => index + 1)
    .filter((month) => `${monthName(year, month)}-01` <= asOf)
    .map((month) => ({ month: monthName(year, month), day: endOf(year, month) < asOf ? endOf(year, month) : asOf }));

const yearOf = (params: { readonly year?: number }, asOf: string): number => params.year ?? Number(asOf.slice(0, 4));

const accountsOn = (planYear: number, asOf: string): Source<AccountSum> =>
  sum(fundsPostings, { by: ['account'], of: ['change'], where: { planYear }, asOf }) as Source<AccountSum>;

/** How a plan year's money went through its stages, month by month: what stood on the last day of each. */
export const disbursementTrend = defineReport('disbursement-trend', {
  version: 1,
  title: { vi: 'Tiến độ giải ngân theo tháng', en: 'Disbursement by month' },
  params: { year: optional(fiscalYear()) },
  sources: (params, asOf): { readonly [name: string]: Source<AccountSum> } => {
    const year = yearOf(params, asOf);
    return { now: accountsOn(year, asOf), ...Object.fromEntries(monthsOf(year, asOf).map(({ month, day }) => [month, accountsOn(year, day)])) };
  },
  columns: () => [{ key: 'month', label: { vi: 'Tháng', en: 'Month' }, unit: 'text' }, ...stageColumns],
  comparison: { key: ['month'], parts: { of: [fundsPostings], by: ['entry'] } },
  build: (rows, params, asOf) => ({
    rows: monthsOf(yearOf(params, asOf), asOf).map(({ month }) => stageRow({ month }, rows[month]!)),
    totals: stageRow({ month: null }, rows['now']!),
    notes: [
      {
        vi: 'Mỗi dòng là số lũy kế đến hết ngày cuối tháng (tháng đang xem: đến ngày báo cáo). Vốn của một năm được thanh toán đến hết ngày 31 tháng 01 năm sau.',
        en: 'Each row is what stood at the end of the month (of the current month: on the day of the report). A year’s money is paid until 31 January of the next year.',
      },
    ],
  }),
});
