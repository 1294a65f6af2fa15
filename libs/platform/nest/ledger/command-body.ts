import { actShape, unseenProblems } from '@ledger/fields';
import { decodeShape, encodeShape, InvalidFields, type FieldProblem, type JsonObject, type Shape } from '@ledger/kit';
import type { KnownCommand } from './catalogue';
import type { ActFields } from './order';

const ACT_KEYS = Object.keys(actShape) as (keyof typeof actShape)[];
const { basis: _onlyInDemo, ...actInProduction } = actShape;

/** The act's fields as they may be sent: `basis` belongs to demo data alone. */
export const actFieldsOf = (demo: boolean): Shape => (demo ? actShape : actInProduction);

/** The fields of a command's body: its own and the act's, flat in one object. */
export const bodyShape = (known: KnownCommand, demo: boolean): Shape => ({ ...known.shape, ...actFieldsOf(demo) });

/** Which act fields the command's rule asks for and the act lacks. */
export function missingActFields(known: KnownCommand, has: (field: keyof ActFields) => boolean): FieldProblem[] {
  return known.rule.requires
    .filter((field) => !has(field))
    .map((field) => {
      const { label } = actShape[field];
      return { path: field, code: 'field.required', text: { vi: `Thiếu «${label.vi}».`, en: `“${label.en}” is missing.` } };
    });
}

/** Reads a body; throws `InvalidFields` with everything that is wrong with it. */
export function readBody(known: KnownCommand, shape: Shape, body: unknown): { readonly command: object; readonly act: ActFields } {
  const sent = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const missing = missingActFields(known, (field) => sent[field] !== undefined && sent[field] !== null);
  const values = decodeAll(shape, body, [...missing, ...unseenProblems(shape, body)]);
  return { command: new known.rule.Command(ofKeys(Object.keys(known.shape), values)), act: ofKeys(ACT_KEYS, values) };
}

/** Copied rather than cut apart: an object that a key was deleted from is slow for the rest of its life. */
function ofKeys(keys: readonly string[], values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const picked: Record<string, unknown> = {};
  for (const key of keys) if (values[key] !== undefined) picked[key] = values[key];
  return picked;
}

function decodeAll(shape: Shape, body: unknown, others: readonly FieldProblem[]): Record<string, unknown> {
  try {
    const values = decodeShape(shape, body);
    if (others.length === 0) return values as Record<string, unknown>;
  } catch (error) {
    if (!(error instanceof InvalidFields)) throw error;
    const told = new Set(error.problems.map(({ path }) => path));
    throw new InvalidFields([...error.problems, ...others.filter(({ path }) => !told.has(path))]);
  }
  throw new InvalidFields(others);
}

/** The body as it was sent, whatever way it came: what two commands with one key are compared by. */
export const bodyOf = (known: KnownCommand, command: object, act: ActFields): JsonObject => ({
  ...encodeShape(known.shape, command as Record<string, unknown>),
  ...encodeShape(actShape, act),
});
