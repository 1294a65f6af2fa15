import type { Json, ReportColumn, ReportRow } from '@ledger/kit';
import { basisLabel, type Language } from '../sheet';

const LOCALES: { readonly [language in Language]: string } = { vi: 'vi-VN', en: 'en-GB' };
const WHOLE = /^-?\d+$/;
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const ANSWERS: { readonly [language in Language]: readonly [no: string, yes: string] } = { vi: ['Không', 'Có'], en: ['No', 'Yes'] };

export const isFigure = ({ unit }: Pick<ReportColumn, 'unit'>): boolean => unit !== 'text';

/** Groups of a report by several things at once: their sums stand out from what they add up. */
export const isSubtotal = ({ level }: ReportRow): boolean => typeof level === 'string' && !level.includes('-');

/** A value as a person reads it on paper. */
export function paperText(column: ReportColumn, value: Json | undefined, language: Language): string {
  if (value === undefined || value === null) return '';
  if (column.key === 'basis') return basisLabel(value, language);
  if (typeof value === 'boolean') return ANSWERS[language][Number(value)]!;
  if (typeof value === 'number') return `${new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 6, useGrouping: isFigure(column) }).format(value)}${column.unit === 'percent' ? '%' : ''}`;
  if (typeof value === 'object') return JSON.stringify(value);
  if (column.unit === 'VND' && WHOLE.test(value)) return new Intl.NumberFormat(LOCALES[language]).format(BigInt(value));
  const [, year, month, day] = DAY.exec(value) ?? [];
  if (year !== undefined && language === 'vi') return `${day}/${month}/${year}`;
  return column.choices?.[value]?.[language] ?? value;
}
