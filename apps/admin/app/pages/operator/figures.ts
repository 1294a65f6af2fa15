import type { Words } from '@ledger/kit';
import type { Filling } from '@ledger/ui/language/language';
import { shownNumber } from '@ledger/ui/table/shown';
import { operatorTexts } from './texts';

type Say = (words: Words, values?: Filling) => string;
type Language = keyof Words;

const HUNDREDTHS = 10_000n;
const MINUTE_S = 60;
const HOUR_S = 3_600;
const DAY_S = 86_400;
const STEP = 1_024;

/** How far a position is, in percent with two decimals; everything when there is nothing. */
export const percentOf = (position: string, head: string): number => (BigInt(head) <= 0n ? 100 : Number((BigInt(position) * HUNDREDTHS) / BigInt(head)) / 100);

/** A stretch of time in its two largest units. */
export function shownSeconds(seconds: number, language: Language): string {
  const whole = Math.max(0, Math.round(seconds));
  const units = language === 'vi' ? ['ngày', 'giờ', 'phút', 'giây'] : ['d', 'h', 'min', 's'];
  const parts = [Math.floor(whole / DAY_S), Math.floor((whole % DAY_S) / HOUR_S), Math.floor((whole % HOUR_S) / MINUTE_S), whole % MINUTE_S];
  const first = parts.findIndex((part) => part > 0);
  if (first < 0) return `0 ${units[3]}`;
  return parts.slice(first, first + 2).map((part, index) => ({ part, unit: units[first + index] })).filter(({ part }) => part > 0).map(({ part, unit }) => `${part} ${unit}`).join(' ');
}

/** Bytes in the unit in which they are short. */
export function shownBytes(bytes: number, language: Language): string {
  const power = Math.min(4, Math.max(0, Math.floor(Math.log(Math.max(1, bytes)) / Math.log(STEP))));
  return `${shownNumber(Math.round((bytes / STEP ** power) * 10) / 10, language)} ${['B', 'KiB', 'MiB', 'GiB', 'TiB'][power]}`;
}

/** How long ago an instant was. */
export const ageOf = (instant: string, now: number, say: Say, language: Language): string => say(operatorTexts.age, { age: shownSeconds((now - Date.parse(instant)) / 1_000, language) });
