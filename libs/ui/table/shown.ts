import { day, isDay } from '@ledger/fields';
import { ledgerTime, type Json, type Words } from '@ledger/kit';
import type { FieldDescription } from '../api/catalogue';
import { formatMoney, moneyUnits, roundedMoney, type MoneyUnit } from '../money/money';

type Language = keyof Words;
const dayField = day({ vi: '', en: '' });
const yesNo: Words[] = [{ vi: 'Không', en: 'No' }, { vi: 'Có', en: 'Yes' }];

/** A value as a cell shows it; `exact` is there when what is shown was rounded or stands for a code. */
export interface Shown {
  readonly text: string;
  readonly exact?: string;
}

const WHOLE = /^-?\d+$/;
const NUMBERS = new Set(['vnd', 'count', 'fiscal-year', 'decimal', 'percent']);

/** Whether a column holds quantities, which stand at the right and are compared by size. */
export const isNumber = ({ word }: Pick<FieldDescription, 'word'>): boolean => NUMBERS.has(word);

export const isMoney = ({ word }: Pick<FieldDescription, 'word'>): boolean => word === 'vnd';

/** Names of codes: `02869` is Xã Bản Liền. */
export type NameOf = (word: string, code: string) => string | undefined;

/** The word of those who sign in. */
export const PERSON = 'username';

/** A code by its name where one is known; somebody by name with the user name that tells them apart. */
export function codeShown(word: string, code: string, nameOf: NameOf): Shown {
  const name = nameOf(word, code);
  if (name === undefined) return { text: code };
  if (word !== PERSON) return { text: name, exact: code };
  return { text: name === code ? code : `${name} (${code})` };
}

export function shown(column: Pick<FieldDescription, 'word' | 'choices'>, value: Json | undefined, language: Language, unit: MoneyUnit, nameOf: NameOf): Shown {
  if (value === undefined || value === null) return { text: '' };
  if (column.choices && typeof value === 'string') return { text: column.choices[value]?.[language] ?? value };
  if (typeof value === 'boolean') return { text: yesNo[Number(value)]![language] };
  if (isMoney(column) && typeof value === 'string' && WHOLE.test(value)) return shownMoney(BigInt(value), language, unit);
  if (typeof value === 'string' && column.word === 'day') return { text: shownDay(value, language) };
  if (typeof value === 'number') return { text: column.word === 'fiscal-year' ? String(value) : shownNumber(value, language) };
  if (typeof value === 'string' && column.word === 'decimal') return { text: language === 'vi' ? value.replace('.', ',') : value };
  if (typeof value === 'string') return codeShown(column.word, value, nameOf);
  return { text: Array.isArray(value) ? value.map((each) => shown({ word: '' }, each, language, unit, nameOf).text).join(', ') : JSON.stringify(value) };
}

export function shownMoney(amount: bigint, language: Language, unit: MoneyUnit): Shown {
  const exact = `${formatMoney(amount, 'dong', language)} ${moneyUnits.dong.label[language]}`;
  return unit === 'dong' ? { text: formatMoney(amount, 'dong', language) } : { text: roundedMoney(amount, unit, language), exact };
}

/** A format costs some hundred times what it formats. */
const numberFormats = new Map<string, Intl.NumberFormat>();

/** `places`: at least so many digits after the comma. */
export function shownNumber(value: number, language: Language, places = 0): string {
  const kept = `${language}${places}`;
  const format = numberFormats.get(kept) ?? new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB', { minimumFractionDigits: places, maximumFractionDigits: 6 });
  numberFormats.set(kept, format);
  return format.format(value);
}

/** A day, as it is read: `31/12/2025`. */
export const shownDay = (value: string, language: Language): string => dayField.show!(value, language);

/** A moment of the address, as it is read: a day, or what else stands for one, as it is. */
export const shownMoment = (value: string, language: Language): string => (isDay(value) ? shownDay(value, language) : value);

/** A month, as it is read: `12/2025` for `2025-12`. */
export const shownMonth = (month: string, language: Language): string => (language === 'vi' ? month.split('-').reverse().join('/') : month);

/** An instant in the ledger's zone, as it is read: `31/12/2025 13:30:00`. */
export function shownInstant(instant: string, language: Language): string {
  const [on, at] = ledgerTime(instant).split('T') as [string, string];
  return `${shownDay(on, language)} ${at}`;
}
