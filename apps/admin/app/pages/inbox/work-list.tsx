import { Button, Checkbox } from 'antd';
import { useState, type JSX } from 'react';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { shownNumber } from '@ledger/ui/table/shown';
import type { WorkItem, WorkKind } from '@ledger/ui/work/use-work';
import { isAnsweredBy } from './answered';
import { useItemLine } from './item-line';
import { inboxTexts } from './texts';

/** Lines of a kind that are drawn before somebody asks for more. */
const SHOWN_AT_ONCE = 100;
/** Each item is tried and recorded by itself: more would keep a person waiting for minutes. */
const BULK_MAX = 200;

interface WorkListProps {
  readonly items: readonly WorkItem[];
  /** Whether `items` is everything that waits. */
  readonly isComplete: boolean;
  readonly openId: string | undefined;
  readonly selected: ReadonlySet<string>;
  readonly onOpen: (item: WorkItem) => void;
  readonly onSelect: (selected: ReadonlySet<string>) => void;
  readonly onBulk: (items: readonly WorkItem[]) => void;
}

/** Work by kind, the longest waiting first; what needs no further answer can be done many at a time. */
export function WorkList(props: WorkListProps): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { items } = props;
  const waiting = items.filter(({ waitsForOthers }) => !waitsForOthers);
  const others = items.filter(({ waitsForOthers }) => waitsForOthers);
  const kinds = [...new Set(waiting.map(({ kind }) => kind))];
  return (
    <section className="lg-inbox-list" aria-label={say(inboxTexts.list)}>
      {!props.isComplete && <p role="status" className="lg-quiet">{say(inboxTexts.reading)}</p>}
      {waiting.length === 0 && <p role="status">{say(inboxTexts.empty)}</p>}
      {kinds.map((kind) => <KindOfWork key={kind.id} {...props} kind={kind} items={waiting.filter((item) => item.kind === kind)} />)}
      {others.length > 0 && <><h2>{say(inboxTexts.others)} <span className="lg-count">{shownNumber(others.length, language)}</span></h2><Lines {...props} items={others} canSelect={false} /></>}
      <p className="lg-quiet lg-inbox-keys">{say(inboxTexts.keys)}</p>
    </section>
  );
}

function KindOfWork(props: WorkListProps & { readonly kind: WorkKind }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { kind, items, isComplete } = props;
  const canSelect = items.length > 1 && items.some(isAnsweredBy);
  return (
    <>
      <h2>{say(kind.items.title)} <span className="lg-count">{shownNumber(items.length, language)}{isComplete ? '' : '+'}</span></h2>
      {canSelect && <BulkChoice {...props} />}
      <Lines {...props} canSelect={canSelect} />
    </>
  );
}

/** The first of many items, and more of them when asked. */
function Lines(props: WorkListProps & { readonly canSelect: boolean }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { items, openId } = props;
  const [asked, setAsked] = useState(SHOWN_AT_ONCE);
  // What is open is in sight, however far down it stands.
  const shown = Math.max(asked, items.findIndex(({ id }) => id === openId) + 1);
  const left = items.length - shown;
  return (
    <>
      <ul>{items.slice(0, shown).map((item) => <Line key={item.id} {...props} item={item} />)}</ul>
      {left > 0 && <p><Button size="small" onClick={() => setAsked(shown + SHOWN_AT_ONCE)}>{say(inboxTexts.showMore, { count: shownNumber(Math.min(SHOWN_AT_ONCE, left), language), left: shownNumber(left, language) })}</Button></p>}
    </>
  );
}

/** Choosing all of a kind, shown or not, and doing what is chosen: so many in one run. */
function BulkChoice({ items, selected, onSelect, onBulk }: WorkListProps): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const number = (count: number): string => shownNumber(count, language);
  const chosen = items.filter(({ id }) => selected.has(id));
  const run = chosen.slice(0, BULK_MAX);
  const choose = (all: boolean): void => {
    const ids = new Set(items.map(({ id }) => id));
    onSelect(new Set([...selected].filter((id) => !ids.has(id)).concat(all ? [...ids] : [])));
  };
  return (
    <div className="lg-inbox-bulk">
      <Checkbox checked={chosen.length === items.length} indeterminate={chosen.length > 0 && chosen.length < items.length} onChange={(change) => choose(change.target.checked)}>{say(inboxTexts.selectAll, { count: number(items.length) })}</Checkbox>
      {chosen.length > 0 && <Button size="small" type="primary" onClick={() => onBulk(run)}>{say(inboxTexts.bulk, { count: number(run.length) })}</Button>}
      {chosen.length > run.length && <p className="lg-quiet" role="status">{say(inboxTexts.bulkMax, { most: number(BULK_MAX), left: number(chosen.length - run.length) })}</p>}
    </div>
  );
}

function Line({ item, openId, selected, onOpen, onSelect, canSelect }: WorkListProps & { readonly item: WorkItem; readonly canSelect: boolean }): JSX.Element {
  const say = useSay();
  const { title, more, amount, exact } = useItemLine()(item);
  return (
    <li className={item.id === openId ? 'lg-chosen' : undefined}>
      {canSelect && <Checkbox aria-label={say(inboxTexts.select, { item: title })} checked={selected.has(item.id)} onChange={(change) => onSelect(new Set(change.target.checked ? [...selected, item.id] : [...selected].filter((id) => id !== item.id)))} />}
      <button type="button" aria-current={item.id === openId ? 'true' : undefined} onClick={() => onOpen(item)}>
        <span><strong>{title}</strong><br /><span className="lg-quiet">{more}</span></span>
        <span className="lg-number" title={exact}>{amount}</span>
      </button>
    </li>
  );
}
