import type { Act, FoldedMeta } from './act';
import type { CommandClass } from './command';
import type { DataOf, Events, Fact, FactOf } from './events';
import type { Shape } from './field';

/** What a role must cover to issue the command: a unit, a program, or nothing in particular. */
export interface Scope {
  readonly unit?: string;
  readonly program?: string;
}

/** What a decision may use beside its command and its stream's state. */
export interface Given<F> {
  readonly act: Act;
  readonly facts: F;
}

export interface CommandRule<State = any, Ev = any> {
  readonly Command: CommandClass<any, any>;
  /** Roles any of which may issue it; `process` alone means that only a process of the ledger does. */
  readonly roles: readonly string[];
  /** The stream's own id. */
  id(command: any): string;
  /** The unit and program that the role must cover. */
  scope(command: any, state: State): Scope;
  /** Which of the decider's facts it needs; the shell reads them by name. */
  readonly needs: readonly string[];
  /** Act fields that must be present: `legalBasis`, `reason`, `evidence`. */
  readonly requires: readonly ('legalBasis' | 'reason' | 'evidence')[];
  decide(command: any, state: State, given: Given<any>): readonly Ev[];
}

export interface RuleOptions<C, State, F, Ev> {
  readonly roles: readonly string[];
  readonly id: (command: C) => string;
  readonly scope?: (command: C, state: State) => Scope;
  readonly needs?: readonly (keyof F & string)[];
  readonly requires?: readonly ('legalBasis' | 'reason' | 'evidence')[];
  readonly decide: (command: C, state: State, given: Given<F>) => readonly Ev[];
}

/**
 * Decides for one kind of stream, `<register>.<kind>-<id>`: pure, no clock, no randomness, no I/O.
 * `State` is folded from the stream's own events; facts come from elsewhere and are never hard limits.
 */
export interface Decider<State = any, E extends Events = any> {
  readonly register: string;
  readonly kind: string;
  readonly events: E;
  readonly initial: State;
  readonly evolve: { readonly [type: string]: (state: State, data: any, meta: FoldedMeta) => State };
  readonly rules: readonly CommandRule<State, FactOf<E>>[];
}

/** Binds a command class to what may be decided about it; inferred from the class. */
export type On<State, F, Ev> = <S extends Shape, C>(
  Command: CommandClass<S, C>,
  options: RuleOptions<C, State, F, Ev>,
) => CommandRule<State, Ev>;

/**
 * `defineDecider<State, Facts>()({...})`: curried so that State and Facts are named and the events inferred.
 * A missing `evolve` key for one of the listed events is a compile error.
 */
export const defineDecider =
  <State, F = Record<never, never>>() =>
  <E extends Events, T extends keyof DataOf<E> & string = keyof DataOf<E> & string>(definition: {
    readonly kind: string;
    readonly events: E;
    /** The event types of this kind of stream; default all of `events`. */
    readonly types?: readonly T[];
    readonly initial: State;
    readonly evolve: { readonly [K in NoInfer<T>]: (state: State, data: DataOf<E>[K], meta: FoldedMeta) => State };
    readonly rules: (on: On<State, F, Fact<T, any>>) => readonly CommandRule<State, any>[];
  }): Decider<State, E> => {
    const on: On<State, F, Fact<T, any>> = (Command, options) => ({
      Command,
      roles: options.roles,
      id: options.id,
      scope: options.scope ?? (() => ({})),
      needs: options.needs ?? [],
      requires: options.requires ?? [],
      decide: options.decide,
    });
    return {
      register: definition.events.$catalogue.register,
      kind: definition.kind,
      events: definition.events,
      initial: definition.initial,
      evolve: definition.evolve as Decider<State, E>['evolve'],
      rules: definition.rules(on),
    };
  };

export const streamName = (decider: { readonly register: string; readonly kind: string }, id: string): string =>
  `${decider.register}.${decider.kind}-${id}`;

/** The id in a stream name: what follows the first `-`. */
export const streamId = (stream: string): string => stream.slice(stream.indexOf('-') + 1);

export const fold = <State>(decider: Decider<State>, state: State, event: Fact, meta: FoldedMeta): State => {
  const evolve = decider.evolve[event.type];
  return evolve ? evolve(state, event.data, meta) : state;
};
