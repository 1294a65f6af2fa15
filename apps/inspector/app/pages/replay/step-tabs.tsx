import { Tabs } from 'antd';
import { useMemo, useState, type JSX } from 'react';
import type { RecordedEvent } from '@ledger/ui/api/catalogue';
import { ProofCard } from '@ledger/ui/history/proof-card';
import { useSay } from '@ledger/ui/language/language';
import { LeafPlace } from '@ledger/ui/replay/leaf-place';
import { RawEvent } from '@ledger/ui/replay/raw-event';
import { StateDifference } from '@ledger/ui/replay/state-difference';
import { StateTree } from '@ledger/ui/replay/state-tree';
import { changedPaths } from '@ledger/ui/replay/state-values';
import { replayTexts } from '@ledger/ui/replay/texts';
import type { Step } from '@ledger/ui/replay/use-replay';
import { useCheckpoint } from '../../log/use-checkpoint';
import { useVocabulary } from './use-vocabulary';

interface StepTabsProps {
  readonly event: RecordedEvent;
  readonly place: number;
  readonly step: Step;
}

/** The current event from four sides; only the open one is worked out. */
export function StepTabs({ event, place, step }: StepTabsProps): JSX.Element {
  const say = useSay();
  const [open, setOpen] = useState('difference');
  const tabs = [
    { key: 'state', words: replayTexts.state, content: () => <StateTab step={step} /> },
    { key: 'difference', words: replayTexts.difference, content: () => <DifferenceTab step={step} /> },
    { key: 'raw', words: replayTexts.raw, content: () => <RawEvent event={event} /> },
    { key: 'proof', words: replayTexts.proof, content: () => <ProofTab event={event} place={place} /> },
  ];
  return (
    <section className="lg-pane" aria-label={say(replayTexts.tabs)}>
      <Tabs size="small" tabBarGutter={14} activeKey={open} onChange={setOpen} items={tabs.map(({ key, words, content }) => ({ key, label: say(words), children: key === open ? <div className="lg-tab">{content()}</div> : null }))} />
    </section>
  );
}

function StateTab({ step }: { readonly step: Step }): JSX.Element | null {
  const vocabulary = useVocabulary(step.after.decider);
  const changed = useMemo(() => changedPaths(step.differences), [step]);
  return vocabulary ? <StateTree state={step.after.state} vocabulary={vocabulary} changed={changed} /> : null;
}

function DifferenceTab({ step }: { readonly step: Step }): JSX.Element | null {
  const vocabulary = useVocabulary(step.after.decider);
  return vocabulary ? <StateDifference differences={step.differences} vocabulary={vocabulary} /> : null;
}

function ProofTab({ event, place }: Omit<StepTabsProps, 'step'>): JSX.Element {
  const { data } = useCheckpoint();
  return <><LeafPlace event={event} place={place} sealed={data?.size} /><ProofCard key={event.id} event={event} /></>;
}
