import type { Field, Shape } from './field';
import type { Json } from './json';

/** What stands where personal data may not be shown. */
export const MASK = '•••';

/**
 * Personal data as domain code holds it: it can be passed from a command into an event, and tells nothing.
 * It is plain from the caller until the shell has sealed it for one event, and sealed ever after.
 */
export class Personal {
  readonly #plain: Json | undefined;

  private constructor(
    plain: Json | undefined,
    /** The ciphertext as events store it; undefined while the value is plain. */
    readonly sealed: string | undefined,
  ) {
    this.#plain = plain;
  }

  static plain(json: Json): Personal {
    return new Personal(json, undefined);
  }

  static sealed(text: string): Personal {
    return new Personal(undefined, text);
  }

  /** The plain JSON, for the shell that seals it; undefined once sealed. Domain code never asks. */
  static plainOf(value: Personal): Json | undefined {
    return value.#plain;
  }

  /** Whatever prints it, logs it or writes it as JSON by mistake gets no more than this. */
  toJSON(): string {
    return MASK;
  }

  toString(): string {
    return MASK;
  }
}

/** One personal value among the values of a shape. */
export interface PersonalPlace {
  /** Like `members[2].name`. */
  readonly path: string;
  /** The field's own key, under which the value is readable: `name`. */
  readonly attribute: string;
  /** Whose it is. */
  readonly person: string;
  readonly value: Personal;
}

/** Whether a shape has personal fields, also within its groups and lists. */
export const hasPersonal = (shape: Shape): boolean =>
  Object.values(shape).some((field) => field.personal !== undefined || hasPersonal(shapeWithin(field)));

const shapeWithin = (field: Field): Shape => field.shape ?? field.item?.shape ?? {};

/** The values of a shape with every personal one replaced; what has none is passed on as it is. */
export function replacePersonal(shape: Shape, values: object, replace: (place: PersonalPlace) => unknown, path = ''): Record<string, unknown> {
  const replaced: Record<string, unknown> = { ...values };
  for (const [key, field] of Object.entries(shape)) {
    const value = replaced[key];
    if (value === undefined) continue;
    const at = path ? `${path}.${key}` : key;
    if (field.personal) replaced[key] = replace({ path: at, attribute: key, person: personIn(replaced, field.personal.of, at), value: value as Personal });
    else if (field.shape) replaced[key] = replacePersonal(field.shape, value as object, replace, at);
    else if (field.item?.shape) replaced[key] = replaceInList(field.item.shape, value as readonly object[], replace, at);
  }
  return replaced;
}

const replaceInList = (shape: Shape, values: readonly object[], replace: (place: PersonalPlace) => unknown, path: string) =>
  hasPersonal(shape) ? values.map((each, index) => replacePersonal(shape, each, replace, `${path}[${index}]`)) : values;

function personIn(values: Readonly<Record<string, unknown>>, of: string, path: string): string {
  const person = values[of];
  if (typeof person !== 'string') throw new Error(`${path} is personal, but ${of} names no person`);
  return person;
}

/** A body without its personal values, whatever else is in it or missing: for what must say nothing about them. */
export function omitPersonal(shape: Shape, body: unknown): unknown {
  if (Array.isArray(body)) return body.map((each) => omitPersonal(shape, each));
  if (typeof body !== 'object' || body === null) return body;
  const entries = Object.entries(body).filter(([key]) => !shape[key]?.personal);
  return Object.fromEntries(entries.map(([key, value]) => [key, shape[key] ? omitPersonal(shapeWithin(shape[key]), value) : value]));
}

/** What is wrong with the personal fields of a shape; undefined when each names a field that always holds the person's id. */
export function personalFault(shape: Shape): string | undefined {
  for (const [key, field] of Object.entries(shape)) {
    const owner = field.personal && shape[field.personal.of];
    if (field.personal && (!owner || owner.optional)) return `${key} is personal data of “${field.personal.of}”, which is no required field beside it`;
    if (field.item?.personal) return `${key} is a list of bare personal values: make it a list of groups that name the person`;
    const within = personalFault(shapeWithin(field));
    if (within) return `${key}: ${within}`;
  }
  return undefined;
}

const STAND_IN = `1.${'A'.repeat(64)}`;

/** For specs, where nothing is encrypted: every plain value as if it had been sealed. */
export const asIfSealed = (shape: Shape, data: unknown): object =>
  replacePersonal(shape, data as object, ({ value }) => (value.sealed === undefined ? Personal.sealed(STAND_IN) : value));
