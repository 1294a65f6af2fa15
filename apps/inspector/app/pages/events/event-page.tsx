import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { JSX } from 'react';
import type { Field } from '@ledger/kit';
import type { RecordedEvent } from '@ledger/ui/api/catalogue';
import { ErrorNotice, Loading } from '@ledger/ui/frame/notice';
import { EventActs } from '@ledger/ui/history/event-acts';
import { ProofCard } from '@ledger/ui/history/proof-card';
import { valueShown } from '@ledger/ui/history/sentence';
import { useSentence } from '@ledger/ui/history/use-sentence';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { useNames } from '@ledger/ui/names/names';
import { useRegisters } from '@ledger/ui/pages/registers';
import { RawEvent } from '@ledger/ui/replay/raw-event';
import { replayTexts } from '@ledger/ui/replay/texts';
import '@ledger/ui/replay/replay.css';
import { codeShown } from '@ledger/ui/table/shown';
import { useSource } from '../../../source/source-context';
import { EventMetadata } from './event-metadata';
import { RelatedEvents } from './related-events';
import { eventTexts } from './texts';

const POSITION = /^[1-9]\d{0,18}$/;

/** One event with everything that is known of it. */
export function EventPage(): JSX.Element {
  const say = useSay();
  const { position } = useParams({ strict: false }) as { readonly position: string };
  const source = useSource();
  const { data, error, refetch } = useQuery({
    queryKey: ['stream', 'event', source.kind, position],
    queryFn: async ({ signal }) => (POSITION.test(position) ? (await source.events({ from: (BigInt(position) - 1n).toString(), limit: 1 }, signal)).events.find((event) => event.position === position) ?? null : null),
  });
  if (error) return <><h1>{say(replayTexts.events)}</h1><ErrorNotice error={error} again={() => void refetch()} /></>;
  if (data === undefined) return <Loading />;
  return data === null ? <><h1>{say(replayTexts.events)}</h1><p>{say(eventTexts.noEvent)}</p></> : <Event key={data.id} event={data} />;
}

function Event({ event }: { readonly event: RecordedEvent }): JSX.Element {
  const say = useSay();
  const sentence = useSentence();
  return (
    <>
      <h1>{sentence(event)}</h1>
      <p className="lg-replay-links">
        <Link to="/replay" search={{ at: event.position }}>{say(eventTexts.replayHere)}</Link>
        <Link to="/history/$stream" params={{ stream: event.stream }}>{say(replayTexts.openHistory)}</Link>
        <Link to="/lanes" search={{ stream: event.stream }}>{say(eventTexts.lanes)}</Link>
        <EventActs event={event} />
      </p>
      <div className="lg-event-columns">
        <div>
          <Payload event={event} />
          <RelatedEvents event={event} />
        </div>
        <div>
          <EventMetadata event={event} />
          <h2>{say(replayTexts.proof)}</h2>
          <ProofCard event={event} />
          <h2>{say(replayTexts.raw)}</h2>
          <RawEvent event={event} />
        </div>
      </div>
    </>
  );
}

function Payload({ event }: { readonly event: RecordedEvent }): JSX.Element {
  const say = useSay();
  const shape = useRegisters().eventOf(event.type)?.shape ?? {};
  return (
    <section aria-label={say(eventTexts.content)}>
      <h2>{say(eventTexts.content)}</h2>
      <div className="lg-table-window" role="region" tabIndex={0} aria-label={say(eventTexts.content)}>
        <table className="lg-table" role="table">
          <thead role="rowgroup"><tr role="row">{(['field', 'value', 'unit'] as const).map((key) => <th key={key} role="columnheader" scope="col">{say(eventTexts[key])}</th>)}</tr></thead>
          <tbody role="rowgroup">{Object.entries(event.data).map(([key, value]) => <PayloadRow key={key} name={key} value={value} field={shape[key]} />)}</tbody>
        </table>
      </div>
    </section>
  );
}

function PayloadRow({ name, value, field }: { readonly name: string; readonly value: unknown; readonly field: Field | undefined }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const nameOf = useNames();
  return (
    <tr role="row">
      <td role="cell" data-label={say(eventTexts.field)}>{field ? say(field.label) : name} <span className="lg-code">{name}</span></td>
      <td role="cell" data-label={say(eventTexts.value)}>{valueShown(field, value, language, nameOf)}{typeof value === 'string' && field && codeShown(field.word, value, nameOf).exact !== undefined && <span className="lg-code"> {value}</span>}</td>
      <td role="cell" data-label={say(eventTexts.unit)}>{field?.word === 'vnd' ? say(eventTexts.dong) : ''}</td>
    </tr>
  );
}
