import type { EventMeta } from './act';
import type { Citation } from './citation';
import type { Shape, Values } from './field';
import type { Handlers } from './projection';
import type { Words } from './words';

/** What was seen once: the events that make it up, oldest first, and the values that its sentence names. Never a verdict. */
export interface Sighting<V = any> {
  /** The same for the same sighting in every run over the same ledger; unique within its signal. */
  readonly key: string;
  readonly events: readonly EventMeta[];
  readonly values: V;
}

/** A signal at work: it is shown every event in the order of recording, and says at any moment what it has seen so far. */
export interface Watch<V = any> {
  /** Shown the data of the events it names. */
  readonly on: Handlers<void>;
  /** Shown every event of any register, without its data. */
  readonly every?: (meta: EventMeta) => void;
  sightings(): readonly Sighting<V>[];
}

/**
 * Dấu hiệu rủi ro: something in the events that an inspector may want to look at. What it sees follows from the events and its
 * parameters alone, so it is the same on the server, in the CLI and in a browser with a bundle.
 */
export interface RiskSignal<P extends Shape = any, V extends Shape = any> {
  /** `<register>.<what>`: `funds.split-below-threshold`. */
  readonly name: string;
  readonly title: Words;
  /** What it looks for, in a sentence; and what it does not tell. */
  readonly asks: Words;
  /** The rule of law that it rests on; absent: no law sets its threshold. */
  readonly law?: Citation;
  /** Each one bounded by its field. */
  readonly parameters: P;
  /** What the parameters are unless somebody says otherwise. */
  readonly standard: Values<P>;
  /** The values of what was seen, and the sentence with them in their places: `{amount}`. */
  readonly values: V;
  readonly seen: Words;
  watch(parameters: Values<P>): Watch<Values<V>>;
}

export const defineSignal = <const P extends Shape, const V extends Shape>(signal: RiskSignal<P, V>): RiskSignal<P, V> => signal;
