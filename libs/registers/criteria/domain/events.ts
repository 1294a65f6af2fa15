import { day, decimal, id, many, optional, text, unitCode } from '@ledger/fields';
import { defineEvents } from '@ledger/kit';
import { criterionOfSet } from './commands';
import { assessedYear, criterionNumber, indicatorCode, note, outcome, setCode, setLevel } from './criteria-words';

const criterion = { commune: unitCode({ vi: 'Xã', en: 'Commune' }), set: setCode(), criterion: criterionNumber(), year: assessedYear() };
const assessment = { ...criterion, met: outcome(), note: optional(note()) };
const assessedOn = day({ vi: 'Ngày đánh giá', en: 'Assessed as on' });

export const criteriaEvents = defineEvents('criteria', {
  CriteriaSetPublished: {
    set: setCode(),
    name: text({ label: { vi: 'Tên', en: 'Name' } }),
    nameEn: text({ label: { vi: 'Tên tiếng Anh', en: 'English name' } }),
    level: setLevel(),
    validFrom: day({ vi: 'Áp dụng từ ngày', en: 'Valid from' }),
    criteria: many(criterionOfSet, { label: { vi: 'Các tiêu chí', en: 'Criteria' }, max: 99 }),
  },
  /** Tells the indicator whole, as it was published. */
  IndicatorVerified: {
    set: setCode(),
    level: setLevel(),
    validFrom: day({ vi: 'Áp dụng từ ngày', en: 'Valid from' }),
    criterion: criterionNumber(),
    indicator: indicatorCode(),
    name: text({ label: { vi: 'Tên', en: 'Name' } }),
    nameEn: optional(text({ label: { vi: 'Tên tiếng Anh', en: 'English name' } })),
    unit: optional(text({ label: { vi: 'Đơn vị tính', en: 'Unit of measure' }, max: 40 })),
  },
  IndicatorMeasured: {
    commune: unitCode({ vi: 'Xã', en: 'Commune' }),
    set: setCode(),
    indicator: indicatorCode(),
    year: assessedYear(),
    value: decimal({ label: { vi: 'Giá trị', en: 'Value' } }),
  },
  CriterionAssessed: assessment,
  /** Repeats what is verified; `assessedOn` is the day from which it counts. */
  AssessmentVerified: { ...assessment, assessedOn },
  AssessmentReturned: { ...criterion, assessedOn },
  /** `corrects` is the id of the event by which the corrected outcome was assessed. */
  AssessmentCorrected: { ...assessment, assessedOn, corrects: id({ vi: 'Đính chính cho', en: 'Corrects' }) },
});
