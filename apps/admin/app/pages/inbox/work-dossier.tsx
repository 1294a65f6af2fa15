import { Link } from '@tanstack/react-router';
import { useMemo, type JSX } from 'react';
import { StreamHistory } from '@ledger/ui/history/stream-history';
import { useSay } from '@ledger/ui/language/language';
import { useRegisters } from '@ledger/ui/pages/registers';
import { streamsOf } from '@ledger/ui/register/register-web';
import { uiTexts } from '@ledger/ui/texts';
import { ActionBar } from '@ledger/ui/work/action-bar';
import { Facts } from '@ledger/ui/work/facts';
import { useTable } from '@ledger/ui/work/use-table';
import type { WorkItem } from '@ledger/ui/work/use-work';
import { useItemLine } from './item-line';
import { inboxTexts } from './texts';

const INTERNAL = new Set(['sortKey', 'revision']);

/** All there is to know about one item, with what can be done about it in sight. */
export function WorkDossier({ item, onRecorded }: { readonly item: WorkItem; readonly onRecorded: () => void }): JSX.Element {
  const say = useSay();
  const { eventOf } = useRegisters();
  const { kind, row, values } = item;
  const table = useTable(`${kind.register.name}/${kind.items.list}`);
  const { title, amount } = useItemLine()(item);
  const about = useMemo(() => ({ ...values }), [values]);
  const offered = useMemo(() => kind.acts.map(({ command, sends }) => ({ command, sends })), [kind]);
  const [stream] = streamsOf(kind.register, row);
  const page = kind.items.page?.(row);
  return (
    <>
      <h2>{say(kind.items.title)}: {title}</h2>
      {amount !== '' && <p className="lg-amount">{amount}</p>}
      {page && <p><Link to={page}>{say(inboxTexts.fullPage)}</Link></p>}
      <Facts columns={(table?.columns ?? []).filter(({ key }) => !INTERNAL.has(key))} row={row} />
      <h3>{say(uiTexts.history)}</h3>
      {stream && <StreamHistory stream={stream} textsOf={eventOf} about={about} />}
      <ActionBar offered={offered} values={values} keys onRecorded={onRecorded} />
    </>
  );
}
