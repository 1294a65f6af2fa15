import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Decider } from '@ledger/kit';
import type { EventLog } from './event-log';
import { indexAt, orderOf, timeOf, type Axis, type EventFilter, type EventOrder } from './event-order';
import { differencesOf, type Difference } from './state-values';
import { StreamFolder, type Folded } from './stream-folder';

const nothing: EventOrder = { axis: 'recorded', places: new Int32Array(), times: new Float64Array(), ranks: new Int32Array() };

export interface Replay {
  readonly order: EventOrder;
  /** −1: there is no event to look at. */
  readonly index: number;
  /** Whether somebody has gone anywhere yet. */
  readonly moved: boolean;
  readonly go: (index: number) => void;
}

interface ReplayOptions {
  readonly log: EventLog;
  /** Changes whenever the log has grown. */
  readonly version: number;
  readonly axis: Axis;
  readonly filter: EventFilter;
  /** Position of the event to begin at; default: the last. */
  readonly start: string | undefined;
}

/**
 * The events looked at, and which of them is the current one. Ordering is done between two pictures, never while one is drawn;
 * the current event stays the same when the order around it changes.
 */
export function useReplay({ log, version, axis, filter, start }: ReplayOptions): Replay {
  const [order, setOrder] = useState(nothing);
  const [current, setCurrent] = useState<number>();
  const wanted = JSON.stringify(filter);
  useEffect(() => {
    const timer = window.setTimeout(() => setOrder(orderOf(log, axis, JSON.parse(wanted) as EventFilter)));
    return () => window.clearTimeout(timer);
  }, [log, version, axis, wanted]);
  const place = current ?? (start === undefined ? undefined : log.placeOf(start));
  const index = indexOf(log, order, place);
  const go = useCallback((next: number) => setCurrent(order.places[Math.max(0, Math.min(order.places.length - 1, next))]), [order]);
  return { order, index, moved: current !== undefined, go };
}

/** Where the current event stands; where it was left out, the last one before it. */
function indexOf(log: EventLog, order: EventOrder, place: number | undefined): number {
  if (order.places.length === 0) return -1;
  if (place === undefined) return order.places.length - 1;
  const rank = order.ranks[place] ?? -1;
  const event = log.at(place);
  return rank >= 0 || !event ? Math.max(rank, 0) : indexAt(order, timeOf(event, order.axis));
}

/** The object of the current event, before it and after it. */
export interface Step {
  readonly before: Folded;
  readonly after: Folded;
  readonly differences: readonly Difference[];
}

/** Folds the current event's stream up to it: in the order of recording, or with what had taken effect by its day. */
export function useStep(log: EventLog, deciders: readonly Decider[], { order, index }: Replay): Step | undefined {
  const folder = useMemo(() => new StreamFolder(log, deciders), [log, deciders]);
  return useMemo(() => stepAt(log, folder, order, index), [log, folder, order, index]);
}

function stepAt(log: EventLog, folder: StreamFolder, order: EventOrder, index: number): Step | undefined {
  const place = order.places[index];
  const event = place === undefined ? undefined : log.at(place);
  if (place === undefined || !event) return undefined;
  const [before, after] = order.axis === 'recorded' ? recorded(folder, event.stream, Number(event.revision)) : effective(log, folder, event.stream, place);
  return { before, after, differences: differencesOf(before.state, after.state) };
}

const recorded = (folder: StreamFolder, stream: string, revision: number): readonly [Folded, Folded] => [folder.after(stream, revision), folder.after(stream, revision + 1)];

/** By effective date the filter does not count: an object is what all of its events make it. */
function effective(log: EventLog, folder: StreamFolder, stream: string, place: number): readonly [Folded, Folded] {
  const day = log.at(place)!.metadata.effectiveOn;
  const hadEffect = (other: number): boolean => {
    const on = log.at(other)!.metadata.effectiveOn;
    return on < day || (on === day && other < place);
  };
  return [folder.among(stream, hadEffect), folder.among(stream, (other) => other === place || hadEffect(other))];
}
