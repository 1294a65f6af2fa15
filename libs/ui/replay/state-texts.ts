import type { DataOf, Decider, Events, Field, Words } from '@ledger/kit';

/** What a field of a state is called; a word of the domain also says how its values are shown. */
export type StateWords = { readonly [key: string]: Words | Field };

type Simple = string | number | bigint | boolean | null | undefined;

/** Names of fields at any depth; keys of maps and records are ids and have no name. */
type FieldsIn<T> = T extends Simple ? never
  : T extends ReadonlyMap<unknown, infer V> ? FieldsIn<V>
  : T extends ReadonlySet<unknown> ? never
  : T extends readonly (infer I)[] ? FieldsIn<I>
  : T extends { readonly newest: infer N } ? FieldsIn<N>
  : string extends keyof T ? FieldsIn<T[keyof T]>
  : { [K in keyof T & string]-?: K | FieldsIn<T[K]> }[keyof T & string];

type FieldsOfEvents<E extends Events> = { [T in keyof DataOf<E>]: keyof DataOf<E>[T] }[keyof DataOf<E>];

/** Every field of a decider's state that its events have no word for needs one: a missing one is a type error. */
export type StateTexts<D> = D extends Decider<infer S, infer E extends Events> ? { readonly [K in Exclude<FieldsIn<S>, FieldsOfEvents<E>>]: Words | Field } : never;
