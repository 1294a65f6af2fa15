import type { JSX } from 'react';
import type { Words } from '@ledger/kit';
import type { RecordedEvent } from '@ledger/ui/api/catalogue';
import { useSay } from '@ledger/ui/language/language';
import type { EventLog } from '@ledger/ui/replay/event-log';
import { LogProgress, useEventLog } from '../../log/use-event-log';
import { EventLine } from './event-line';
import { eventTexts } from './texts';

const SHOWN_MAX = 50;

/** What led to an event, what it led to, and what was recorded with it. */
export function RelatedEvents({ event }: { readonly event: RecordedEvent }): JSX.Element {
  const say = useSay();
  const loaded = useEventLog();
  const groups = relationsOf(loaded.log, event);
  return (
    <section aria-label={say(eventTexts.related)}>
      <h2>{say(eventTexts.related)}</h2>
      <LogProgress state={loaded} />
      {groups.map(({ words, events }) => (
        <section key={words.en} aria-label={say(words)}>
          <h3>{say(words)}</h3>
          <ul>{events.slice(0, SHOWN_MAX).map((each) => <li key={each.id}><EventLine event={each} /></li>)}</ul>
        </section>
      ))}
      {loaded.complete && groups.length === 0 && <p>{say(eventTexts.noneRelated)}</p>}
    </section>
  );
}

function relationsOf(log: EventLog, event: RecordedEvent): readonly { readonly words: Words; readonly events: readonly RecordedEvent[] }[] {
  const eventsAt = (places: readonly number[]): readonly RecordedEvent[] => places.flatMap((place) => log.at(place) ?? []).filter(({ id }) => id !== event.id);
  const cause = log.causeOf(event);
  const [causes, effects, same] = [eventsAt(cause === undefined ? [] : [cause]), eventsAt(log.effectsOf(event)), eventsAt(log.ofCommand(event))];
  const told = new Set([...causes, ...effects, ...same].map(({ id }) => id));
  return [
    { words: eventTexts.cause, events: causes },
    { words: eventTexts.effects, events: effects },
    { words: eventTexts.sameCommand, events: same },
    { words: eventTexts.sameRequest, events: eventsAt(log.relatedTo(event)).filter(({ id }) => !told.has(id)) },
  ].filter(({ events }) => events.length > 0);
}
