import { ledgerDay } from '@ledger/kit';
import type { RecordedEvent } from '../api/catalogue';
import type { EventLog } from './event-log';

/** By when it was recorded, or by the day from which it counts. */
export type Axis = 'recorded' | 'effective';

/** Which events are looked at; what is not given does not matter. */
export interface EventFilter {
  readonly register?: string;
  /** The unit that acted, or that the event's data names. */
  readonly unit?: string;
  readonly actor?: string;
  readonly type?: string;
  readonly stream?: string;
  /** Last day, effective. */
  readonly until?: string;
  /** Last position, or instant with its zone, of recording. */
  readonly knownAt?: string;
}

/** The events looked at, in order. */
export interface EventOrder {
  readonly axis: Axis;
  /** Places in the log. */
  readonly places: Int32Array;
  /** When each of them was: milliseconds since 1970, UTC. */
  readonly times: Float64Array;
  /** On the effective axis, where in the order each place of the log stands; −1: not looked at. */
  readonly ranks: Int32Array;
}

const DAY_MS = 86_400_000;
/** Of a day and a place one number is made, so that numbers alone are sorted. */
const PLACES_MAX = 2 ** 26;

const dayNumber = (day: string): number => Math.floor(Date.parse(day) / DAY_MS);

/** Whether an event's data names a unit: in a field of its own, or as the holder of a fund line. */
const names = ({ data, metadata }: RecordedEvent, unit: string): boolean =>
  metadata.actor.unit === unit || Object.values(data).some((value) => value === unit || (typeof value === 'string' && value.endsWith(`:${unit}`)));

const POSITION = /^\d+$/;
const isKnownBy = ({ position, metadata }: RecordedEvent, knownAt: string): boolean => (POSITION.test(knownAt) ? BigInt(position) <= BigInt(knownAt) : Date.parse(metadata.recordedAt) <= Date.parse(knownAt));

/** Whether a filter wants an event. */
export const isLookedAt = (event: RecordedEvent, { register, unit, actor, type, stream, until, knownAt }: EventFilter): boolean =>
  (register === undefined || event.stream.startsWith(`${register}.`)) &&
  (stream === undefined || event.stream === stream) &&
  (type === undefined || event.type === type) &&
  (actor === undefined || event.metadata.actor.user === actor) &&
  (knownAt === undefined || isKnownBy(event, knownAt)) &&
  (until === undefined || event.metadata.effectiveOn <= until) &&
  (unit === undefined || names(event, unit));

/** Orders the events that the filter wants on an axis; those of one day in the order of recording. */
export function orderOf(log: EventLog, axis: Axis, filter: EventFilter): EventOrder {
  const wanted = log.events.flatMap((event, place) => (isLookedAt(event, filter) ? [place] : []));
  const places = axis === 'recorded' ? Int32Array.from(wanted) : byEffectiveDay(log, wanted);
  const times = Float64Array.from(places, (place) => timeOf(log.at(place)!, axis));
  const ranks = new Int32Array(log.size).fill(-1);
  places.forEach((place, index) => (ranks[place] = index));
  return { axis, places, times, ranks };
}

function byEffectiveDay(log: EventLog, wanted: readonly number[]): Int32Array {
  const keys = Float64Array.from(wanted, (place) => dayNumber(log.at(place)!.metadata.effectiveOn) * PLACES_MAX + place).sort();
  return Int32Array.from(keys, (key) => key - Math.floor(key / PLACES_MAX) * PLACES_MAX);
}

export const timeOf = ({ metadata }: RecordedEvent, axis: Axis): number => Date.parse(axis === 'recorded' ? metadata.recordedAt : metadata.effectiveOn);

/** The day an event stands at on an axis. */
export const dayOn = ({ metadata }: RecordedEvent, axis: Axis): string => (axis === 'recorded' ? ledgerDay(metadata.recordedAt) : metadata.effectiveOn);

/** The last event not after a time; the first when all are after it. */
export function indexAt({ times }: EventOrder, time: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! <= time) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/** How many events fall into each of `bins` equal parts of the time between the first and the last. */
export function densityOf({ times }: EventOrder, bins: number): Int32Array {
  const counts = new Int32Array(bins);
  const [from, to] = [times[0] ?? 0, times.at(-1) ?? 0];
  for (const time of times) counts[binAt(time, from, to, bins)]! += 1;
  return counts;
}

const binAt = (time: number, from: number, to: number, bins: number): number => (to <= from ? 0 : Math.min(bins - 1, Math.floor(((time - from) / (to - from)) * bins)));
