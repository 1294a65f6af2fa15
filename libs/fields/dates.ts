import { fieldProblem, type Field, type Words } from '@ledger/kit';

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whether `YYYY-MM-DD` names a day of the Gregorian calendar, from 1900 to 2199. */
export function isDay(text: string): boolean {
  const match = DAY.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return year >= 1900 && year < 2200 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

const daysIn = (year: number, month: number): number =>
  month === 2 ? (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

/** A calendar day without a zone, `YYYY-MM-DD`; typed as `31/01/2025`, `31.1.2025` or `31-1-2025`. */
export const day = (label: Words): Field<string> => ({
  word: 'day',
  label,
  optional: false,
  storage: 'text',
  schema: { type: 'string', format: 'date' },
  decode: (json, path) => {
    if (typeof json === 'string' && isDay(json)) return json;
    throw fieldProblem(path, 'field.not-a-day', 'Phải là một ngày có thật, dạng «2025-01-31».', 'Must be a day that exists, such as “2025-01-31”.');
  },
  encode: (value) => value,
  read: (typed) => typed.trim().replace(/^(\d{1,2})\s*([./-])\s*(\d{1,2})\s*\2\s*(\d{4})$/, (_, d: string, _by: string, m: string, y: string) => `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`),
  show: (value, language) => (language === 'vi' ? value.split('-').reverse().join('/') : value),
});

/** A budget year, 1 January to 31 December. */
export const fiscalYear = (label: Words = { vi: 'Năm kế hoạch', en: 'Plan year' }): Field<number> => ({
  word: 'fiscal-year',
  label,
  optional: false,
  storage: 'integer',
  schema: { type: 'integer', minimum: 2010, maximum: 2099 },
  decode: (json, path) => {
    if (typeof json === 'number' && Number.isInteger(json) && json >= 2010 && json <= 2099) return json;
    throw fieldProblem(path, 'field.not-a-fiscal-year', 'Phải là một năm từ 2010 đến 2099.', 'Must be a year from 2010 to 2099.');
  },
  encode: (value) => value,
  read: (typed) => (/^\d{4}$/.test(typed.trim()) ? Number(typed) : typed),
});
