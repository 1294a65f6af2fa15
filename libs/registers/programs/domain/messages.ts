import type { Words } from '@ledger/kit';

export const messages: { readonly [code: string]: Words } = {
  'programs.already-open': {
    vi: 'Chương trình {code} đã có.',
    en: 'The program {code} exists already.',
  },
  'programs.closed': {
    vi: 'Chương trình đã kết thúc ngày {closesOn}.',
    en: 'The program was closed on {closesOn}.',
  },
  'programs.closes-before-it-opens': {
    vi: 'Ngày kết thúc sớm hơn ngày bắt đầu.',
    en: 'The last day is before the first.',
  },
  'programs.component-exists': {
    vi: 'Dự án thành phần {code} đã có.',
    en: 'The component {code} exists already.',
  },
  'programs.unknown-parent': {
    vi: 'Chưa có dự án {parent} mà tiểu dự án này thuộc về.',
    en: 'There is no component {parent} for this sub-project to be part of.',
  },
  'programs.unknown-program': {
    vi: 'Chưa có chương trình này.',
    en: 'There is no such program.',
  },
};
