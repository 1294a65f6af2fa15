import { searchKey } from '@ledger/fields';
import type { FieldDescription } from '../api/catalogue';
import type { Parameters } from '../api/queries';

/** A code is looked up once so much of it is there; `z` comes after everything that a code may hold. */
const CODE = /^[a-z]{0,3}\d{3,}$/i;
const CODE_LENGTH_MAX = 40;
/** A name is looked up from two letters on: one would fit most of what there is. */
const NAME_LENGTH_MIN = 2;
/** A question with more values than these has an address too long to be read. */
const VALUES_MAX = 200;
const QUESTIONS_MAX = 4;

/** The range in which every code lies that begins as it was typed; undefined while that is too little, or no code. */
export function codeRange(typed: string): { readonly from: string; readonly to: string } | undefined {
  const code = typed.trim().toUpperCase();
  return CODE.test(code) ? { from: code, to: code.padEnd(CODE_LENGTH_MAX, 'z') } : undefined;
}

/** Whether a column can hold such a value: a server refuses to filter by anything else. */
export const fits = ({ schema }: Pick<FieldDescription, 'schema'>, value: string): boolean => typeof schema['pattern'] !== 'string' || new RegExp(schema['pattern']).test(value);

/** What a column's codes are called, each with its code. */
export interface NamedColumn {
  readonly key: string;
  readonly names: readonly (readonly [code: string, name: string])[];
}

/** The rows that are looked for: by their own code, and by columns whose values have names. */
export interface Searched {
  readonly value: FieldDescription | undefined;
  readonly labels: readonly NamedColumn[];
}

/**
 * What a list is asked when its rows are looked for by what somebody typed: filters whose answers together hold what may be meant. A code by its
 * beginning, names by any part of them and without diacritics, two names one after the other («bản liền móng»). Empty: it says too little.
 */
export function questionsAbout(typed: string, { value, labels }: Searched): readonly Parameters[] {
  const range = codeRange(typed);
  const byCode = value && range && fits(value, range.to) ? [{ [`${value.key}.from`]: range.from, [`${value.key}.to`]: range.to }] : [];
  const words = searchKey(typed).split(/[\s·]+/).filter(Boolean);
  const byName = labels.flatMap((label) => question([[label, words]]));
  const byTwo = words.slice(1).flatMap((_, at) => labels.flatMap((first) => labels.flatMap((second) => (first === second ? [] : question([[first, words.slice(0, at + 1)], [second, words.slice(at + 1)]])))));
  return [...byCode, ...byName, ...byTwo].slice(0, QUESTIONS_MAX);
}

function question(parts: readonly (readonly [NamedColumn, readonly string[]])[]): readonly Parameters[] {
  const asked: Record<string, readonly string[]> = {};
  for (const [{ key, names }, words] of parts) {
    const wanted = words.join(' ');
    const codes = wanted.length < NAME_LENGTH_MIN ? [] : names.filter(([code, name]) => searchKey(`${name} ${code}`).includes(wanted)).map(([code]) => code);
    if (codes.length === 0 || codes.length > VALUES_MAX) return [];
    asked[key] = codes;
  }
  return [asked];
}
