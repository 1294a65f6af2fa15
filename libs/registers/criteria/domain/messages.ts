import type { Words } from '@ledger/kit';

export const messages: { readonly [code: string]: Words } = {
  'criteria.awaits-verification': {
    vi: 'Tiêu chí này đang chờ thẩm tra (người đánh giá: {by}); hãy đợi kết quả hoặc đề nghị trả lại.',
    en: 'This criterion awaits verification (assessed by {by}): wait for it, or ask for it to be returned.',
  },
  'criteria.corrects-nothing': {
    vi: 'Nội dung đính chính giống kết quả đã thẩm tra.',
    en: 'The correction says the same as the verified outcome.',
  },
  'criteria.criterion-of-another-set': {
    vi: 'Bộ tiêu chí {set} không có tiêu chí số {criterion} vào ngày hiệu lực.',
    en: 'The set {set} has no criterion {criterion} on the effective date.',
  },
  'criteria.indicator-of-another-criterion': {
    vi: 'Chỉ tiêu {indicator} không thuộc tiêu chí số {criterion}.',
    en: 'Indicator {indicator} is not part of criterion {criterion}.',
  },
  'criteria.indicator-verified-already': {
    vi: 'Chỉ tiêu {indicator} đã được đối chiếu văn bản.',
    en: 'Indicator {indicator} has been checked against the decision already.',
  },
  'criteria.maker-is-checker': {
    vi: 'Người thẩm tra phải khác người lập ({user}).',
    en: 'Who checks must be someone other than who made it ({user}).',
  },
  'criteria.measured-already': {
    vi: 'Chỉ tiêu {indicator} năm {year} đã có số đo; hãy nêu lý do đo lại.',
    en: 'Indicator {indicator} of {year} has been measured: give the reason for measuring it again.',
  },
  'criteria.not-a-commune': {
    vi: '{name} ({commune}) không phải là xã: phường và thị trấn không đánh giá nông thôn mới.',
    en: '{name} ({commune}) is no commune: wards and townships are not assessed.',
  },
  'criteria.nothing-to-correct': {
    vi: 'Tiêu chí số {criterion} năm {year} chưa có kết quả đã thẩm tra để đính chính.',
    en: 'Criterion {criterion} of {year} has no verified outcome to correct.',
  },
  'criteria.nothing-to-verify': {
    vi: 'Tiêu chí số {criterion} năm {year} không có đánh giá nào chờ thẩm tra.',
    en: 'Criterion {criterion} of {year} has no assessment that awaits verification.',
  },
  'criteria.repeated-number': {
    vi: 'Số {number} bị lặp lại trong bộ tiêu chí.',
    en: 'The number {number} appears twice in the set.',
  },
  'criteria.set-exists': {
    vi: 'Bộ tiêu chí {set} đã được ban hành.',
    en: 'The set {set} has been published already.',
  },
  'criteria.set-not-yet-valid': {
    vi: 'Bộ tiêu chí {set} áp dụng từ ngày {validFrom}.',
    en: 'The set {set} is valid from {validFrom} on.',
  },
  'criteria.set-of-another-level': {
    vi: 'Bộ tiêu chí {set} không áp dụng cho xã.',
    en: 'The set {set} does not apply to communes.',
  },
  'criteria.unknown-commune': {
    vi: 'Không có xã mang mã {commune} vào ngày hiệu lực.',
    en: 'There is no commune {commune} on the effective date.',
  },
  'criteria.unknown-indicator': {
    vi: 'Bộ tiêu chí {set} không có chỉ tiêu {indicator}.',
    en: 'The set {set} has no indicator {indicator}.',
  },
  'criteria.unknown-set': {
    vi: 'Không có bộ tiêu chí {set}.',
    en: 'There is no set {set}.',
  },
  'criteria.verified-already': {
    vi: 'Tiêu chí số {criterion} năm {year} đã thẩm tra; muốn thay đổi phải đính chính.',
    en: 'Criterion {criterion} of {year} has been verified: to change it, correct it.',
  },
  'criteria.year-not-begun': {
    vi: 'Năm {year} chưa bắt đầu vào ngày hiệu lực.',
    en: 'The year {year} has not begun on the effective date.',
  },
};
