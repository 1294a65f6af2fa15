import { Checkbox } from 'antd';
import { useState, type JSX } from 'react';
import type { Shape, Words } from '@ledger/kit';
import type { RecordedEvent, Row } from '../api/catalogue';
import { useStream } from '../api/queries';
import { EvidenceList } from '../evidence/evidence-list';
import { ErrorNotice, Loading } from '../frame/notice';
import { useLanguage, useSay } from '../language/language';
import { useMoment } from '../moment/moment';
import { useNames } from '../names/names';
import { BasisSign } from '../table/basis';
import { shownDay, shownInstant } from '../table/shown';
import { uiTexts } from '../texts';
import { CorrectionLink } from '../correction/correction-link';
import { EventActs } from './event-acts';
import { ProofCard } from './proof-card';
import { eventSentence, valueShown } from './sentence';
import { useWho } from './use-who';

/** What is known of a type of event: what it says, and its fields. */
export type EventTexts = (type: string) => { readonly words: Words; readonly shape: Shape } | undefined;

interface StreamHistoryProps {
  readonly stream: string;
  readonly textsOf: EventTexts;
  /** Values by which an event tells of one row: its key columns. */
  readonly about?: Row;
}

const names = (event: RecordedEvent, about: Row): boolean =>
  Object.entries(about).every(([key, value]) => event.data[key] === undefined || String(event.data[key]) === String(value)) && Object.keys(about).some((key) => event.data[key] !== undefined);

/** Who did what when, on which legal basis, first to last, grouped by command. */
export function StreamHistory({ stream, textsOf, about }: StreamHistoryProps): JSX.Element {
  const say = useSay();
  const { knownAt } = useMoment();
  const { data, error, refetch } = useStream(stream, { knownAt });
  const [onlyRow, setOnlyRow] = useState(true);
  if (error) return <ErrorNotice error={error} again={() => void refetch()} />;
  if (!data) return <Loading />;
  const ofRow = about ? data.filter((event) => names(event, about)) : [];
  const narrows = ofRow.length > 0 && ofRow.length < data.length;
  const events = narrows && onlyRow ? ofRow : data;
  return (
    <section aria-label={say(uiTexts.history)}>
      <p className="lg-code">{stream}</p>
      {narrows && <Checkbox checked={onlyRow} onChange={(change) => setOnlyRow(change.target.checked)}>{say(uiTexts.onlyRow)}</Checkbox>}
      {events.length === 0 ? <p>{say(uiTexts.noEvents)}</p> : <ol className="lg-history">{byCommand(events).map((group) => <CommandEvents key={group[0]!.id} events={group} textsOf={textsOf} />)}</ol>}
    </section>
  );
}

function byCommand(events: readonly RecordedEvent[]): readonly (readonly RecordedEvent[])[] {
  const groups: RecordedEvent[][] = [];
  for (const event of events) {
    const last = groups.at(-1);
    if (last?.[0]?.metadata.commandId === event.metadata.commandId) last.push(event);
    else groups.push([event]);
  }
  return groups;
}

function CommandEvents({ events, textsOf }: { readonly events: readonly RecordedEvent[]; readonly textsOf: EventTexts }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const who = useWho();
  const { metadata } = events[0]!;
  const { actor, legalBasis } = metadata;
  return (
    <li>
      <p><time dateTime={metadata.recordedAt}>{shownInstant(metadata.recordedAt, language)}</time> · {who(actor)}</p>
      {events.map((event) => <EventLine key={event.id} event={event} textsOf={textsOf} />)}
      <p className="lg-quiet">
        {[
          say(uiTexts.effective, { day: shownDay(metadata.effectiveOn, language) }),
          legalBasis && say(uiTexts.legalBasis, { number: legalBasis.number, day: shownDay(legalBasis.issuedOn, language) }),
          metadata.reason && say(uiTexts.reason, { reason: metadata.reason }),
        ].filter(Boolean).join(' · ')} <BasisSign basis={metadata.basis} />
      </p>
      {metadata.evidence && <EvidenceList evidence={metadata.evidence} />}
      {events.map((event) => <CorrectionLink key={event.id} event={event} />)}
    </li>
  );
}

function EventLine({ event, textsOf }: { readonly event: RecordedEvent; readonly textsOf: EventTexts }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const nameOf = useNames();
  const known = textsOf(event.type);
  return (
    <details>
      <summary>{eventSentence(known, event, language, nameOf)}</summary>
      <dl className="lg-facts">
        {Object.entries(event.data).map(([key, value]) => (
          <div key={key}><dt>{known?.shape[key] ? say(known.shape[key].label) : key}</dt><dd>{valueShown(known?.shape[key], value, language, nameOf)}</dd></div>
        ))}
      </dl>
      <EventActs event={event} />
      <ProofCard event={event} />
      <details><summary>{say(uiTexts.rawData)}</summary><pre className="lg-code" tabIndex={0}>{JSON.stringify(event, null, 2)}</pre></details>
    </details>
  );
}
