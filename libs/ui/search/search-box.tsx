import { useNavigate, useRouter } from '@tanstack/react-router';
import { Button, Input, Modal, type InputRef } from 'antd';
import { useEffect, useId, useMemo, useRef, useState, type JSX, type KeyboardEvent as ReactKeyboardEvent } from 'react';
import { useCatalogue, useList } from '../api/queries';
import { useSession } from '../api/session';
import { focusContent, useFocusBack } from '../keyboard/focus';
import { areOn } from '../keyboard/shortcuts';
import { isForPage } from '../keyboard/typing';
import { useLanguage, useSay } from '../language/language';
import { useRegisters } from '../pages/registers';
import { pageTexts } from '../pages/texts';
import { useRecords } from './use-records';
import { found, searchEntries, type SearchEntry } from './search-entries';

interface SearchBoxProps {
  /** Pages that only this app has. */
  readonly pages: readonly SearchEntry[];
}

/** Ctrl-K or `/`: one box for every page, list, command and unit. What the arrow keys choose is told by the pattern of a combobox with a list (WAI-ARIA). */
export function SearchBox({ pages }: SearchBoxProps): JSX.Element {
  const say = useSay();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isAsked = event.key.toLowerCase() === 'k' ? event.ctrlKey || event.metaKey : event.key === '/' && areOn() && isForPage(event);
      if (!isAsked) return;
      event.preventDefault();
      setOpen(true);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)} aria-keyshortcuts="Control+K /">{say(pageTexts.search)} <kbd>Ctrl K</kbd></Button>
      {open && <SearchDialog pages={pages} onClose={() => setOpen(false)} />}
    </>
  );
}

function SearchDialog({ pages, onClose }: SearchBoxProps & { readonly onClose: () => void }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { me } = useSession();
  const navigate = useNavigate();
  const input = useRef<InputRef>(null);
  useFocusBack();
  const { basepath } = useRouter();
  const registers = useRegisters();
  const catalogue = useCatalogue();
  const units = useList('territory/units', { limit: 1_000, dissolved: 'false' }, {});
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const entries = useMemo(() => searchEntries(registers, catalogue.data?.registers ?? [], units.data?.rows ?? [], me, pages), [registers, catalogue.data, units.data, me, pages]);
  const records = useRecords(typed);
  const results = found([...entries, ...records], typed, language);
  const isOpen = results.length > 0;
  const list = useId();
  const optionId = (index: number): string => `${list}-${index}`;
  const shownOption = useRef<HTMLAnchorElement>(null);
  useEffect(() => shownOption.current?.scrollIntoView?.({ block: 'nearest' }), [chosen]);
  const what = say(registers.recording ? pageTexts.searchWhat : pageTexts.searchWhatToRead);
  const go = (to: string): void => {
    onClose();
    void navigate({ href: to }).then(focusContent);
  };
  const onKey = (event: ReactKeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && results.length > 0) {
      event.preventDefault();
      setChosen((chosen + step + results.length) % results.length);
    }
    if (event.key === 'Enter' && results[chosen]) go(results[chosen].to);
  };
  return (
    <Modal open title={say(pageTexts.search)} footer={null} onCancel={onClose} destroyOnHidden afterOpenChange={(open) => open && input.current?.focus()}>
      <Input ref={input} role="combobox" aria-autocomplete="list" aria-expanded={isOpen} aria-controls={isOpen ? list : undefined} aria-activedescendant={isOpen ? optionId(chosen) : undefined} autoComplete="off" aria-label={what} placeholder={what} value={typed} onKeyDown={onKey} onChange={(event) => {
        setTyped(event.target.value);
        setChosen(0);
      }} />
      {typed.trim() !== '' && results.length === 0 && <p role="status">{say(pageTexts.nothingFound)}</p>}
      {isOpen && <ul id={list} role="listbox" aria-label={say(pageTexts.searchResults)} className="lg-search-results">
        {results.map(({ title, kind, to }, index) => (
          <li key={`${to} ${title.vi}`} role="presentation"><a ref={index === chosen ? shownOption : undefined} id={optionId(index)} role="option" aria-selected={index === chosen} href={basepath === '/' ? to : basepath + to} className={index === chosen ? 'lg-chosen' : undefined} onClick={(event) => {
            event.preventDefault();
            go(to);
          }}><span>{say(title)}</span><span className="lg-quiet">{say(kind)}</span></a></li>
        ))}
      </ul>}
    </Modal>
  );
}
