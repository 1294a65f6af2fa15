import { useNavigate, useSearch } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useRef, useState, type JSX } from 'react';
import { ErrorNotice, Loading } from '@ledger/ui/frame/notice';
import { useFocusOfLost } from '@ledger/ui/keyboard/focus';
import { useSay } from '@ledger/ui/language/language';
import { MoneyUnitSwitch } from '@ledger/ui/money/unit-of-money';
import { textIn, type Search } from '@ledger/ui/pages/address';
import { useWork, type WorkItem } from '@ledger/ui/work/use-work';
import '@ledger/ui/work/work.css';
import { BulkDialog } from './bulk-dialog';
import './inbox.css';
import { inboxTexts } from './texts';
import { WorkDossier } from './work-dossier';
import { WorkList } from './work-list';

const isTyping = (target: EventTarget | null): boolean => target instanceof HTMLElement && ['INPUT', 'TEXTAREA'].includes(target.tagName) && (target as HTMLInputElement).type !== 'checkbox';

/** What waits for the person in every register: a list, and the dossier of what is chosen in it. What is chosen is in the address. */
export function InboxPage(): JSX.Element {
  const say = useSay();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const search = useSearch({ strict: false }) as Search;
  const { items, isLoading, isComplete, error } = useWork();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [bulk, setBulk] = useState<readonly WorkItem[]>();
  const onlyKind = textIn(search, 'work');
  const openId = textIn(search, 'item');
  const shownItems = items.filter(({ kind }) => onlyKind === undefined || kind.id === onlyKind);
  const open = shownItems.find(({ id }) => id === openId);
  const go = (changed: Search): void => void navigate({ to: '.', replace: true, search: (before: Search) => ({ ...before, ...changed }) });
  const at = shownItems.findIndex(({ id }) => id === openId);
  const next = shownItems[at + 1] ?? shownItems[at - 1];
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const step = { j: 1, k: -1 }[event.key];
      if (step === undefined || event.ctrlKey || event.metaKey || isTyping(event.target) || document.querySelector('.ant-modal-wrap')) return;
      const to = shownItems[at < 0 ? 0 : at + step];
      if (to) go({ item: to.id });
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
  const dossier = useRef<HTMLElement>(null);
  useFocusOfLost(isLoading ? undefined : shownItems.length === 0 ? 'nothing' : (openId ?? 'list'), () => dossier.current ?? document.getElementById('content'));
  const refresh = (): void => void queries.invalidateQueries({ queryKey: ['list'] });
  const recorded = (): void => {
    refresh();
    go({ item: next?.id });
  };
  if (error) return <ErrorNotice error={error} />;
  return (
    <div className={openId === undefined ? 'lg-inbox' : 'lg-inbox lg-inbox-open'}>
      <div className="lg-title-line">
        <h1>{say(inboxTexts.title)}</h1>
        <MoneyUnitSwitch />
      </div>
      {onlyKind !== undefined && <p>{say(inboxTexts.onlyKind, { title: kindTitle(items, onlyKind, say) })} <Button size="small" onClick={() => go({ work: undefined })}>{say(inboxTexts.allKinds)}</Button></p>}
      {isLoading && items.length === 0 ? <Loading /> : shownItems.length === 0 && openId === undefined ? <p role="status">{say(inboxTexts.empty)}</p> : (
        <div className="lg-inbox-panes">
          <WorkList items={shownItems} isComplete={isComplete} openId={openId} selected={selected} onOpen={(item) => go({ item: item.id })} onSelect={setSelected} onBulk={setBulk} />
          <section ref={dossier} tabIndex={-1} className="lg-inbox-dossier" aria-label={say(inboxTexts.dossier)}>
            {openId !== undefined && <Button size="small" className="lg-inbox-back" onClick={() => go({ item: undefined })}>{say(inboxTexts.back)}</Button>}
            {open ? <WorkDossier key={open.id} item={open} onRecorded={recorded} /> : <p className="lg-quiet" role="status">{say(openId === undefined ? inboxTexts.pick : inboxTexts.gone)}</p>}
          </section>
        </div>
      )}
      {bulk && <BulkDialog items={bulk} onClose={(done) => {
        setBulk(undefined);
        if (!done) return;
        // What went beyond one run stays chosen for the next.
        const tried = new Set(bulk.map(({ id }) => id));
        setSelected(new Set([...selected].filter((id) => !tried.has(id))));
        refresh();
      }} />}
    </div>
  );
}

const kindTitle = (items: readonly WorkItem[], id: string, say: ReturnType<typeof useSay>): string => {
  const found = items.find(({ kind }) => kind.id === id);
  return found ? say(found.kind.items.title) : id;
};
