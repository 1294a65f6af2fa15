import type { Words } from '@ledger/kit';

export const messages: { readonly [code: string]: Words } = {
  'persons.forgotten-already': {
    vi: 'Dữ liệu cá nhân của người {person} đã được xóa ngày {on}.',
    en: 'The personal data of {person} were forgotten on {on}.',
  },
  'persons.maker-is-checker': {
    vi: 'Người quyết định phải khác người tiếp nhận yêu cầu ({user}).',
    en: 'Who decides must be someone other than who received the request ({user}).',
  },
  'persons.not-requested': {
    vi: 'Chưa có yêu cầu xóa dữ liệu của người {person}.',
    en: 'Nobody has asked that {person} be forgotten.',
  },
  'persons.requested-already': {
    vi: 'Đã tiếp nhận yêu cầu này (người tiếp nhận: {by}).',
    en: 'The request was received already, by {by}.',
  },
  'persons.unknown-person': {
    vi: 'Sổ không có dữ liệu cá nhân của người {person}.',
    en: 'The ledger holds no personal data of {person}.',
  },
  'persons.unknown-unit': {
    vi: 'Không có đơn vị hành chính mang mã {unit} vào ngày hiệu lực.',
    en: 'There is no administrative unit {unit} on the effective date.',
  },
};
