import { choice, code, count, fiscalYear, text } from '@ledger/fields';

/** Bộ tiêu chí: criteria are numbered anew in each set, so a criterion is only known together with its set. */
export const setCode = () =>
  code({ word: 'criteria-set', label: { vi: 'Bộ tiêu chí', en: 'Criteria set' }, pattern: /^[a-z][a-z0-9]*(-[a-z0-9]+){0,6}$/, example: 'commune-2021-2025' });

export const criterionNumber = () => count({ label: { vi: 'Tiêu chí số', en: 'Criterion no.' }, min: 1, max: 99 });

export const indicatorCode = () =>
  code({ word: 'indicator', label: { vi: 'Chỉ tiêu', en: 'Indicator' }, pattern: /^[1-9][0-9]?(\.[1-9][0-9]?)?$/, example: '13.3' });

export const assessedYear = () => fiscalYear({ vi: 'Năm đánh giá', en: 'Year assessed' });

export const outcome = () =>
  choice('outcome', { vi: 'Kết quả', en: 'Outcome' }, {
    'met': { vi: 'Đạt', en: 'Met' },
    'not-met': { vi: 'Chưa đạt', en: 'Not met' },
    'not-applicable': { vi: 'Không áp dụng', en: 'Not applicable' },
  });

export type Outcome = keyof ReturnType<typeof outcome>['choices'];

export const setLevel = () =>
  choice('set-level', { vi: 'Áp dụng cho', en: 'Applies to' }, {
    commune: { vi: 'Xã', en: 'Communes' },
    district: { vi: 'Huyện', en: 'Districts' },
    village: { vi: 'Thôn', en: 'Villages' },
  });

/** The five groups of 318/QĐ-TTg. */
export const criterionGroup = () =>
  choice('criterion-group', { vi: 'Nhóm', en: 'Group' }, {
    planning: { vi: 'Quy hoạch', en: 'Planning' },
    infrastructure: { vi: 'Hạ tầng kinh tế - xã hội', en: 'Infrastructure' },
    economy: { vi: 'Kinh tế và tổ chức sản xuất', en: 'Economy and production' },
    society: { vi: 'Văn hóa - Xã hội - Môi trường', en: 'Culture, society and environment' },
    politics: { vi: 'Hệ thống chính trị', en: 'Political system' },
  });

export const note = () => text({ label: { vi: 'Ghi chú', en: 'Note' }, max: 2_000, multiline: true });
