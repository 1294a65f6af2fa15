import type { Field, Shape } from '@ledger/kit';

/** A field within a body: the keys that lead to it. */
export interface FieldPath {
  readonly keys: readonly string[];
  readonly field: Field;
}

/** What a template adds to a label and a person may leave or take away: `Số tiền (đồng) *`. */
const ADDED = /\s*(\([^()]*\))?\s*\*?\s*$/;
/** Between the labels of a group and of a field in it. */
export const WITHIN = ' · ';

/** The field that a heading names: keys (`legalBasis.number`), labels in either language (`Căn cứ pháp lý · Ngày ban hành`), with or without what a template adds. */
export function fieldAt(shape: Shape, heading: string): FieldPath | undefined {
  const written = heading.normalize('NFC').trim();
  return pathOf(shape, written) ?? pathOf(shape, written.replace(ADDED, ''));
}

function pathOf(shape: Shape, heading: string): FieldPath | undefined {
  const whole = keyOf(shape, heading);
  if (whole !== undefined) return { keys: [whole], field: shape[whole]! };
  for (const sign of ['.', WITHIN]) {
    const [first, ...rest] = heading.split(sign);
    const key = rest.length > 0 ? keyOf(shape, first!) : undefined;
    const group = key === undefined ? undefined : shape[key]!.shape;
    const inner = group && pathOf(group, rest.join(sign));
    if (inner) return { keys: [key!, ...inner.keys], field: inner.field };
  }
  return undefined;
}

const keyOf = (shape: Shape, heading: string): string | undefined =>
  Object.prototype.hasOwnProperty.call(shape, heading) ? heading : Object.keys(shape).find((name) => Object.values(shape[name]!.label).includes(heading));
