/** What each event says of itself in a history. */
export const eventTexts = {
  CriteriaSetPublished: { vi: 'Ban hành bộ tiêu chí {set}: {name}', en: 'Set {set} published: {nameEn}' },
  IndicatorVerified: { vi: 'Đối chiếu chỉ tiêu {indicator}', en: 'Indicator {indicator} verified' },
  IndicatorMeasured: { vi: 'Chỉ tiêu {indicator} năm {year}: {value}', en: 'Indicator {indicator} of {year}: {value}' },
  CriterionAssessed: { vi: 'Tiêu chí {criterion} năm {year}: đánh giá {met}', en: 'Criterion {criterion} of {year} assessed: {met}' },
  AssessmentVerified: { vi: 'Tiêu chí {criterion} năm {year}: thẩm tra {met}', en: 'Criterion {criterion} of {year} verified: {met}' },
  AssessmentReturned: { vi: 'Tiêu chí {criterion} năm {year}: trả lại', en: 'Criterion {criterion} of {year}: returned' },
  AssessmentCorrected: { vi: 'Tiêu chí {criterion} năm {year}: đính chính thành {met}', en: 'Criterion {criterion} of {year} corrected to {met}' },
} as const;
