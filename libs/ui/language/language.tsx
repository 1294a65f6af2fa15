import { createContext, useCallback, useContext, useEffect, useMemo, useState, type JSX, type ReactNode } from 'react';
import type { Words } from '@ledger/kit';
import { keepHere } from '../storage/keep-here';
import { filled, type Filling } from './filled';

export type Language = keyof Words;

interface Chosen {
  readonly language: Language;
  change(language: Language): void;
}

const KEPT_AS = 'ledger-language';
const Chosen = createContext<Chosen>({ language: 'vi', change: () => undefined });

const kept = (): Language => (localStorage.getItem(KEPT_AS) === 'en' ? 'en' : 'vi');

/** The language of everything inside; Vietnamese until another is chosen, and kept on this machine. */
export function LanguageProvider({ children }: { readonly children: ReactNode }): JSX.Element {
  const [language, setLanguage] = useState(kept);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const change = useCallback((next: Language) => {
    keepHere(KEPT_AS, next);
    setLanguage(next);
  }, []);
  const value = useMemo(() => ({ language, change }), [language, change]);
  return <Chosen.Provider value={value}>{children}</Chosen.Provider>;
}

export const useLanguage = (): Chosen => useContext(Chosen);

export { filled, type Filling };

/** Says words in the chosen language. */
export function useSay(): (words: Words, values?: Filling) => string {
  const { language } = useLanguage();
  return useCallback((words, values) => (values ? filled(words[language], values) : words[language]), [language]);
}
