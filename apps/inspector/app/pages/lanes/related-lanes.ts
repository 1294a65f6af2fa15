import { streamId } from '@ledger/kit';
import type { RecordedEvent } from '@ledger/ui/api/catalogue';
import type { EventLog } from '@ledger/ui/replay/event-log';

/** A row of the picture: the chosen record, one payment, or a related record. */
export interface Lane {
  readonly key: string;
  readonly kind: 'root' | 'payment' | 'related';
  /** The record's own id, or the payment's. */
  readonly id: string;
}

/** One event in its lane. `at` counts the columns: events in the order of recording. */
export interface LaneEvent {
  readonly event: RecordedEvent;
  readonly lane: number;
  readonly at: number;
  /** The column of the event that led to this one, where it is in the picture. */
  readonly cause?: number;
}

export interface Lanes {
  readonly lanes: readonly Lane[];
  readonly events: readonly LaneEvent[];
  /** How many there are beside those in the picture. */
  readonly leftOut: number;
}

export const EVENTS_MAX = 300;
/** With more payments than this they stay with their record: a row for each would tell nothing. */
const PAYMENTS_MAX = 8;

const KINDS = ['root', 'payment', 'related'] as const;

/** Whether an event names a record by its id, as a payment from a fund line names its house. */
const names = ({ data }: RecordedEvent, id: string): boolean => Object.values(data).includes(id);

/** A record's events with everything that the same requests led to elsewhere, and what elsewhere names the record. */
export function lanesOf(log: EventLog, stream: string, isKnown: (event: RecordedEvent) => boolean): Lanes {
  const own = log.ofStream(stream);
  const places = new Set(own);
  const touched = new Set<string>();
  for (const place of own) for (const related of log.relatedTo(log.at(place)!)) {
    places.add(related);
    touched.add(log.at(related)!.stream);
  }
  const id = streamId(stream);
  for (const other of touched) if (other !== stream) for (const place of log.ofStream(other)) if (names(log.at(place)!, id)) places.add(place);
  const events = [...places].sort((a, b) => a - b).map((place) => log.at(place)!).filter(isKnown);
  return pictured(events.slice(-EVENTS_MAX), stream, Math.max(0, events.length - EVENTS_MAX));
}

function pictured(events: readonly RecordedEvent[], stream: string, leftOut: number): Lanes {
  const payments = new Set(events.flatMap((event) => (event.stream === stream ? (paymentOf(event) ?? []) : [])));
  const laneOfEvent = events.map((event) => laneOf(event, stream, payments.size <= PAYMENTS_MAX));
  const lanes = [...new Map(laneOfEvent.map((lane) => [lane.key, lane])).values()].sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
  const row = new Map(lanes.map(({ key }, index) => [key, index]));
  const columns = new Map(events.map(({ id }, index) => [id, index]));
  return {
    lanes,
    events: events.map((event, at) => {
      const cause = event.metadata.causationId === undefined ? undefined : columns.get(event.metadata.causationId);
      return { event, at, lane: row.get(laneOfEvent[at]!.key)!, ...(cause === undefined ? {} : { cause }) };
    }),
    leftOut,
  };
}

const paymentOf = ({ data }: RecordedEvent): string | undefined => (typeof data['payment'] === 'string' ? data['payment'] : undefined);

/** What the chosen record tells of one of its payments has a lane of its own. */
function laneOf(event: RecordedEvent, root: string, withPayments: boolean): Lane {
  const payment = event.stream === root && withPayments ? paymentOf(event) : undefined;
  if (payment !== undefined) return { key: `payment ${payment}`, kind: 'payment', id: payment };
  return { key: event.stream, kind: event.stream === root ? 'root' : 'related', id: streamId(event.stream) };
}
