export type Labels = { readonly [name: string]: string };

export interface Sample {
  readonly labels: Labels;
  readonly value: number;
}

/** One metric with everything it has to say now; no samples: nothing is known of it. */
export interface Metric {
  /** By Prometheus' conventions: base units, counters end in `_total`. */
  readonly name: string;
  readonly help: string;
  readonly kind: 'gauge' | 'counter';
  readonly samples: readonly Sample[];
}

type Value = number | bigint | boolean | undefined;

/** A metric without labels; undefined when it is not known now. */
export const gauge = (name: string, help: string, value: Value): Metric => ({ name, help, kind: 'gauge', samples: samplesOf({}, value) });
export const counter = (name: string, help: string, value: Value): Metric => ({ name, help, kind: 'counter', samples: samplesOf({}, value) });

/** A metric with one sample for each of some things, by name. */
export const gaugeOfEach = (name: string, help: string, label: string, values: Iterable<readonly [string, Value]>): Metric => ({ name, help, kind: 'gauge', samples: eachOf(label, values) });
export const counterOfEach = (name: string, help: string, label: string, values: Iterable<readonly [string, Value]>): Metric => ({ name, help, kind: 'counter', samples: eachOf(label, values) });

/** A state as one gauge for each state there is: 1 for the one it is in. */
export const stateGauge = (name: string, help: string, states: readonly string[], now: string): Metric => gaugeOfEach(name, help, 'state', states.map((state) => [state, state === now]));

const eachOf = (label: string, values: Iterable<readonly [string, Value]>): Sample[] => [...values].flatMap(([name, value]) => samplesOf({ [label]: name }, value));

const samplesOf = (labels: Labels, value: Value): Sample[] => (value === undefined ? [] : [{ labels, value: Number(value) }]);
