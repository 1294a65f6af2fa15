import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { Words } from '@ledger/kit';
import { keepHere } from '../storage/keep-here';
import { isForPage } from './typing';

/** What a key does on the page that is open. */
export interface Shortcut {
  /** `KeyboardEvent.key`: `a`, `?`, `ArrowLeft`. */
  readonly key: string;
  readonly does: Words;
  /** Without it the part that holds the focus answers the key itself, and the help only tells of it. */
  readonly run?: () => void;
}

const KEPT_AS = 'ledger-single-keys';

let known: readonly Shortcut[] = [];
const listeners = new Set<() => void>();
const tell = (): void => listeners.forEach((listener) => listener());
const listen = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Single keys can be switched off (WCAG 2.2, 2.1.4): speech input says letters that nobody meant as keys. */
export const areOn = (): boolean => localStorage.getItem(KEPT_AS) !== 'off';

export function switchKeys(on: boolean): void {
  keepHere(KEPT_AS, on ? 'on' : 'off');
  tell();
}

/** Keys of a page or a part, while it is there: they are told in the help, and answer when nobody types. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  const named = shortcuts.map(({ key }) => key).join(' ');
  useEffect(() => {
    const mine = latest.current;
    known = [...known, ...mine];
    tell();
    const onKey = (event: KeyboardEvent): void => {
      const pressed = isForPage(event) && areOn() ? latest.current.find(({ key, run }) => run && key === event.key) : undefined;
      if (!pressed) return;
      event.preventDefault();
      pressed.run!();
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
      known = known.filter((each) => !mine.includes(each));
      tell();
    };
  }, [named]);
}

export const useKnownShortcuts = (): readonly Shortcut[] => useSyncExternalStore(listen, () => known);
export const useKeysOn = (): boolean => useSyncExternalStore(listen, areOn);
