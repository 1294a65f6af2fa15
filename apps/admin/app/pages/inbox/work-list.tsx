import { Button, Checkbox } from 'antd';
import type { JSX } from 'react';
import { useSay } from '@ledger/ui/language/language';
import type { WorkItem, WorkKind } from '@ledger/ui/work/use-work';
import { isAnsweredBy } from './answered';
import { useItemLine } from './item-line';
import { inboxTexts } from './texts';

interface WorkListProps {
  readonly items: readonly WorkItem[];
  readonly openId: string | undefined;
  readonly selected: ReadonlySet<string>;
  readonly onOpen: (item: WorkItem) => void;
  readonly onSelect: (selected: ReadonlySet<string>) => void;
  readonly onBulk: (items: readonly WorkItem[]) => void;
}

/** Work by kind, the longest waiting first; what needs no further answer can be done many at a time. */
export function WorkList(props: WorkListProps): JSX.Element {
  const say = useSay();
  const { items } = props;
  const waiting = items.filter(({ waitsForOthers }) => !waitsForOthers);
  const others = items.filter(({ waitsForOthers }) => waitsForOthers);
  const kinds = [...new Set(waiting.map(({ kind }) => kind))];
  return (
    <section className="lg-inbox-list" aria-label={say(inboxTexts.list)}>
      {waiting.length === 0 && <p role="status">{say(inboxTexts.empty)}</p>}
      {kinds.map((kind) => <KindOfWork key={kind.id} {...props} kind={kind} items={waiting.filter((item) => item.kind === kind)} />)}
      {others.length > 0 && <><h2>{say(inboxTexts.others)}</h2><ul>{others.map((item) => <Line key={item.id} {...props} item={item} canSelect={false} />)}</ul></>}
      <p className="lg-quiet lg-inbox-keys">{say(inboxTexts.keys)}</p>
    </section>
  );
}

function KindOfWork(props: WorkListProps & { readonly kind: WorkKind }): JSX.Element {
  const say = useSay();
  const { kind, items, selected, onSelect, onBulk } = props;
  const canSelect = items.some(isAnsweredBy);
  const chosen = items.filter(({ id }) => selected.has(id));
  const choose = (all: boolean): void => onSelect(new Set([...selected].filter((id) => !items.some((item) => item.id === id)).concat(all ? items.map(({ id }) => id) : [])));
  return (
    <>
      <h2>{say(kind.items.title)} <span className="lg-count">{items.length}</span></h2>
      {canSelect && items.length > 1 && (
        <p className="lg-inbox-bulk">
          <Checkbox checked={chosen.length === items.length} indeterminate={chosen.length > 0 && chosen.length < items.length} onChange={(change) => choose(change.target.checked)}>{say(inboxTexts.selectAll, { count: items.length })}</Checkbox>
          {chosen.length > 0 && <Button size="small" type="primary" onClick={() => onBulk(chosen)}>{say(inboxTexts.bulk, { count: chosen.length })}</Button>}
        </p>
      )}
      <ul>{items.map((item) => <Line key={item.id} {...props} item={item} canSelect={canSelect && items.length > 1} />)}</ul>
    </>
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
