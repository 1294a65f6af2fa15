import type { Json, JsonObject } from './json';
import type { Words } from './words';

/** What is wrong with one field of a body: `path` like `parts[2].amount`, `code` like `field.required`. */
export interface FieldProblem {
  readonly path: string;
  readonly code: string;
  readonly text: Words;
}

/** Thrown by `decode` with everything that is wrong (the first 1,000 of it), not only the first. */
export class InvalidFields extends Error {
  constructor(readonly problems: readonly FieldProblem[]) {
    super(problems.map((p) => `${p.path}: ${p.text.en}`).join('; '));
    this.name = 'InvalidFields';
  }
}

/** So many problems of one body are told at most. */
const PROBLEMS_MAX = 1_000;

/** Adds what else is wrong, one by one: a hostile body has more problems than a call has room for arguments. */
export function addProblems(problems: FieldProblem[], more: readonly FieldProblem[]): void {
  for (const problem of more) {
    if (problems.length >= PROBLEMS_MAX) return;
    problems.push(problem);
  }
}

/** How a column stores a field: `integer` is a 64-bit integer (a bigint in code), `text` compares by bytes. */
export type Storage = 'text' | 'integer' | 'boolean' | 'json';

/**
 * A word of the domain: how it is read from JSON, written to JSON, described, labelled and shown.
 * `decode ∘ encode` is the identity for every value.
 */
export interface Field<T = unknown> {
  /** The word's name, for forms and documentation: `vnd`, `unit-code`. */
  readonly word: string;
  readonly label: Words;
  readonly optional: boolean;
  readonly storage: Storage;
  /** JSON Schema 2020-12 of the encoded form. */
  readonly schema: JsonObject;
  /** The fields of a group. */
  readonly shape?: Shape;
  /** What a list is of. */
  readonly item?: Field<any>;
  /** Personal data: the field beside it that names the person, and the word itself. */
  readonly personal?: { readonly of: string; readonly field: Field<any> };
  /** JSON → value; throws `InvalidFields` whose paths begin with `path`. */
  decode(json: unknown, path: string): T;
  /** Value → JSON as it is stored. */
  encode(value: T): Json;
  /** What a person types or a spreadsheet holds → JSON for `decode`; default: the text itself. */
  read?(typed: string): unknown;
  /** The value as a person reads it; default: its JSON as text. */
  show?(value: T, language: keyof Words): string;
}

export type Shape = { readonly [key: string]: Field<any> };
export type ValueOf<F> = F extends Field<infer T> ? T : never;

type OptionalKeys<S extends Shape> = { [K in keyof S]: undefined extends ValueOf<S[K]> ? K : never }[keyof S];
type Simplify<T> = { readonly [K in keyof T]: T[K] };

/** The values a shape describes; fields that may be absent are optional keys. */
export type Values<S extends Shape> = Simplify<
  { [K in Exclude<keyof S, OptionalKeys<S>>]: ValueOf<S[K]> } & { [K in OptionalKeys<S>]?: ValueOf<S[K]> }
>;

export const fieldProblem = (path: string, code: string, vi: string, en: string): InvalidFields =>
  new InvalidFields([{ path, code, text: { vi, en } }]);

const isObject = (json: unknown): json is Record<string, unknown> =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

/**
 * Decodes an object by its shape, collecting every problem. Unknown keys are refused (`field.unknown`),
 * except under `unknown: 'ignore'`, which is for events read back by older code.
 */
export function decodeShape<S extends Shape>(
  shape: S,
  json: unknown,
  path = '',
  unknown: 'refuse' | 'ignore' = 'refuse',
): Values<S> {
  if (!isObject(json)) throw fieldProblem(path || 'body', 'field.not-an-object', 'Phải là một đối tượng JSON.', 'Must be a JSON object.');
  const problems: FieldProblem[] = [];
  const values: Record<string, unknown> = {};
  const at = (key: string) => (path ? `${path}.${key}` : key);
  for (const key in shape) {
    try {
      const value = decodeField(shape[key]!, json[key], at(key));
      if (value !== undefined) values[key] = value;
    } catch (error) {
      if (!(error instanceof InvalidFields)) throw error;
      addProblems(problems, error.problems);
    }
  }
  if (unknown === 'refuse') {
    for (const key of Object.keys(json)) {
      if (problems.length >= PROBLEMS_MAX) break;
      if (!Object.prototype.hasOwnProperty.call(shape, key)) {
        problems.push({ path: at(key), code: 'field.unknown', text: { vi: 'Không có trường này.', en: 'There is no such field.' } });
      }
    }
  }
  if (problems.length > 0) throw new InvalidFields(problems);
  return values as Values<S>;
}

function decodeField(field: Field, json: unknown, path: string): unknown {
  if (json === undefined || json === null) {
    if (field.optional) return undefined;
    throw fieldProblem(path, 'field.required', `Thiếu «${field.label.vi}».`, `“${field.label.en}” is missing.`);
  }
  return field.decode(json, path);
}

/** Encodes values by their shape; absent values leave no key. */
export function encodeShape<S extends Shape>(shape: S, values: Values<S>): JsonObject {
  const json: Record<string, Json> = {};
  for (const key in shape) {
    const value = (values as Record<string, unknown>)[key];
    if (value !== undefined) json[key] = shape[key]!.encode(value);
  }
  return json;
}

/** JSON Schema of a shape. */
export function schemaOf(shape: Shape): JsonObject {
  const required = Object.keys(shape).filter((key) => !shape[key]!.optional);
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      Object.entries(shape).map(([key, field]) => [
        key,
        { ...field.schema, title: field.label.vi, description: field.label.en, 'x-word': field.word },
      ]),
    ),
    ...(required.length > 0 ? { required } : {}),
  };
}
