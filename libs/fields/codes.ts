import type { Field, Words } from '@ledger/kit';
import { choice } from './choice';
import { code, text } from './text';

/** Statistics-office code of a province (2 digits), district (3) or commune-level unit (5); kept as text. */
export const unitCode = (label: Words = { vi: 'Đơn vị hành chính', en: 'Administrative unit' }): Field<string> =>
  code({ word: 'unit-code', label, pattern: /^([0-9]{2}|[0-9]{3}|[0-9]{5})$/, example: '02869' });

/** Code of a national target program or, with dots, of its component and sub-project: `DTTS`, `DTTS.4`, `DTTS.4.1`. */
export const programCode = (label: Words = { vi: 'Chương trình', en: 'Program' }): Field<string> =>
  code({ word: 'program-code', label, pattern: /^[A-Z]{2,8}$/, example: 'NTM' });

export const componentCode = (label: Words = { vi: 'Dự án thành phần', en: 'Component project' }): Field<string> =>
  code({ word: 'component-code', label, pattern: /^[A-Z]{2,8}\.[0-9]{1,2}(\.[0-9]{1,2})?$/, example: 'DTTS.4.1' });

/** A fund line's natural id: program, component, capital type, source, plan year, origin year and holder, joined by `:`. */
export const lineId = (label: Words = { vi: 'Dòng vốn', en: 'Fund line' }): Field<string> =>
  code({
    word: 'line-id', label,
    pattern: /^[A-Z]{2,8}(\.[0-9]{1,2}){0,2}:[a-z-]{2,24}:[a-z-]{2,24}:[0-9]{4}:[0-9]{4}:[0-9]{2,5}$/,
    example: 'GNBV.5:investment:central:2024:2024:02869',
  });

export const householdId = (label: Words = { vi: 'Mã hộ', en: 'Household code' }): Field<string> =>
  code({ word: 'household-id', label, pattern: /^[A-Za-z0-9]{4,40}$/, example: 'H0286900017' });

/**
 * Opaque id of a person: `P` and at least seven letters or digits, made up when the person is first recorded. The letter keeps out what would
 * say who it is: numbers of identity papers, of telephones and of social insurance.
 */
export const personId = (label: Words = { vi: 'Mã người', en: 'Person' }): Field<string> =>
  code({ word: 'person-id', label, pattern: /^P[A-Za-z0-9]{7,39}$/, example: 'P7f3k2m9x4' });

/** Telephone number: digits, with `+` before a country's code; typed with spaces, dots or hyphens. */
export const telephone = (label: Words = { vi: 'Số điện thoại', en: 'Telephone' }): Field<string> => ({
  ...code({ word: 'telephone', label, pattern: /^\+?[0-9]{8,15}$/, example: '0912345678' }),
  read: (typed) => typed.replace(/[\s.-]/g, ''),
});

/** SHA-256 of a file, 64 hexadecimal digits in lower case. */
export const sha256 = (label: Words = { vi: 'Mã băm SHA-256', en: 'SHA-256' }): Field<string> =>
  code({ word: 'sha256', label, pattern: /^[0-9a-f]{64}$/, example: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' });

export const username = (label: Words = { vi: 'Tên đăng nhập', en: 'User name' }): Field<string> =>
  code({ word: 'username', label, pattern: /^[a-z][a-z0-9._-]{1,39}$/, example: 'nguyen.van-an' });

/** Whoever issued a command: an account's user name, or one of the ledger's own processes (`process:funds-transit`). At most 100 characters. */
export const actor = (label: Words): Field<string> => ({ ...text({ label, max: 100 }), word: 'username' });

/** Vốn đầu tư phát triển and vốn sự nghiệp. */
export const capitalType = () =>
  choice('capital-type', { vi: 'Loại vốn', en: 'Capital type' }, {
    'investment': { vi: 'Vốn đầu tư phát triển', en: 'Investment capital' },
    'public-service': { vi: 'Vốn sự nghiệp', en: 'Public-service capital' },
  });

/** Nguồn vốn. */
export const fundSource = () =>
  choice('fund-source', { vi: 'Nguồn vốn', en: 'Source' }, {
    'central': { vi: 'Ngân sách trung ương', en: 'Central budget' },
    'province': { vi: 'Ngân sách tỉnh', en: 'Province budget' },
    'district': { vi: 'Ngân sách huyện (đến 30/06/2025)', en: 'District budget (until 30 June 2025)' },
    'commune': { vi: 'Ngân sách xã', en: 'Commune budget' },
    'integrated': { vi: 'Vốn lồng ghép', en: 'Integrated' },
    'policy-credit': { vi: 'Tín dụng chính sách', en: 'Policy credit' },
    'mobilised': { vi: 'Huy động', en: 'Mobilised' },
  });
