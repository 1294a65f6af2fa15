import { useNavigate } from '@tanstack/react-router';
import { Button, Input, Modal } from 'antd';
import { useEffect, useMemo, useState, type JSX, type KeyboardEvent as ReactKeyboardEvent } from 'react';
import { useCatalogue, useList } from '@ledger/ui/api/queries';
import { useSession } from '@ledger/ui/api/session';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { texts } from '../texts';
import { found, searchEntries } from './search-entries';

/** Ctrl-K: one box for every page, list, command and unit. */
export function SearchBox(): JSX.Element {
  const say = useSay();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setOpen(true);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)} aria-keyshortcuts="Control+K">{say(texts.search)} <kbd>Ctrl K</kbd></Button>
      {open && <SearchDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function SearchDialog({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { me } = useSession();
  const navigate = useNavigate();
  const catalogue = useCatalogue();
  const units = useList('territory/units', { limit: 1_000, dissolved: 'false' }, {});
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const entries = useMemo(() => searchEntries(catalogue.data?.registers ?? [], units.data?.rows ?? [], me), [catalogue.data, units.data, me]);
  const results = found(entries, typed, language);
  const go = (to: string): void => {
    onClose();
    void navigate({ href: to });
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
    <Modal open title={say(texts.search)} footer={null} onCancel={onClose} destroyOnHidden>
      <Input autoFocus aria-label={say(texts.searchWhat)} placeholder={say(texts.searchWhat)} value={typed} onKeyDown={onKey} onChange={(event) => {
        setTyped(event.target.value);
        setChosen(0);
      }} />
      {typed.trim() !== '' && results.length === 0 && <p role="status">{say(texts.nothingFound)}</p>}
      <ul className="lg-search-results">
        {results.map(({ title, kind, to }, index) => (
          <li key={`${to} ${title.vi}`}><a href={to} className={index === chosen ? 'lg-chosen' : undefined} aria-current={index === chosen ? 'true' : undefined} onClick={(event) => {
            event.preventDefault();
            go(to);
          }}><span>{say(title)}</span><span className="lg-quiet">{say(kind)}</span></a></li>
        ))}
      </ul>
    </Modal>
  );
}
