import { componentCode, text } from '@ledger/fields';

export const nameField = () => text({ label: { vi: 'Tên', en: 'Name' }, max: 400 });
export const nameEnField = () => text({ label: { vi: 'Tên tiếng Anh', en: 'English name' }, max: 400 });
export const componentCodeField = () => componentCode({ vi: 'Mã dự án thành phần', en: 'Code of the component' });

/** `DTTS` of `DTTS.4.1`. */
export const programOf = (code: string): string => code.split('.')[0]!;

/** `DTTS.4` of `DTTS.4.1`; undefined for a component directly under its program. */
export const parentComponentOf = (code: string): string | undefined =>
  code.split('.').length > 2 ? code.slice(0, code.lastIndexOf('.')) : undefined;

/** Text whose byte order is the order of the codes: `DTTS.2` before `DTTS.10`. */
export const codeSortKey = (code: string): string =>
  code.split('.').map((part, index) => (index === 0 ? part : part.padStart(2, '0'))).join('.');
