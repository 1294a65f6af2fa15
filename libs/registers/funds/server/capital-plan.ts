import { capitalType, choice, fiscalYear, optional } from '@ledger/fields';
import { defineReport, sum, type ReportColumn, type Source } from '@ledger/kit';
import { capitalPlanBody, type Grouping, type Name, type PostedSum } from './capital-plan-rows';
import { programs, units } from './directories';
import { fundsPostings } from './postings';

const grouping = choice('capital-plan-grouping', { vi: 'Theo', en: 'By' }, {
  'program-type': { vi: 'Chương trình', en: 'Program' },
  'component': { vi: 'Dự án thành phần', en: 'Component' },
  'holder': { vi: 'Đơn vị sử dụng ngân sách', en: 'Holder' },
  'source': { vi: 'Nguồn vốn', en: 'Source' },
});

const keyOf = (by: keyof typeof grouping.choices | undefined): Grouping => (by === undefined || by === 'program-type' ? 'program' : by);

const keyLabels: { readonly [G in Grouping]: ReportColumn['label'] } = {
  program: { vi: 'Chương trình', en: 'Program' },
  component: { vi: 'Dự án thành phần', en: 'Component' },
  holder: { vi: 'Đơn vị sử dụng ngân sách', en: 'Holder' },
  source: { vi: 'Nguồn vốn', en: 'Source' },
};

const moneyColumns: readonly ReportColumn[] = [
  { key: 'plan', label: { vi: 'Kế hoạch', en: 'Plan' }, unit: 'VND' },
  { key: 'disbursed', label: { vi: 'Giải ngân', en: 'Disbursed' }, unit: 'VND' },
  { key: 'rate', label: { vi: 'Tỷ lệ giải ngân', en: 'Disbursement rate' }, unit: 'percent' },
  { key: 'left', label: { vi: 'Chưa giải ngân', en: 'Left' }, unit: 'VND' },
  { key: 'leftShare', label: { vi: 'Tỷ lệ chưa giải ngân', en: 'Share left' }, unit: 'percent' },
  { key: 'toCarry', label: { vi: 'Dự kiến kéo dài', en: 'To be carried forward' }, unit: 'VND' },
  { key: 'carriedForward', label: { vi: 'Đã chuyển năm sau', en: 'Carried forward' }, unit: 'VND' },
];

/** Plan and disbursement of one plan year: what was known, of what had happened, on any day. */
export const capitalPlan = defineReport('capital-plan', {
  version: 1,
  title: { vi: 'Kế hoạch vốn và giải ngân', en: 'Capital plan and disbursement' },
  params: { year: optional(fiscalYear()), by: optional(grouping) },
  sources: ({ year, by }, asOf) => {
    const key = keyOf(by);
    return {
      postings: sum(fundsPostings, {
        by: [key, 'capitalType', 'account'], of: ['change'], where: { planYear: year ?? Number(asOf.slice(0, 4)) },
      }) as Source<PostedSum>,
      names: (key === 'holder' ? units.all() : programs.all()) as Source<Name>,
    };
  },
  columns: ({ by }) => [
    { key: 'level', label: { vi: 'Cấp tổng hợp', en: 'Level' }, unit: 'text' },
    { key: keyOf(by), label: keyLabels[keyOf(by)], unit: 'text' },
    { key: 'name', label: { vi: 'Tên', en: 'Name' }, unit: 'text' },
    { key: 'capitalType', label: { vi: 'Loại vốn', en: 'Capital type' }, unit: 'text', choices: capitalType().choices },
    ...moneyColumns,
  ],
  comparison: { key: ['level', 'program', 'component', 'holder', 'source', 'capitalType'], parts: { of: [fundsPostings], by: ['entry'] } },
  build: ({ postings, names }, { by }) => capitalPlanBody(keyOf(by), postings, names),
});
