import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useRef, type JSX, type KeyboardEvent } from 'react';
import type { EventTexts } from '../history/stream-history';
import { eventSentence } from '../history/sentence';
import { useLanguage, useSay } from '../language/language';
import { useNames, usePerson } from '../names/names';
import { shownInstant } from '../table/shown';
import type { EventLog } from './event-log';
import type { EventOrder } from './event-order';
import { replayTexts } from './texts';

const ROW_PX = 62;

interface EventListProps {
  readonly log: EventLog;
  readonly order: EventOrder;
  /** The current event's place in the order; it is always highlighted, and in sight. */
  readonly index: number;
  readonly onGo: (index: number) => void;
  readonly textsOf: EventTexts;
}

/** Every event looked at, however many: only those in sight are on the page. */
export function EventList({ log, order, index, onGo, textsOf }: EventListProps): JSX.Element {
  const say = useSay();
  const scrolled = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({ count: order.places.length, getScrollElement: () => scrolled.current, estimateSize: () => ROW_PX, overscan: 6 });
  useEffect(() => {
    if (index >= 0) rows.scrollToIndex(index, { align: 'auto' });
  }, [rows, index]);
  const inSight = rows.getVirtualItems();
  const onKey = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    onGo(Math.max(0, Math.min(order.places.length - 1, index + step)));
  };
  return (
    <div className="lg-event-list" ref={scrolled} role="listbox" tabIndex={0} aria-label={say(replayTexts.events)} aria-activedescendant={inSight.some((row) => row.index === index) ? `event-${index}` : undefined} onKeyDown={onKey}>
      <div role="presentation" style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {inSight.map((row) => (
          <EventRow key={row.key} top={row.start} at={row.index} count={order.places.length} isCurrent={row.index === index} log={log} place={order.places[row.index]!} onGo={onGo} textsOf={textsOf} />
        ))}
      </div>
    </div>
  );
}

interface EventRowProps extends Pick<EventListProps, 'log' | 'onGo' | 'textsOf'> {
  readonly top: number;
  readonly at: number;
  readonly count: number;
  readonly isCurrent: boolean;
  readonly place: number;
}

/** Of the rows in sight, a step draws only the one it leaves and the one it comes to. */
const EventRow = memo(Row);

function Row({ top, at, count, isCurrent, log, place, onGo, textsOf }: EventRowProps): JSX.Element {
  const { language } = useLanguage();
  const nameOf = useNames();
  const person = usePerson();
  const event = log.at(place)!;
  const { actor, recordedAt } = event.metadata;
  const says = eventSentence(textsOf(event.type), event, language, nameOf);
  const record = event.stream.slice(event.stream.indexOf('-') + 1);
  return (
    <div id={`event-${at}`} role="option" aria-selected={isCurrent} aria-posinset={at + 1} aria-setsize={count} className={isCurrent ? 'lg-event lg-current' : 'lg-event'} style={{ transform: `translateY(${top}px)`, height: ROW_PX }} onClick={() => onGo(at)}>
      <span className="lg-event-says">{says}{!says.includes(record) && <small className="lg-quiet"> · {record}</small>}</span>
      <span className="lg-event-who"><time dateTime={recordedAt}>{shownInstant(recordedAt, language)}</time> · <span title={person(actor.user)}>{nameOf('username', actor.user) ?? actor.user}</span> · {nameOf('unit-code', actor.unit) ?? actor.unit}</span>
    </div>
  );
}
