import { choice, count, fiscalYear, optional, unitCode } from '@ledger/fields';
import { defineReport, latest, sum, type ReportColumn, type Words } from '@ledger/kit';
import { houseStep } from '@ledger/registers/housing/domain';
import { housingUnits } from './facts';
import { amounts, steps } from './house-facts';
import { areaRows, progressTotals } from './progress-rows';

const DAYS_UNTIL_STUCK = 90;

const houses = (key: string, label: Words): ReportColumn => ({ key, label, unit: 'houses' });
const money = (key: string, label: Words): ReportColumn => ({ key, label, unit: 'VND' });

const notes = (year: number, stuckAfter: number): readonly Words[] => [
  {
    vi: `Cột theo tình trạng đếm mỗi nhà một lần, theo bước gần nhất tính đến ngày báo cáo. «Nghiệm thu trong năm» là năm ${year}.`,
    en: `The columns by step count each house once, by its latest step on the day of the report. “Accepted in the year” is the year ${year}.`,
  },
  {
    vi: `Nhà bị chậm: đã duyệt, chưa nghiệm thu và không có bước nào trong hơn ${stuckAfter} ngày.`,
    en: `Stuck: approved, not accepted, and without a step for more than ${stuckAfter} days.`,
  },
];

/** Houses by step, district or commune, with the amounts approved and paid until the day. */
export const housingProgress = defineReport('housing-progress', {
  version: 1,
  title: { vi: 'Tiến độ xóa nhà tạm, nhà dột nát', en: 'Progress of the elimination of temporary and dilapidated houses' },
  params: {
    year: optional(fiscalYear({ vi: 'Năm', en: 'Year' })),
    by: optional(choice('area', { vi: 'Theo', en: 'By' }, { district: { vi: 'Huyện', en: 'District' }, commune: { vi: 'Xã', en: 'Commune' } })),
    district: optional(unitCode({ vi: 'Huyện', en: 'District' })),
    stuckAfter: optional(count({ label: { vi: 'Chậm quá số ngày', en: 'Stuck after days' }, min: 1, max: 3_650 })),
  },
  sources: () => ({
    units: housingUnits.all(),
    steps: latest(steps, { by: ['household'] }),
    amounts: sum(amounts, { by: ['commune'], of: ['approved', 'paid'] }),
  }),
  columns: ({ by = 'district' }) => [
    { key: 'code', label: { vi: 'Mã', en: 'Code' }, unit: 'text' },
    { key: 'name', label: by === 'district' ? { vi: 'Huyện', en: 'District' } : { vi: 'Xã', en: 'Commune' }, unit: 'text' },
    ...(by === 'commune' ? [{ key: 'district', label: { vi: 'Mã huyện', en: 'District code' }, unit: 'text' }] : []),
    ...Object.entries(houseStep().choices).map(([step, label]) => houses(step, label)),
    houses('acceptedInYear', { vi: 'Nghiệm thu trong năm', en: 'Accepted in the year' }),
    houses('newInYear', { vi: 'Trong đó: xây mới', en: 'Of these: new' }),
    houses('repairedInYear', { vi: 'Trong đó: sửa chữa', en: 'Of these: repaired' }),
    houses('stuck', { vi: 'Bị chậm', en: 'Stuck' }),
    money('approvedAmount', { vi: 'Tiền đã duyệt', en: 'Amount approved' }),
    money('paidAmount', { vi: 'Tiền đã chi', en: 'Amount paid' }),
  ],
  comparison: { key: ['code'], parts: { of: [steps, amounts], by: ['household'] } },
  build: (rows, { year, by = 'district', district, stuckAfter = DAYS_UNTIL_STUCK }, asOf) => {
    const question = { year: year ?? Number(asOf.slice(0, 4)), by, district, stuckAfter, asOf };
    const areas = areaRows(rows, question);
    return { rows: areas, totals: progressTotals(areas), notes: notes(question.year, stuckAfter) };
  },
});
