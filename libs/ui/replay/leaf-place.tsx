import type { JSX } from 'react';
import type { RecordedEvent } from '../api/catalogue';
import { useSay } from '../language/language';
import { replayTexts } from './texts';

interface LeafPlaceProps {
  readonly event: RecordedEvent;
  /** From 0. */
  readonly place: number;
  /** How many leaves the latest checkpoint covers; undefined: none was sealed. */
  readonly sealed: number | undefined;
}

/** Which leaf of the sealed tree an event is, and whether a checkpoint covers it. */
export function LeafPlace({ event, place, sealed }: LeafPlaceProps): JSX.Element {
  const say = useSay();
  return (
    <>
      <p><strong>{say(replayTexts.leaf, { place })}</strong></p>
      <p>{sealed !== undefined && place < sealed ? say(replayTexts.sealedIn, { size: sealed }) : say(replayTexts.notSealed)}</p>
      <dl className="lg-facts">
        <div><dt>{say(replayTexts.position)}</dt><dd>{event.position}</dd></div>
        <div><dt>{say(replayTexts.eventId)}</dt><dd className="lg-code">{event.id}</dd></div>
      </dl>
    </>
  );
}
