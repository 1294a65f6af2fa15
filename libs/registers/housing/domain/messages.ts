import type { Words } from '@ledger/kit';

export const messages: { readonly [code: string]: Words } = {
  'housing.above-approved': {
    vi: 'Số tiền {amount} đ vượt mức hỗ trợ còn lại {left} đ.',
    en: 'The amount of {amount} VND is more than the {left} VND of support that is left.',
  },
  'housing.above-norm': {
    vi: 'Mức hỗ trợ {amount} đ vượt định mức {limit} đ.',
    en: 'The support of {amount} VND is above the norm of {limit} VND.',
  },
  'housing.accepted-already': {
    vi: 'Nhà đã nghiệm thu ngày {on}.',
    en: 'The house was accepted on {on}.',
  },
  'housing.approved-already': {
    vi: 'Nhà của hộ {household} đã được duyệt.',
    en: 'The house of household {household} has been approved already.',
  },
  'housing.before-previous-step': {
    vi: 'Ngày hiệu lực sớm hơn bước trước ({previousOn}).',
    en: 'The effective date is before the previous step ({previousOn}).',
  },
  'housing.below-paid': {
    vi: 'Mức hỗ trợ không được thấp hơn số đã chi và đang chi ({paid} đ).',
    en: 'The support cannot be less than what is paid or being paid ({paid} VND).',
  },
  'housing.correction-awaits': {
    vi: 'Một đính chính đang chờ duyệt (người đề nghị: {by}).',
    en: 'A correction asked for by {by} awaits its checker.',
  },
  'housing.corrects-nothing': {
    vi: 'Nội dung đính chính giống dữ liệu đã ghi.',
    en: 'The correction says the same as what is recorded.',
  },
  'housing.has-payments': {
    vi: 'Đã chi hoặc đang chi {paid} đ; phải thu hồi trước khi rút nhà khỏi danh sách.',
    en: '{paid} VND are paid or being paid: they must be recovered before the house is withdrawn.',
  },
  'housing.line-missing': {
    vi: 'Chi từ dòng vốn phải nêu dòng vốn.',
    en: 'A payment from a fund line names the line.',
  },
  'housing.line-not-expected': {
    vi: 'Nguồn {source} không chi từ dòng vốn.',
    en: 'Money of the source {source} does not come from a fund line.',
  },
  'housing.maker-is-checker': {
    vi: 'Người kiểm tra, duyệt hoặc chi phải khác người làm bước trước ({user}).',
    en: 'Who checks, approves or pays must be someone other than who made it ({user}).',
  },
  'housing.no-norm': {
    vi: 'Chưa có định mức {norm} cho hình thức này vào ngày hiệu lực.',
    en: 'There is no norm {norm} for this kind on the effective date.',
  },
  'housing.norm-before-current': {
    vi: 'Định mức hiện hành có hiệu lực từ {since}; định mức mới không thể sớm hơn.',
    en: 'The current norm holds from {since}: a new one cannot begin before it.',
  },
  'housing.not-approved': {
    vi: 'Nhà của hộ {household} chưa được duyệt.',
    en: 'The house of household {household} has not been approved.',
  },
  'housing.not-finished': {
    vi: 'Nhà chưa xong để nghiệm thu (bước hiện tại: {step}).',
    en: 'The house is not finished: its step is {step}.',
  },
  'housing.not-started': {
    vi: 'Nhà chưa khởi công.',
    en: 'The house has not been started.',
  },
  'housing.nothing-to-confirm': {
    vi: 'Không có đính chính nào chờ duyệt.',
    en: 'No correction awaits its checker.',
  },
  'housing.one-house-per-household': {
    vi: 'Hộ {household} đã có nhà trong sổ (xã {commune}); mỗi hộ chỉ được hỗ trợ một nhà.',
    en: 'Household {household} has a house already (commune {commune}); nobody gets two.',
  },
  'housing.payment-not-paid': {
    vi: 'Khoản chi {payment} chưa được chi.',
    en: 'The payment {payment} has not been made.',
  },
  'housing.payment-not-requested': {
    vi: 'Khoản chi {payment} không ở trạng thái đang chi.',
    en: 'The payment {payment} is not under way.',
  },
  'housing.same-norm': {
    vi: 'Định mức {norm} đã ở mức này.',
    en: 'The norm {norm} is this amount already.',
  },
  'housing.stage-out-of-order': {
    vi: 'Không thể ghi giai đoạn {stage} khi nhà đang ở bước {step}.',
    en: 'Stage {stage} does not follow the step {step}.',
  },
  'housing.started-already': {
    vi: 'Nhà của hộ {household} đã khởi công.',
    en: 'The house of household {household} has been started already.',
  },
  'housing.step-not-reached': {
    vi: 'Không thể đưa nhà về bước {step}.',
    en: 'The house cannot be taken back to the step {step}.',
  },
  'housing.unknown-commune': {
    vi: 'Không có xã, phường, thị trấn mang mã {commune} vào ngày hiệu lực.',
    en: 'There is no commune, ward or township {commune} on the effective date.',
  },
  'housing.unknown-house': {
    vi: 'Hộ này chưa được đề nghị hỗ trợ nhà ở.',
    en: 'No house has been proposed for this household.',
  },
  'housing.withdrawn': {
    vi: 'Nhà của hộ {household} đã rút khỏi danh sách ngày {on}.',
    en: 'The house of household {household} was withdrawn on {on}.',
  },
};
