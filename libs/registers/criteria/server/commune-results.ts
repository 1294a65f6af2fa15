import { count, decimal, fiscalYear, optional, text, unitCode, yesNo } from '@ledger/fields';
import { datedTable, defineProjection, handle, put, type EventMeta } from '@ledger/kit';
import { criteriaEvents, criterionNumber, indicatorCode, outcome, setCode } from '@ledger/registers/criteria/domain';

const commune = unitCode({ vi: 'Xã', en: 'Commune' });
const year = fiscalYear({ vi: 'Năm đánh giá', en: 'Year assessed' });
const revision = count({ label: { vi: 'Lần ghi', en: 'Revision' } });
const note = optional(text({ label: { vi: 'Ghi chú', en: 'Note' }, max: 2_000 }));

/** Verified outcomes: what counts. A correction is a later fact of the same day. */
export const results = datedTable('criteria_results', {
  label: { vi: 'Kết quả đã thẩm tra', en: 'Verified outcomes' },
  columns: { commune, set: setCode(), criterion: criterionNumber(), year, revision, met: outcome(), note },
  key: ['commune', 'set', 'criterion', 'year', 'revision'],
});

/** Whether an assessment or a correction waits for its checker. */
export const awaiting = datedTable('criteria_awaiting', {
  label: { vi: 'Chờ thẩm tra', en: 'Awaiting verification' },
  columns: { commune, set: setCode(), criterion: criterionNumber(), year, revision, awaiting: yesNo({ vi: 'Chờ thẩm tra', en: 'Awaiting verification' }) },
  key: ['commune', 'set', 'criterion', 'year', 'revision'],
});

export const measurements = datedTable('criteria_measurements', {
  label: { vi: 'Số đo chỉ tiêu', en: 'Measurements of indicators' },
  columns: { commune, set: setCode(), indicator: indicatorCode(), year, revision, value: decimal({ label: { vi: 'Giá trị', en: 'Value' } }) },
  key: ['commune', 'set', 'indicator', 'year', 'revision'],
});

interface Criterion {
  readonly commune: string;
  readonly set: string;
  readonly criterion: number;
  readonly year: number;
}

const revisionOf = (meta: EventMeta): number => Number(meta.revision);
const wait = ({ commune, set, criterion, year }: Criterion, isAwaiting: boolean, meta: EventMeta, on: string) =>
  put(awaiting, { commune, set, criterion, year, revision: revisionOf(meta), awaiting: isAwaiting }, on);

export const communeResults = defineProjection('criteria_commune_results', {
  version: 1,
  tables: [results, awaiting, measurements],
  on: handle(criteriaEvents, {
    IndicatorMeasured: (measured, meta) => [put(measurements, { ...measured, revision: revisionOf(meta) })],
    CriterionAssessed: (assessed, meta) => [wait(assessed, true, meta, meta.effectiveOn)],
    AssessmentCorrected: (corrected, meta) => [wait(corrected, true, meta, corrected.assessedOn)],
    AssessmentReturned: (returned, meta) => [wait(returned, false, meta, returned.assessedOn)],
    AssessmentVerified: ({ assessedOn, ...verified }, meta) => [
      wait(verified, false, meta, assessedOn),
      put(results, { ...verified, revision: revisionOf(meta) }, assessedOn),
    ],
  }),
});
