import { actShape } from '@ledger/fields';
import type { Field, Shape, Words } from '@ledger/kit';
import { fieldAt, WITHIN } from './headings';

/** A column of a template: one field of a command's body. */
export interface TemplateColumn {
  /** What stands in the file's first row. */
  readonly heading: string;
  /** The same without what is added to it, in both languages. */
  readonly label: Words;
  /** The word of its field: `vnd`, `day`, `unit-code`. */
  readonly word: string;
  readonly required: boolean;
  readonly choices?: { readonly [value: string]: Words };
  readonly example?: string;
}

/** Act fields that a file has columns for; papers are named by their hash, which nobody types. */
const ACT_COLUMNS = ['effectiveOn', 'legalBasis', 'reason'] as const;
const UNITS: { readonly [word: string]: string } = { 'vnd': 'đồng', 'day': 'ngày/tháng/năm', 'fiscal-year': 'năm' };
const EXAMPLES: { readonly [word: string]: string } = { 'vnd': '60000000', 'day': '15/03/2025', 'fiscal-year': '2025', 'count': '1', 'yes-no': 'có', 'text': '', 'long-text': 'Theo biên bản họp thôn' };

/** By the field's own name, where its word says too little. */
const EXAMPLES_OF: { readonly [keys: string]: string } = { 'legalBasis.number': '12/QĐ-UBND', 'legalBasis.issuer': 'UBND tỉnh', 'reason': 'Theo biên bản họp thôn' };

/** The columns of a command's template, the command's own first; undefined when its body does not fit into one row, or holds personal data. */
export function templateColumns(shape: Shape, requires: readonly string[]): readonly TemplateColumn[] | undefined {
  const act: Shape = Object.fromEntries(ACT_COLUMNS.map((key) => [key, actShape[key]]));
  const whole: Shape = { ...shape, ...act };
  if (Object.values(shape).some((field) => !fitsOneRow(field))) return undefined;
  return Object.entries(whole).flatMap(([key, field]) => columnsOf(whole, field, [key], [], !field.optional || requires.includes(key)));
}

const fitsOneRow = (field: Field): boolean =>
  field.item === undefined && field.personal === undefined && Object.values(field.shape ?? {}).every(fitsOneRow);

function columnsOf(whole: Shape, field: Field, keys: readonly string[], groups: readonly Words[], required: boolean): readonly TemplateColumn[] {
  if (field.shape) return Object.entries(field.shape).flatMap(([key, inner]) => columnsOf(whole, inner, [...keys, key], [...groups, field.label], required && !inner.optional));
  const label = { vi: [...groups, field.label].map(({ vi }) => vi).join(WITHIN), en: [...groups, field.label].map(({ en }) => en).join(WITHIN) };
  // Two fields may have one label: then the heading is the key, which only one has.
  const isFound = fieldAt(whole, label.vi)?.keys.join('.') === keys.join('.');
  const unit = UNITS[field.word];
  const heading = `${isFound ? label.vi : keys.join('.')}${unit ? ` (${unit})` : ''}${required ? ' *' : ''}`;
  const { choices } = field as Field & { readonly choices?: TemplateColumn['choices'] };
  const example = exampleOf(field, choices, keys.join('.'));
  return [{ heading, label, word: field.word, required, ...(choices ? { choices } : {}), ...(example ? { example } : {}) }];
}

function exampleOf(field: Field, choices: TemplateColumn['choices'], name: string): string | undefined {
  if (choices) return Object.values(choices)[0]?.vi;
  return EXAMPLES_OF[name] ?? EXAMPLES[field.word] ?? (field.schema['examples'] as readonly string[] | undefined)?.[0];
}
