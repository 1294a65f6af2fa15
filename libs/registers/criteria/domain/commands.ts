import { day, decimal, many, optional, struct, text, unitCode, yesNo } from '@ledger/fields';
import { command } from '@ledger/kit';
import { assessedYear, criterionGroup, criterionNumber, indicatorCode, note, outcome, setCode, setLevel } from './criteria-words';

const label = (vi: string, en: string) => ({ label: { vi, en } });

export const indicatorOfSet = struct('indicator-of-set', { vi: 'Chỉ tiêu', en: 'Indicator' }, {
  code: indicatorCode(),
  name: text(label('Tên', 'Name')),
  nameEn: optional(text(label('Tên tiếng Anh', 'English name'))),
  unit: optional(text({ ...label('Đơn vị tính', 'Unit of measure'), max: 40 })),
  /** Whether someone compared it with the text of the decision. */
  verified: yesNo({ vi: 'Đã đối chiếu văn bản', en: 'Checked against the decision' }),
});

export const criterionOfSet = struct('criterion-of-set', { vi: 'Tiêu chí', en: 'Criterion' }, {
  number: criterionNumber(),
  name: text(label('Tên', 'Name')),
  nameEn: text(label('Tên tiếng Anh', 'English name')),
  group: criterionGroup(),
  indicators: many(indicatorOfSet, { ...label('Chỉ tiêu', 'Indicators'), max: 50 }),
});

/** Ban hành bộ tiêu chí: the whole set as the decision named in `legalBasis` gives it. */
export class PublishCriteriaSet extends command({
  set: setCode(),
  name: text(label('Tên', 'Name')),
  nameEn: text(label('Tên tiếng Anh', 'English name')),
  level: setLevel(),
  validFrom: day({ vi: 'Áp dụng từ ngày', en: 'Valid from' }),
  criteria: many(criterionOfSet, { ...label('Các tiêu chí', 'Criteria'), max: 99 }),
}) {}

/** Đối chiếu chỉ tiêu: someone other than the publisher compared the indicator with the decision, and keeps the evidence. */
export class VerifyIndicator extends command({ set: setCode(), indicator: indicatorCode() }) {}

const criterion = { commune: unitCode({ vi: 'Xã', en: 'Commune' }), set: setCode(), criterion: criterionNumber(), year: assessedYear() };

/** Đo chỉ tiêu. Measuring the same indicator of the same year again takes a reason. */
export class MeasureIndicator extends command({
  commune: unitCode({ vi: 'Xã', en: 'Commune' }),
  set: setCode(),
  indicator: indicatorCode(),
  year: assessedYear(),
  value: decimal(label('Giá trị', 'Value')),
}) {}

/** Đánh giá tiêu chí, with evidence; it counts once it is verified. The effective date is the day it is met, or not met, on. */
export class AssessCriterion extends command({ ...criterion, met: outcome(), note: optional(note()) }) {}

/** Thẩm tra: someone other than who assessed, or corrected, agrees. */
export class VerifyAssessment extends command(criterion) {}

/** Trả lại: the checker does not agree and says why in `reason`. */
export class ReturnAssessment extends command(criterion) {}

/** Đính chính a verified assessment, with reason and legal basis. It replaces it, from the same day on, once it is verified. */
export class CorrectAssessment extends command({ ...criterion, met: outcome(), note: optional(note()) }) {}
