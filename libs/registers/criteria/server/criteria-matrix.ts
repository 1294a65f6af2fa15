import { fiscalYear, optional, unitCode } from '@ledger/fields';
import { defineReport, latest, must, type ReportColumn, type Words } from '@ledger/kit';
import { setCode } from '@ledger/registers/criteria/domain';
import { awaiting, results } from './commune-results';
import { setCriteria } from './criteria-sets';
import { communesOf, matrixRows, matrixTotals, metAmong, NUMBERS } from './matrix-rows';
import { communeUnits } from './units';

const DEFAULT_SET = 'commune-2021-2025';

/** The same day one year earlier; 29 February becomes 28 February. */
const aYearBefore = (day: string): string => `${Number(day.slice(0, 4)) - 1}${day.slice(4) === '-02-29' ? '-02-28' : day.slice(4)}`;

const yearOf = (params: { readonly year?: number }, asOf: string): number => params.year ?? Number(asOf.slice(0, 4));

const criterionColumn = (number: number): ReportColumn => ({ key: `c${number}`, label: { vi: `TC ${number}`, en: `C${number}` }, unit: 'text' });

const asInDecision = (criteria: readonly { criterion: number; name: string; nameEn: string }[]): Words => {
  const names = (key: 'name' | 'nameEn') =>
    [...criteria].sort((a, b) => a.criterion - b.criterion).map((each) => `${each.criterion}. ${each[key]}`).join('; ');
  return { vi: `Tiêu chí: ${names('name')}.`, en: `Criteria: ${names('nameEn')}.` };
};

const whatCounts: Words = {
  vi: 'Chỉ tính kết quả đã thẩm tra; mỗi tiêu chí lấy kết quả của năm gần nhất. Mức tăng tính từ số tổng, không từ số bình quân đã làm tròn.',
  en: 'Only verified outcomes count; of each criterion, that of the latest year. The increase is computed from the totals, not from rounded averages.',
};

/**
 * Communes × criteria on a day. What counts of a criterion is its latest verified assessment of a year not later than `year`;
 * `unverified` is one that was only ever assessed, null one that was not even that.
 */
export const criteriaMatrix = defineReport('criteria-matrix', {
  version: 1,
  title: { vi: 'Bảng tiêu chí nông thôn mới các xã', en: 'New-rural criteria of the communes' },
  params: {
    year: optional(fiscalYear({ vi: 'Năm đánh giá', en: 'Year assessed' })),
    set: optional(setCode()),
    district: optional(unitCode({ vi: 'Huyện', en: 'District' })),
  },
  sources: (params, asOf) => {
    const set = params.set ?? DEFAULT_SET;
    const year = yearOf(params, asOf);
    const before = aYearBefore(asOf);
    const by = ['commune', 'set', 'criterion', 'year'] as const;
    return {
      units: communeUnits.all(),
      unitsBefore: { ...communeUnits.all(), asOf: before },
      criteria: latest(setCriteria, { by: ['set', 'criterion'], where: { set } }),
      results: latest(results, { by, where: { set, year: { to: year } } }),
      resultsBefore: latest(results, { by, where: { set, year: { to: year - 1 } }, asOf: before }),
      awaiting: latest(awaiting, { by, where: { set, year: { to: year } } }),
    };
  },
  columns: () => [
    { key: 'code', label: { vi: 'Mã xã', en: 'Commune code' }, unit: 'text' },
    { key: 'name', label: { vi: 'Xã', en: 'Commune' }, unit: 'text' },
    { key: 'district', label: { vi: 'Mã huyện', en: 'District code' }, unit: 'text' },
    { key: 'districtName', label: { vi: 'Huyện', en: 'District' }, unit: 'text' },
    ...NUMBERS.map(criterionColumn),
    { key: 'met', label: { vi: 'Số tiêu chí đạt', en: 'Criteria met' }, unit: 'criteria' },
    { key: 'awaiting', label: { vi: 'Chờ thẩm tra', en: 'Awaiting verification' }, unit: 'criteria' },
  ],
  comparison: { key: ['code'], parts: { of: [results, awaiting], by: ['commune', 'criterion'], lookedUp: { units: { column: 'code', is: 'commune' } } } },
  build: (rows, { set = DEFAULT_SET, district }) => {
    must(rows.criteria.length > 0, 'criteria.unknown-set', { field: 'set', set });
    const communes = communesOf(rows.units, district);
    const matrix = matrixRows(communes, rows.units, rows.results, rows.awaiting);
    const before = metAmong(communesOf(rows.unitsBefore, district), rows.resultsBefore);
    return { rows: matrix, totals: matrixTotals(matrix, before), notes: [whatCounts, asInDecision(rows.criteria)] };
  },
});
