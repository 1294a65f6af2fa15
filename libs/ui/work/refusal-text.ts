import { isDay } from '@ledger/fields';
import type { Words } from '@ledger/kit';
import { filled } from '../language/filled';
import { shownDay } from '../table/shown';

/** What a register says for each code of its refusals; `{name}` stands for a detail. */
export type RefusalTexts = { readonly [code: string]: Words };

const otherwise: Words = { vi: 'Không được chấp nhận ({code}).', en: 'Not accepted ({code}).' };

/** A refusal in words, with amounts and days as they are read. */
export function refusalText(texts: RefusalTexts, code: string, details: Readonly<Record<string, unknown>>): Words {
  const words = texts[code] ?? otherwise;
  const all = { code, ...details };
  return { vi: inWords(words, all, 'vi'), en: inWords(words, all, 'en') };
}

const inWords = (words: Words, details: Readonly<Record<string, unknown>>, language: keyof Words): string =>
  filled(words[language], Object.fromEntries(Object.entries(details).map(([name, value]) => [name, shown(value, language)])));

const isWords = (value: unknown): value is Words => typeof value === 'object' && value !== null && 'vi' in value && 'en' in value;

/** A detail may itself be in words: the name of a role. */
function shown(value: unknown, language: keyof Words): string {
  if (Array.isArray(value)) return value.map((each) => shown(each, language)).join(', ');
  if (isWords(value)) return value[language];
  if (typeof value === 'string' && isDay(value)) return shownDay(value, language);
  return typeof value === 'bigint' ? value.toString().replace(/\B(?=(\d{3})+$)/g, language === 'vi' ? '.' : ',') : String(value);
}
