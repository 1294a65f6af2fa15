import { decodeShape, encodeShape, type Shape, type Values } from './field';
import type { Json, JsonObject } from './json';

/** Turns the stored data of one schema version into the next one's. Total: it never throws on published data. */
export type Upcast = (data: JsonObject) => JsonObject;

export interface EventDefinition<S extends Shape = Shape> {
  readonly shape: S;
  /** Schema version of the shape; 1 unless `revised`. */
  readonly version: number;
  /** `upcasts[n]` leads from version n to n + 1. */
  readonly upcasts: { readonly [version: number]: Upcast };
}

/** An event whose shape has changed since it was first published. */
export const revised = <S extends Shape>(
  shape: S,
  version: number,
  upcasts: { readonly [version: number]: Upcast },
): EventDefinition<S> => ({ shape, version, upcasts });

type Definition = Shape | EventDefinition;
type ShapeIn<D> = D extends EventDefinition<infer S> ? S : D extends Shape ? D : never;

/** An event before it is recorded: its type and its data in domain values. */
export interface Fact<T extends string = string, D = unknown> {
  readonly type: T;
  readonly data: D;
}

type FactMaker<T extends string, S extends Shape> = (data: Values<S>) => Fact<T, Values<S>>;

/** Built by `defineEvents`: one maker per event type, and the catalogue they come from. `Events` alone: of any register. */
export type Events<D extends { readonly [type: string]: Definition } = any> = (0 extends 1 & D
  ? unknown
  : { readonly [T in keyof D & string]: FactMaker<T, ShapeIn<D[T]>> }) & { readonly $catalogue: EventCatalogue };

export interface EventCatalogue {
  readonly register: string;
  readonly definitions: { readonly [type: string]: EventDefinition };
}

/** The data of each event type: `{ HouseProposed: {...}, … }`. */
export type DataOf<E> = {
  [T in Exclude<keyof E, '$catalogue'> & string]: E[T] extends (data: infer D) => unknown ? D : never;
};

/** The union of a register's facts. */
export type FactOf<E> = { [T in keyof DataOf<E>]: Fact<T & string, DataOf<E>[T]> }[keyof DataOf<E>];

const isDefinition = (definition: Definition): definition is EventDefinition =>
  typeof (definition as EventDefinition).version === 'number';

/**
 * Declares a register's events; these shapes are the stored format.
 * The maker keeps only the fields of its shape, so a command can be passed whole.
 */
export function defineEvents<const D extends { readonly [type: string]: Definition }>(register: string, definitions: D): Events<D> {
  const catalogue: { [type: string]: EventDefinition } = {};
  const makers: { [type: string]: unknown } = {};
  for (const [type, definition] of Object.entries(definitions)) {
    const known = isDefinition(definition) ? definition : { shape: definition, version: 1, upcasts: {} };
    catalogue[type] = known;
    makers[type] = (data: Record<string, unknown>) => ({ type, data: pick(known.shape, data) });
  }
  return { ...makers, $catalogue: { register, definitions: catalogue } } as unknown as Events<D>;
}

function pick(shape: Shape, data: Record<string, unknown>): Record<string, unknown> {
  const picked: Record<string, unknown> = {};
  for (const key in shape) if (data[key] !== undefined) picked[key] = data[key];
  return picked;
}

/** Stored data of any published version → domain values; throws `InvalidFields` when it does not fit its shape. */
export function decodeEvent(definition: EventDefinition, data: JsonObject, version: number): unknown {
  let current: JsonObject = data;
  for (let v = version; v < definition.version; v += 1) {
    const upcast = definition.upcasts[v];
    if (!upcast) throw new Error(`no upcast from schema version ${v}`);
    current = upcast(current);
  }
  return decodeShape(definition.shape, current, '', 'ignore');
}

/** Domain values → stored data. What comes out decodes again: checked here, just before it is recorded. */
export function encodeEvent(definition: EventDefinition, data: unknown): { readonly [key: string]: Json } {
  const json = encodeShape(definition.shape, data as Values<Shape>);
  decodeShape(definition.shape, json);
  return json;
}
