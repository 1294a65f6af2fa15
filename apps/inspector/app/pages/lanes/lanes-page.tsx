import { useNavigate, useSearch } from '@tanstack/react-router';
import { AutoComplete } from 'antd';
import { useMemo, useState, type JSX } from 'react';
import { searchKey } from '@ledger/fields';
import { streamId } from '@ledger/kit';
import { useCatalogue } from '@ledger/ui/api/queries';
import { useSentence } from '@ledger/ui/history/use-sentence';
import { useSay } from '@ledger/ui/language/language';
import { useNames } from '@ledger/ui/names/names';
import { textIn, type Search } from '@ledger/ui/pages/address';
import type { EventLog } from '@ledger/ui/replay/event-log';
import { LogProgress, useEventLog } from '../../log/use-event-log';
import { useKnown } from '../../log/use-known';
import { texts } from '../../texts';
import { EventLine } from '../events/event-line';
import { LanesPicture, useLaneName } from './lanes-picture';
import './lanes.css';
import { EVENTS_MAX, lanesOf, type Lanes } from './related-lanes';
import { laneTexts } from './texts';

/** A record beside those it led to: a house, its fund line and its payments. */
export function LanesPage(): JSX.Element {
  const say = useSay();
  const stream = textIn(useSearch({ strict: false }) as Search, 'stream');
  const isKnown = useKnown();
  const loaded = useEventLog();
  const { log, version } = loaded;
  const lanes = useMemo(() => (stream === undefined ? undefined : lanesOf(log, stream, isKnown)), [log, version, stream, isKnown]);
  return (
    <>
      <h1>{say(texts.lanes)}</h1>
      <LogProgress state={loaded} />
      <StreamChoice key={stream} log={log} stream={stream} />
      {!lanes ? <p>{say(laneTexts.chooseFirst)}</p> : lanes.events.length > 0 ? <><LanesPicture {...lanes} /><AsList {...lanes} /></> : loaded.complete && <p role="status">{say(laneTexts.none)}</p>}
    </>
  );
}

const OFFERED_MAX = 50;

function StreamChoice({ log, stream }: { readonly log: EventLog; readonly stream: string | undefined }): JSX.Element {
  const say = useSay();
  const nameOf = useNames();
  const navigate = useNavigate();
  const registers = useCatalogue().data?.registers;
  const [typed, setTyped] = useState(stream === undefined ? '' : streamId(stream));
  const wanted = searchKey(typed);
  const options = useMemo(() => {
    const found: { value: string; label: string }[] = [];
    if (wanted === '') return found;
    for (const each of log.streams()) {
      const id = streamId(each);
      const label = [nameOf('unit-code', id), id].filter(Boolean).join(' · ');
      if (!searchKey(label).includes(wanted)) continue;
      const register = registers?.find(({ name }) => each.startsWith(`${name}.`));
      found.push({ value: each, label: `${label}${register ? ` — ${say(register.label)}` : ''}` });
      if (found.length === OFFERED_MAX) break;
    }
    return found;
  }, [log, wanted, nameOf, registers, say]);
  return (
    <div className="lg-filters" role="search">
      <div className="lg-filter lg-stream-choice"><span>{say(laneTexts.which)}</span>
        <AutoComplete size="small" aria-label={say(laneTexts.which)} placeholder={say(laneTexts.choose)} value={typed} options={options} popupMatchSelectWidth={false}
          onChange={(value: string) => setTyped(value)} onSelect={(value: string) => void navigate({ to: '.', search: (before: Search) => ({ ...before, stream: value }) })} />
      </div>
    </div>
  );
}

function AsList({ lanes, events, leftOut }: Lanes): JSX.Element {
  const say = useSay();
  const sentence = useSentence();
  const laneName = useLaneName();
  return (
    <section aria-label={say(laneTexts.asList)}>
      <h2>{say(laneTexts.asList)}</h2>
      {leftOut > 0 && <p className="lg-quiet">{say(laneTexts.newest, { count: EVENTS_MAX })}</p>}
      <ol className="lg-lane-list">
        {events.map(({ event, lane, cause }) => <li key={event.id}><strong>{laneName(lanes[lane]!)}</strong> · <EventLine event={event} />{cause !== undefined && <span className="lg-quiet"> · {say(laneTexts.because, { cause: sentence(events[cause]!.event) })}</span>}</li>)}
      </ol>
    </section>
  );
}
