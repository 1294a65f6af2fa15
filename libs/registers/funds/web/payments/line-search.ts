import { capitalType, fundSource, searchKey } from '@ledger/fields';
import type { Words } from '@ledger/kit';

/** A code with the search key of what it is called. */
export interface Named {
  readonly code: string;
  readonly key: string;
}

/** What the columns of a line may hold, by the names that a reader would type. */
export interface KnownNames {
  readonly holder: readonly Named[];
  readonly component: readonly Named[];
}

/** Conditions of the list of lines: a column's values, or the least one. */
export type LineFilters = Readonly<Record<string, readonly string[] | string>>;

/** More codes than these do not go into an address; what is read is then narrowed down here. */
const CODES_MAX = 80;
const YEAR = /^\d{4}$/;

const choices = (of: { readonly [code: string]: Words }, language: keyof Words): readonly Named[] => Object.entries(of).map(([code, words]) => ({ code, key: searchKey(words[language]) }));

/**
 * What the server is asked for, so that it need not give all lines: each word that can only mean one column narrows that
 * column. A word of several meanings narrows nothing; whoever reads the rows must still look for every word.
 * Undefined: no line can match. `reach`: the holders that the person's role reaches; absent: all.
 */
export function lineFilters(words: readonly string[], { holder, component }: KnownNames, language: keyof Words, reach?: readonly string[]): LineFilters | undefined {
  const columns: Readonly<Record<string, readonly Named[]>> = {
    holder, component, capitalType: choices(capitalType().choices, language), source: choices(fundSource().choices, language),
  };
  const narrowed = new Map<string, readonly string[]>(reach === undefined ? [] : [['holder', reach]]);
  let yearFrom: string | undefined;
  for (const word of words) {
    const meanings = Object.entries(columns).map(([column, named]) => [column, named.filter(({ key }) => key.includes(word)).map(({ code }) => code)] as const).filter(([, codes]) => codes.length > 0);
    const isYear = /^[0-9()]+$/.test(word);
    if (meanings.length === 0 && !isYear) return undefined;
    // A line carried over is of a later plan year than the one that is typed.
    if (meanings.length === 0 && YEAR.test(word)) yearFrom = yearFrom !== undefined && yearFrom > word ? yearFrom : word;
    const [only] = meanings;
    if (!only || meanings.length > 1 || isYear) continue;
    const [column, codes] = only;
    const before = narrowed.get(column);
    narrowed.set(column, before === undefined ? codes : codes.filter((code) => before.includes(code)));
  }
  if ([...narrowed.values()].some((codes) => codes.length === 0)) return undefined;
  return { ...Object.fromEntries([...narrowed].filter(([, codes]) => codes.length <= CODES_MAX)), ...(yearFrom === undefined ? {} : { 'planYear.from': yearFrom }) };
}
