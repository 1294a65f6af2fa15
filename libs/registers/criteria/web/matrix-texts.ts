import type { Words } from '@ledger/kit';

/** What the matrix of communes and criteria says. */
export const matrixTexts = {
  title: { vi: 'Bảng tiêu chí các xã', en: 'Criteria of the communes' },
  set: { vi: 'Bộ tiêu chí', en: 'Criteria set' },
  district: { vi: 'Huyện', en: 'District' },
  year: { vi: 'Năm đánh giá', en: 'Year assessed' },
  latest: { vi: 'Gần nhất', en: 'Latest' },
  commune: { vi: 'Xã', en: 'Commune' },
  met: { vi: 'Đạt', en: 'Met' },
  communes: { vi: 'Số xã', en: 'Communes' },
  average: { vi: 'Bình quân tiêu chí mỗi xã', en: 'Criteria met per commune' },
  increase: { vi: 'Tăng so với một năm trước', en: 'Increase within a year' },
  allMet: { vi: 'Xã đạt đủ {all} tiêu chí', en: 'Communes with all {all}' },
  most: { vi: 'Xã đạt 15–18', en: 'Communes with 15–18' },
  half: { vi: 'Xã đạt 10–14', en: 'Communes with 10–14' },
  few: { vi: 'Xã đạt dưới 10', en: 'Communes with fewer than 10' },
  awaiting: { vi: 'Chờ thẩm tra', en: 'Awaiting verification' },
  total: { vi: 'Số xã đạt', en: 'Communes that meet it' },
  names: { vi: 'Tên các tiêu chí', en: 'Names of the criteria' },
  criterion: { vi: 'Tiêu chí {number}', en: 'Criterion {number}' },
  cell: { vi: '{commune}, tiêu chí {number}: {word}', en: '{commune}, criterion {number}: {word}' },
  standing: { vi: 'Kết quả', en: 'Outcome' },
  nothing: { vi: 'Chưa có đánh giá nào của tiêu chí này.', en: 'This criterion has not been assessed.' },
  measurements: { vi: 'Số đo chỉ tiêu', en: 'Measurements' },
} as const satisfies { readonly [name: string]: Words };

/** A sign and a word for each standing of a criterion, never a colour alone. */
export const standings = {
  'met': { sign: '✓', words: { vi: 'Đạt', en: 'Met' } },
  'not-met': { sign: '✗', words: { vi: 'Chưa', en: 'Not met' } },
  'not-applicable': { sign: '–', words: { vi: 'Không xét', en: 'N/A' } },
  'unverified': { sign: '?', words: { vi: 'Chờ', en: 'Awaits' } },
  'none': { sign: '·', words: { vi: 'Trống', en: 'None' } },
} as const satisfies { readonly [standing: string]: { readonly sign: string; readonly words: Words } };

export type StandingName = keyof typeof standings;

export const standingOf = (value: unknown): StandingName => (typeof value === 'string' && value in standings ? (value as StandingName) : 'none');
