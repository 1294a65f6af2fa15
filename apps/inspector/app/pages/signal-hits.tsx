import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { citationText, ledgerDay, type RiskSignal, type Shape } from '@ledger/kit';
import { eventName, sentenceOf } from '@ledger/ui/history/sentence';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { useNames } from '@ledger/ui/names/names';
import { useRegisters } from '@ledger/ui/pages/registers';
import { PlainTable } from '@ledger/ui/table/plain-table';
import { shownDay } from '@ledger/ui/table/shown';
import { PinButton } from '../case-file/pin-button';
import type { Hit } from './signal-answers';
import { signalTexts as texts } from './signal-texts';

interface HitsProps {
  readonly signal: RiskSignal;
  readonly hits: readonly Hit[];
  readonly position: string;
}

/** What was seen, each with the events that it was seen in. */
export function SignalHits({ signal, hits, position }: HitsProps): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const nameOf = useNames();
  const seen = ({ values }: Hit): string => sentenceOf(signal.seen, signal.values as Shape, values, language, nameOf);
  return (
    <PlainTable
      label={say(texts.seen)}
      rows={hits}
      keyOf={({ key }) => key}
      empty={say(texts.none)}
      columns={[
        { key: 'on', label: say(texts.on), cell: ({ on }) => shownDay(on, language) },
        { key: 'seen', label: say(texts.seen), cell: (hit) => <><p>{seen(hit)}</p><HitEvents hit={hit} /></> },
        { key: 'by', label: say(texts.by), cell: ({ events }) => [...new Set(events.map(({ actor }) => actor.user))].join(', ') },
        { key: 'pin', label: '', cell: (hit) => <PinButton name={seen(hit)} pinned={{ kind: 'signal', signal: signal.name, title: say(signal.title), seen: seen(hit), position, events: hit.events, ...(signal.law === undefined ? {} : { law: citationText(signal.law, language) }) }} /> },
      ]}
    />
  );
}

function HitEvents({ hit: { events } }: { readonly hit: Hit }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { eventOf } = useRegisters();
  return (
    <details className="lg-hit-events" open={events.length <= 2}>
      <summary>{say(texts.showEvents, { count: events.length })}</summary>
      <ol>
        {events.map(({ position, stream, revision, type, recordedAt, actor }) => (
          <li key={position}>
            <Link to={`/events/${position}` as string}>{eventName(eventOf(type)?.words, type, language)}</Link> · <Link to={`/history/${encodeURIComponent(stream)}` as string} className="lg-code">{stream}@{revision}</Link>{' '}
            <span className="lg-quiet">{shownDay(ledgerDay(recordedAt), language)}, {actor.user}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}
