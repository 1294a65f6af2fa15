import { choice, day, fiscalYear, optional, text, unitCode, username } from '@ledger/fields';
import { currentTable, defineProjection, handle, patch, put } from '@ledger/kit';
import { criteriaEvents, criterionNumber, outcome, setCode } from '@ledger/registers/criteria/domain';

/** Each assessment as it stands now: the work list of officers and checkers. */
export const assessments = currentTable('criteria_assessments', {
  label: { vi: 'Đánh giá tiêu chí', en: 'Assessments' },
  columns: {
    commune: unitCode({ vi: 'Xã', en: 'Commune' }),
    set: setCode(),
    criterion: criterionNumber(),
    year: fiscalYear({ vi: 'Năm đánh giá', en: 'Year assessed' }),
    met: outcome(),
    note: optional(text({ label: { vi: 'Ghi chú', en: 'Note' }, max: 2_000 })),
    status: choice('assessment-status', { vi: 'Tình trạng', en: 'Status' }, {
      'awaiting': { vi: 'Chờ thẩm tra', en: 'Awaiting verification' },
      'verified': { vi: 'Đã thẩm tra', en: 'Verified' },
      'returned': { vi: 'Đã trả lại', en: 'Returned' },
      'correction-awaiting': { vi: 'Đính chính chờ thẩm tra', en: 'Correction awaiting verification' },
    }),
    assessedOn: day({ vi: 'Ngày đánh giá', en: 'Assessed as on' }),
    assessedBy: username({ vi: 'Người đánh giá', en: 'Assessed by' }),
    checkedBy: optional(username({ vi: 'Người thẩm tra', en: 'Checked by' })),
  },
  key: ['commune', 'set', 'criterion', 'year'],
  indexes: [['status', 'commune']],
});

interface Key {
  readonly commune: string;
  readonly set: string;
  readonly criterion: number;
  readonly year: number;
}
const keyOf = ({ commune, set, criterion, year }: Key): Key => ({ commune, set, criterion, year });

export const assessmentList = defineProjection('criteria_assessment_list', {
  version: 1,
  tables: [assessments],
  on: handle(criteriaEvents, {
    CriterionAssessed: (assessed, { effectiveOn, actor }) => [
      put(assessments, { ...assessed, status: 'awaiting', assessedOn: effectiveOn, assessedBy: actor.user }),
    ],
    AssessmentCorrected: ({ met, note, ...corrected }, { actor }) => [
      patch(assessments, keyOf(corrected), { met, note, status: 'correction-awaiting', assessedBy: actor.user, checkedBy: undefined }),
    ],
    AssessmentVerified: (verified, { actor }) => [patch(assessments, keyOf(verified), { status: 'verified', checkedBy: actor.user })],
    AssessmentReturned: (returned, { actor }) => [patch(assessments, keyOf(returned), { status: 'returned', checkedBy: actor.user })],
  }),
});
