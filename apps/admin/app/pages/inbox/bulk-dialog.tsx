import { Button, Modal } from 'antd';
import type { JSX } from 'react';
import { eventSentence } from '@ledger/ui/history/sentence';
import { useFocusBack } from '@ledger/ui/keyboard/focus';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { useNames } from '@ledger/ui/names/names';
import { useRegisters } from '@ledger/ui/pages/registers';
import type { WorkItem } from '@ledger/ui/work/use-work';
import { onward } from './answered';
import { useBulkRun, type Outcome } from './bulk-run';
import { useItemLine } from './item-line';
import { inboxTexts } from './texts';

/** Many items at once: first what would become of each, then those that can be are recorded. */
export function BulkDialog({ items, onClose }: { readonly items: readonly WorkItem[]; readonly onClose: (done: boolean) => void }): JSX.Element {
  const say = useSay();
  useFocusBack();
  const { outcomes, phase, recordAll } = useBulkRun(items);
  const count = (is: Outcome['is']): number => outcomes.filter((outcome) => outcome.is === is).length;
  const title = say(inboxTexts.bulkTitle, { title: say(onward(items[0]!)!.title), count: items.length });
  return (
    <Modal open title={title} width={720} onCancel={() => onClose(phase === 'done')} destroyOnHidden footer={phase === 'ready' && count('possible') > 0
      ? <Button type="primary" onClick={() => void recordAll()}>{say(inboxTexts.recordAll, { count: count('possible') })}</Button>
      : null}>
      <p role="status">
        {phase === 'trying' && say(inboxTexts.trying, { done: outcomes.length, count: items.length })}
        {phase === 'ready' && [say(inboxTexts.willDo, { count: count('possible') }), ...(count('refused') > 0 ? [say(inboxTexts.willNot, { count: count('refused') })] : [])].join(' · ')}
        {phase === 'recording' && say(inboxTexts.recording, { done: count('recorded'), count: count('recorded') + count('possible') })}
        {phase === 'done' && say(inboxTexts.allDone, { count: count('recorded') })}
      </p>
      <ul className="lg-outcomes" aria-label={say(inboxTexts.outcome)}>{outcomes.map((outcome) => <OutcomeLine key={outcome.item.id} outcome={outcome} />)}</ul>
    </Modal>
  );
}

const signs = { possible: ['○', 'lg-quiet'], refused: ['✗', 'lg-no'], recorded: ['✓', 'lg-yes'] } as const;

function OutcomeLine({ outcome }: { readonly outcome: Outcome }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const nameOf = useNames();
  const { eventOf } = useRegisters();
  const { title, more, amount } = useItemLine()(outcome.item);
  const [sign, look] = signs[outcome.is];
  const said = outcome.is === 'refused' ? say(outcome.why) : outcome.receipt.events.map(({ type, data = {} }) => eventSentence(eventOf(type), { type, data }, language, nameOf)).join('; ');
  return <li><span className={look} aria-hidden="true">{sign}</span><span><strong>{[title, amount].filter(Boolean).join(' · ')}</strong> <span className="lg-quiet">{more}</span><br />{said}</span></li>;
}
