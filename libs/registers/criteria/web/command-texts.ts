/** What the buttons and forms of each command say. */
export const commandTexts = {
  PublishCriteriaSet: { vi: 'Ban hành bộ tiêu chí', en: 'Publish a set of criteria' },
  VerifyIndicator: { vi: 'Đối chiếu chỉ tiêu', en: 'Verify an indicator' },
  MeasureIndicator: { vi: 'Đo chỉ tiêu', en: 'Measure an indicator' },
  AssessCriterion: { vi: 'Đánh giá tiêu chí', en: 'Assess a criterion' },
  VerifyAssessment: { vi: 'Thẩm tra đánh giá', en: 'Verify an assessment' },
  ReturnAssessment: { vi: 'Trả lại đánh giá', en: 'Return an assessment' },
  CorrectAssessment: { vi: 'Đính chính đánh giá', en: 'Correct an assessment' },
} as const;
