import type { Words } from '@ledger/kit';
import { formatMoney } from '../money/money';
import { shownNumber, type NameOf } from '../table/shown';

/** A value as a correction compares it: whole đồng, a number, words, or a code that has a name. */
export type Value = { readonly money: bigint } | { readonly count: number } | { readonly words: Words } | { readonly code: string; readonly word: string };

export const money = (amount: bigint): Value => ({ money: amount });
export const count = (number: number): Value => ({ count: number });
export const words = (said: Words): Value => ({ words: said });
export const text = (said: string): Value => ({ words: { vi: said, en: said } });
export const code = (word: string, of: string): Value => ({ code: of, word });

export const isSame = (one: Value | undefined, other: Value | undefined): boolean =>
  one === other || (one !== undefined && other !== undefined && shownValue(one, 'en') === shownValue(other, 'en'));

/** A value in words; money exactly, in đồng. */
export function shownValue(value: Value | undefined, language: keyof Words, nameOf: NameOf = () => undefined): string {
  if (value === undefined) return '–';
  if ('money' in value) return `${formatMoney(value.money, 'dong', language)} đ`;
  if ('code' in value) return nameOf(value.word, value.code) ?? value.code;
  return 'count' in value ? shownNumber(value.count, language) : value.words[language];
}

/** By how much a figure changes; nothing where it is no figure. */
export function changeOf(before: Value | undefined, after: Value | undefined, language: keyof Words): string {
  if (before === undefined || after === undefined || isSame(before, after)) return '–';
  const signed = (shown: string, isGain: boolean): string => `${isGain ? '+' : ''}${shown}`;
  if ('money' in before && 'money' in after) return signed(shownValue(money(after.money - before.money), language), after.money > before.money);
  if ('count' in before && 'count' in after) return signed(shownNumber(after.count - before.count, language), after.count > before.count);
  return '';
}
