import type { Words } from '@ledger/kit';

export const messages: { readonly [code: string]: Words } = {
  'territory.already-established': {
    vi: 'Mã {code} đang được một đơn vị sử dụng.',
    en: 'The code {code} belongs to a unit that exists.',
  },
  'territory.before-established': {
    vi: 'Ngày hiệu lực sớm hơn ngày thành lập đơn vị ({establishedOn}).',
    en: 'The effective date is before the unit was established ({establishedOn}).',
  },
  'territory.code-of-another-level': {
    vi: 'Mã {code} không phải mã của cấp này: tỉnh 2 chữ số, huyện 3, xã 5.',
    en: 'The code {code} is not one of this level: a province has 2 digits, a district 3, a commune 5.',
  },
  'territory.dissolved': {
    vi: 'Đơn vị đã giải thể từ ngày {dissolvedOn}.',
    en: 'The unit was dissolved on {dissolvedOn}.',
  },
  'territory.parent-of-another-level': {
    vi: 'Đơn vị {parent} không thể là cấp trên trực tiếp của đơn vị này.',
    en: 'Unit {parent} cannot be directly above this one.',
  },
  'territory.province-has-no-parent': {
    vi: 'Tỉnh không thuộc đơn vị nào.',
    en: 'A province is not part of another unit.',
  },
  'territory.repeated-successor': {
    vi: 'Đơn vị kế thừa {successor} bị lặp lại hoặc là chính đơn vị này.',
    en: 'The successor {successor} is named twice or is the unit itself.',
  },
  'territory.same-name': {
    vi: 'Đơn vị đã mang tên «{name}».',
    en: 'The unit is already called “{name}”.',
  },
  'territory.unknown-parent': {
    vi: 'Không có đơn vị cấp trên {parent} vào ngày hiệu lực.',
    en: 'There is no unit {parent} above it on the effective date.',
  },
  'territory.unknown-successor': {
    vi: 'Không có đơn vị kế thừa {successor} vào ngày hiệu lực.',
    en: 'There is no successor {successor} on the effective date.',
  },
  'territory.unknown-unit': {
    vi: 'Chưa có đơn vị mang mã này.',
    en: 'There is no unit with this code.',
  },
};
