import { dataOf, fold, metaOf, type Decider, type EventMeta } from '@ledger/kit';
import type { RecordedEvent } from '../api/catalogue';
import { recordedOf } from '../api/recorded';
import type { EventLog, Places } from './event-log';

/** A state is kept after so many events of a stream: going anywhere folds at most as many. */
const SNAPSHOT_EVERY = 32;

/** An object as it was: folded from the stream's own events, or why it cannot be. */
export interface Folded {
  readonly stream: string;
  readonly decider: Decider | undefined;
  readonly state: unknown;
  /** How many events made it. */
  readonly events: number;
  readonly error?: unknown;
}

interface Known {
  readonly decider: Decider;
  /** `snapshots[n]` is the state after `n × SNAPSHOT_EVERY` events in the order of recording. */
  readonly snapshots: unknown[];
}

/** The decider whose streams begin like this one's name. */
const deciderOf = (deciders: readonly Decider[], stream: string): Decider | undefined => deciders.find(({ register, kind }) => stream.startsWith(`${register}.${kind}-`));

/** Folds streams of a log with the registers' own deciders, as the server does before it decides. */
export class StreamFolder {
  private readonly known = new Map<string, Known>();

  constructor(
    private readonly log: EventLog,
    private readonly deciders: readonly Decider[],
  ) {}

  /** The state after the first `count` events of a stream, in the order of recording. */
  after(stream: string, count: number): Folded {
    return this.folded(stream, count, (known, places) => this.stateAfter(known, places, count));
  }

  /**
   * The state that those of a stream's events make that are among the given, folded in the order of recording. What is asked for
   * by effective date is such a choice: an event that was recorded early may take effect late.
   */
  among(stream: string, isAmong: (place: number) => boolean): Folded {
    const places = this.log.ofStream(stream);
    const missing = places.findIndex((place) => !isAmong(place));
    if (missing < 0) return this.after(stream, places.length);
    const further = places.slice(missing).filter(isAmong);
    return this.folded(stream, missing + further.length, (known) => this.advanced(known.decider, this.stateAfter(known, places, missing), further));
  }

  private folded(stream: string, events: number, make: (known: Known, places: Places) => unknown): Folded {
    const known = this.knownOf(stream);
    if (!known) return { stream, decider: undefined, state: undefined, events };
    const { decider } = known;
    try {
      return { stream, decider, state: make(known, this.log.ofStream(stream)), events };
    } catch (error) {
      return { stream, decider, state: undefined, events, error };
    }
  }

  private knownOf(stream: string): Known | undefined {
    const before = this.known.get(stream);
    if (before) return before;
    const decider = deciderOf(this.deciders, stream);
    if (!decider) return undefined;
    const known = { decider, snapshots: [decider.initial as unknown] };
    this.known.set(stream, known);
    return known;
  }

  private stateAfter({ decider, snapshots }: Known, places: Places, count: number): unknown {
    const wanted = Math.floor(count / SNAPSHOT_EVERY);
    while (snapshots.length <= wanted) {
      const from = (snapshots.length - 1) * SNAPSHOT_EVERY;
      snapshots.push(this.advanced(decider, snapshots.at(-1), places.slice(from, from + SNAPSHOT_EVERY)));
    }
    return this.advanced(decider, snapshots[wanted], places.slice(wanted * SNAPSHOT_EVERY, count));
  }

  private advanced(decider: Decider, state: unknown, places: Places): unknown {
    return places.reduce((current, place) => {
      const { fact, meta } = decoded(decider, this.log.at(place)!);
      return fold(decider, current, fact, meta);
    }, state);
  }
}

/** An event in domain values; throws when it does not fit its shape. */
export function decoded(decider: Decider, event: RecordedEvent): { readonly fact: { readonly type: string; readonly data: unknown }; readonly meta: EventMeta } {
  const definition = decider.events.$catalogue.definitions[event.type];
  if (!definition) throw new Error(`${event.type} is no event of ${decider.register}`);
  const recorded = recordedOf(event);
  return { fact: { type: event.type, data: dataOf(recorded, definition) }, meta: metaOf(recorded) };
}
