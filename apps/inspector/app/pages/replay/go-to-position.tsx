import type { JSX } from 'react';
import { NamedPositionChoice } from '@ledger/ui/moment/named-position-choice';
import type { EventLog } from '@ledger/ui/replay/event-log';
import type { EventOrder } from '@ledger/ui/replay/event-order';

/** The index of the last event that was recorded up to a position; −1 where there is none. */
export function indexAtPosition(log: Pick<EventLog, 'at'>, { places }: Pick<EventOrder, 'places'>, position: string): number {
  const until = BigInt(position);
  let [found, latest] = [-1, -1n];
  for (const [index, place] of places.entries()) {
    const at = BigInt(log.at(place)!.position);
    if (at <= until && at > latest) [found, latest] = [index, at];
  }
  return found;
}

interface Props {
  readonly log: EventLog;
  readonly order: EventOrder;
  readonly index: number;
  readonly onGo: (index: number) => void;
}

/** Goes to where the ledger stood at a position that has a name. */
export function GoToPosition({ log, order, index, onGo }: Props): JSX.Element {
  const place = order.places[index];
  const go = (position: string | undefined): void => {
    const next = position === undefined ? -1 : indexAtPosition(log, order, position);
    if (next >= 0) onGo(next);
  };
  return <NamedPositionChoice value={place === undefined ? undefined : log.at(place)?.position} onChange={go} />;
}
