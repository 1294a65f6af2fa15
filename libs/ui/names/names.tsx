import { createContext, useCallback, useContext, useMemo, type JSX, type ReactNode } from 'react';
import type { Catalogue, FieldDescription, Row } from '../api/catalogue';
import { useCatalogue, useList } from '../api/queries';
import { holdsOneOf, useSession, type Profile } from '../api/session';
import { useLanguage, type Language } from '../language/language';
import { useMoment } from '../moment/moment';
import type { Picker } from '../register/register-web';
import { codeShown, PERSON, type NameOf } from '../table/shown';

const LIST_MAX = 1_000;

interface Known {
  readonly pickers: { readonly [word: string]: Picker };
  readonly nameOf: NameOf;
  /** Every code of a word whose names are known, with its name. */
  readonly namesOf: (word: string) => ReadonlyMap<string, string>;
}

const NONE: ReadonlyMap<string, string> = new Map();

const NamesContext = createContext<Known>({ pickers: {}, nameOf: () => undefined, namesOf: () => NONE });

/** In the reader's language where a row has it: `nameEn` beside `name`. */
const labelOf = (row: Row, label: string, english: boolean): string | undefined => {
  const value = (english ? row[`${label}En`] : undefined) ?? row[label];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
};

/** What a code in a column says to a person. */
export type Said = (column: string, text: string) => string;

/** Rows a value is chosen from, newest facts last, so that the newest name of a code wins. */
export function optionsOf(picker: Picker, rows: readonly Row[], english: boolean, said: Said = (_, text) => text): ReadonlyMap<string, string> {
  const options = new Map<string, string>();
  const matching = picker.matching === undefined ? undefined : new RegExp(picker.matching);
  for (const row of rows) {
    const value = row[picker.value];
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    if (matching && !matching.test(String(value))) continue;
    const told = picker.labels.flatMap((label) => {
      const text = labelOf(row, label, english);
      return text === undefined ? [] : [said(label, text)];
    });
    options.set(String(value), told.join(' · '));
  }
  return options;
}

/** The role of what the ledger does by itself, which nobody is granted and no list offers. */
const PROCESS = { vi: 'tiến trình tự động', en: 'automatic process' } as const;

/** What roles are called: as the columns that hold them say. */
function roleNames(catalogue: Catalogue | undefined, language: Language): ReadonlyMap<string, string> {
  const choices = catalogue?.registers.flatMap(({ tables }) => tables.flatMap(({ columns }) => columns)).find(({ word, choices: known }) => word === 'role' && known)?.choices ?? {};
  return new Map([['process', PROCESS[language]], ...Object.entries(choices).map(([role, words]) => [role, words[language]] as const)]);
}

/** Whose names everybody knows: one's own, and those of whoever lent one a role. */
const ownNames = (me: Profile | undefined): readonly (readonly [user: string, name: string])[] =>
  me ? [[me.user, me.displayName], ...me.roles.flatMap(({ lentBy, lenderName }) => (lentBy !== undefined && lenderName !== undefined ? [[lentBy, lenderName] as const] : []))] : [];

interface ProviderProps {
  readonly pickers: { readonly [word: string]: Picker };
  /** Words whose codes are shown by name everywhere. Their lists are short. */
  readonly named: readonly string[];
  readonly children: ReactNode;
}

/** Knows the names behind codes, as of the moment that is looked at. */
export function NamesProvider({ pickers, named, children }: ProviderProps): JSX.Element {
  const { language } = useLanguage();
  const { asOf, knownAt } = useMoment();
  const tables = [...new Set(named.flatMap((word) => pickers[word]?.table ?? []))];
  const catalogue = useCatalogue().data;
  const { me } = useSession();
  // The number of tables never changes while the app runs, so neither does the number of hooks.
  const registerOf = (table: string) => catalogue?.registers.find(({ name }) => table.startsWith(`${name}/`));
  const mayRead = (table: string): boolean => holdsOneOf(me, registerOf(table)?.readers);
  const answers = tables.map((table) => {
    const isDated = registerOf(table)?.tables.find(({ path }) => path === table)?.kind !== 'current';
    return useList(table, { limit: LIST_MAX }, { asOf: isDated ? asOf : undefined, knownAt }, mayRead(table));
  });
  const known = answers.map(({ data }) => data);
  const names = useMemo(() => {
    const byWord = new Map<string, ReadonlyMap<string, string>>();
    for (const word of named) {
      const picker = pickers[word];
      const rows = picker && known[tables.indexOf(picker.table)]?.rows;
      if (rows) byWord.set(word, optionsOf({ ...picker, labels: picker.labels.slice(0, 1) }, rows, language === 'en'));
    }
    return byWord.set(PERSON, new Map([...ownNames(me), ...(byWord.get(PERSON) ?? [])]));
  }, [language, named, pickers, me, ...known]);
  const roles = useMemo(() => roleNames(catalogue, language), [catalogue, language]);
  const namesOf = useCallback((word: string) => (word === 'role' ? roles : names.get(word)) ?? NONE, [names, roles]);
  const nameOf = useCallback<NameOf>((word, code) => namesOf(word).get(code), [namesOf]);
  const offered = useMemo(() => Object.fromEntries(Object.entries(pickers).filter(([, { table }]) => mayRead(table))), [pickers, catalogue, me]);
  const value = useMemo(() => ({ pickers: offered, nameOf, namesOf }), [offered, nameOf, namesOf]);
  return <NamesContext.Provider value={value}>{children}</NamesContext.Provider>;
}

export const useNamesOf = (): Known['namesOf'] => useContext(NamesContext).namesOf;
export const useNames = (): NameOf => useContext(NamesContext).nameOf;
/** Whoever did something, as they are called and by their user name; by that alone where the reader may not know more. */
export function usePerson(): (user: string) => string {
  const nameOf = useNames();
  return useCallback((user) => codeShown(PERSON, user, nameOf).text, [nameOf]);
}

const unnamed: NameOf = () => undefined;

/** The names for a column of a row: none where the row itself says what its code is called; then the code stands as it is. */
export function useNamesIn(): (column: Pick<FieldDescription, 'key' | 'word'>, row: Row) => NameOf {
  const { pickers, nameOf } = useContext(NamesContext);
  return ({ key, word }, row) => (key === pickers[word]?.value && row[pickers[word].labels[0]!] !== undefined ? unnamed : nameOf);
}

export const usePicker = (word: string): Picker | undefined => useContext(NamesContext).pickers[word];
