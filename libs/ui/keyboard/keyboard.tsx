import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState, type JSX } from 'react';
import { useLanguage, useSay } from '../language/language';
import type { SearchEntry } from '../search/search-entries';
import { focusContent } from './focus';
import { goKeys } from './go-keys';
import { KeyboardHelp } from './keyboard-help';
import { areOn } from './shortcuts';
import { keyboardTexts } from './texts';
import { isForPage } from './typing';
import './keyboard.css';

const SEQUENCE_MS = 1_500;

/** The keys of every page: `?` opens the help, `g` and a letter goes to a page. None answers while somebody types. */
export function Keyboard({ pages }: { readonly pages: readonly SearchEntry[] }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const navigate = useNavigate();
  const [helping, setHelping] = useState(false);
  const [begun, setBegun] = useState(false);
  const keys = goKeys(pages.map(({ title }) => title[language]));
  const places = pages.flatMap((page, index) => (keys[index] === undefined ? [] : [{ key: keys[index], page }]));
  const state = useRef({ begun, places });
  state.current = { begun, places };
  useEffect(() => {
    let over: number | undefined;
    const begin = (on: boolean): void => {
      window.clearTimeout(over);
      if (on) over = window.setTimeout(() => setBegun(false), SEQUENCE_MS);
      setBegun(on);
    };
    const onKey = (event: KeyboardEvent): void => {
      if (!areOn() || !isForPage(event)) return;
      const place = state.current.begun ? state.current.places.find(({ key }) => key === event.key.toLowerCase()) : undefined;
      if (place) void navigate({ href: place.page.to }).then(focusContent);
      else if (event.key === '?') setHelping(true);
      else if (event.key !== 'g' || state.current.begun) return begin(false);
      begin(!place && event.key === 'g');
      event.preventDefault();
      // The second key of a sequence is no key of the page's.
      event.stopPropagation();
    };
    window.addEventListener('keydown', onKey, true);
    return () => {
      window.clearTimeout(over);
      window.removeEventListener('keydown', onKey, true);
    };
  }, [navigate]);
  return (
    <>
      <button type="button" className="lg-keys" aria-keyshortcuts="?" aria-label={say(keyboardTexts.help)} title={say(keyboardTexts.help)} onClick={() => setHelping(true)}><kbd>?</kbd></button>
      {begun && <p className="lg-sequence" role="status">{say(keyboardTexts.waiting)}</p>}
      {helping && <KeyboardHelp places={places} onClose={() => setHelping(false)} />}
    </>
  );
}
