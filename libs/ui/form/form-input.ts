import type { Field, JsonObject, Shape } from '@ledger/kit';

/** What stands in a form: text as it was typed, lists and groups of it. It survives a reload as JSON, right or wrong. */
export type Input = string | readonly Input[] | { readonly [key: string]: Input };
export type GroupInput = { readonly [key: string]: Input };

export const isGroup = (input: Input | undefined): input is GroupInput => typeof input === 'object' && !Array.isArray(input);

const mayBeEmpty = (field: Field): boolean => field.schema['minItems'] === 0;

/** A field's JSON as a form shows it. */
export function inputOf(field: Field, json: unknown): Input {
  if (field.shape) return inputsOf(field.shape, (json ?? {}) as JsonObject);
  if (field.item) return ((json ?? []) as readonly unknown[]).map((each) => inputOf(field.item!, each));
  return json === undefined || json === null ? '' : String(json);
}

export const inputsOf = (shape: Shape, json: JsonObject): GroupInput => Object.fromEntries(Object.entries(shape).map(([key, field]) => [key, inputOf(field, json[key])]));

/** What was typed as JSON for the field's `decode`; undefined where nothing was. */
export function jsonOf(field: Field, input: Input | undefined): unknown {
  if (field.shape) {
    const json = isGroup(input) ? bodyOf(field.shape, input) : {};
    return Object.keys(json).length === 0 ? undefined : json;
  }
  if (field.item) {
    const items = (Array.isArray(input) ? input : []).map((each: Input) => jsonOf(field.item!, each)).filter((each) => each !== undefined);
    return items.length === 0 && !(mayBeEmpty(field) && !field.optional) ? undefined : items;
  }
  if (typeof input !== 'string' || input.trim() === '') return undefined;
  return field.read ? field.read(input) : input;
}

/** The body of a command as the form stands. */
export function bodyOf(shape: Shape, inputs: GroupInput): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(shape)) {
    const json = jsonOf(field, inputs[key]);
    if (json !== undefined) body[key] = json;
  }
  return body;
}

/** The same inputs without what is personal: that is kept on no machine. */
export const withoutPersonal = (shape: Shape, inputs: GroupInput): GroupInput =>
  Object.fromEntries(Object.entries(inputs).filter(([key]) => shape[key]?.personal === undefined));
