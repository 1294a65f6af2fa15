import type { Act } from './act';
import type { Decider } from './decider';
import type { Events } from './events';
import type { Process } from './process';
import type { Handlers, Projection } from './projection';
import type { Report } from './report';
import type { RiskSignal } from './risk-signal';
import type { Source } from './source';
import type { Words } from './words';

/** Reads one named fact for a command: which rows of the register's own projections a decision needs. */
export type FactReader = (command: any, act: Act) => Source;

/** One book (sổ theo dõi): everything that the shell, the reports and the apps need to know of it. */
export interface Register {
  readonly name: string;
  readonly label: Words;
  readonly events: readonly Events[];
  readonly deciders: readonly Decider[];
  readonly projections: readonly Projection[];
  readonly processes: readonly Process[];
  readonly reports: readonly Report[];
  /** What an inspector may want to look at in its events. */
  readonly signals: readonly RiskSignal[];
  /** By the names that the deciders' rules list under `needs`. */
  readonly facts: { readonly [name: string]: FactReader };
  /** Roles any of which may read its lists; default: whoever is signed in. */
  readonly readers?: readonly string[];
  /** The events that forget a person: each gives the id of the person whose key is destroyed. */
  readonly forgets: Handlers<string>;
  /** By refusal code; `{name}` stands for a detail of that name. */
  readonly messages: { readonly [code: string]: Words };
}

export const defineRegister = (
  definition: Pick<Register, 'name' | 'label' | 'deciders'> & Partial<Register>,
): Register => ({
  events: [...new Set(definition.deciders.map((decider) => decider.events as Events))],
  projections: [],
  processes: [],
  reports: [],
  signals: [],
  facts: {},
  forgets: {},
  messages: {},
  ...definition,
});
