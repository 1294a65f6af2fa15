import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useMemo, type JSX } from 'react';
import { streamId } from '@ledger/kit';
import type { RecordedEvent } from '@ledger/ui/api/catalogue';
import { useCatalogue } from '@ledger/ui/api/queries';
import { EventActs } from '@ledger/ui/history/event-acts';
import { useSentence } from '@ledger/ui/history/use-sentence';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { MoneyUnitSwitch } from '@ledger/ui/money/unit-of-money';
import { useWho } from '@ledger/ui/history/use-who';
import { useNames } from '@ledger/ui/names/names';
import { ObjectState } from '@ledger/ui/replay/object-state';
import { changedPaths } from '@ledger/ui/replay/state-values';
import { replayTexts } from '@ledger/ui/replay/texts';
import type { Step } from '@ledger/ui/replay/use-replay';
import { shownInstant } from '@ledger/ui/table/shown';
import type { ReplayAddress } from './replay-address';
import { eventTexts } from '../events/texts';
import { useVocabulary } from './use-vocabulary';

interface ObjectPaneProps {
  readonly event: RecordedEvent;
  readonly step: Step;
  readonly address: ReplayAddress;
}

/** The record that the current event belongs to, as it was right after it. */
export function ObjectPane({ event, step, address }: ObjectPaneProps): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const nameOf = useNames();
  const who = useWho();
  const sentence = useSentence();
  const register = useCatalogue().data?.registers.find(({ name }) => event.stream.startsWith(`${name}.`));
  const changed = useMemo(() => changedPaths(step.differences), [step]);
  const vocabulary = useVocabulary(step.after.decider);
  const { actor, recordedAt } = event.metadata;
  return (
    <section className="lg-pane" aria-labelledby="object-title">
      <p className="lg-quiet">{register && say(register.label)} · <time dateTime={recordedAt}>{shownInstant(recordedAt, language)}</time> · {who(actor)}</p>
      <p className="lg-replay-headline">{sentence(event)}</p>
      <p className="lg-replay-links">
        <Link to="/events/$position" params={{ position: event.position }}>{say(replayTexts.openEvent)}</Link>
        <Link to="/history/$stream" params={{ stream: event.stream }}>{say(replayTexts.openHistory)}</Link>
        <Link to="/lanes" search={{ stream: event.stream }}>{say(eventTexts.lanes)}</Link>
        <EventActs event={event} />
        <Link to="/" search={{ knownAt: event.position }}>{say(replayTexts.wholeAppHere)}</Link>
      </p>
      <h2 id="object-title">{nameOf('unit-code', streamId(event.stream)) ?? streamId(event.stream)}</h2>
      <div className="lg-tools">
        <span className="lg-quiet">{say(replayTexts.objectAfter, { count: step.after.events })}</span>
        <Button size="small" onClick={() => address.change({ stream: address.filter.stream === undefined ? event.stream : undefined, at: event.position })}>{say(address.filter.stream === undefined ? replayTexts.onlyObject : replayTexts.everyObject)}</Button>
        <MoneyUnitSwitch />
      </div>
      {step.after.error !== undefined ? <p role="status">{say(replayTexts.cannotFold)}</p> : vocabulary ? <ObjectState state={step.after.state} vocabulary={vocabulary} changed={changed} /> : <p>{say(replayTexts.unknownObject)}</p>}
    </section>
  );
}
