import { addProblems, decodeShape, encodeShape, fieldProblem, InvalidFields, schemaOf, type Field, type FieldProblem, type LegalBasis, type Shape, type Values, type Words } from '@ledger/kit';
import { day } from './dates';
import { text } from './text';

/** The same word, but it may be left out. */
export const optional = <T>(field: Field<T>): Field<T | undefined> => ({ ...field, optional: true }) as Field<T | undefined>;

/** The same word under another label. */
export const labelled = <F extends Field>(field: F, label: Words): F => ({ ...field, label });

/** A group of fields. */
export const struct = <const S extends Shape>(word: string, label: Words, shape: S): Field<Values<S>> => ({
  word,
  label,
  optional: false,
  storage: 'json',
  schema: schemaOf(shape),
  shape,
  decode: (json, path) => decodeShape(shape, json, path),
  encode: (value) => encodeShape(shape, value),
});

/** Several of the same word, between `min` and `max` of them. */
export const many = <T>(item: Field<T>, { label, min = 1, max = 1_000 }: { label: Words; min?: number; max?: number }): Field<readonly T[]> => ({
  word: 'list',
  label,
  item,
  optional: false,
  storage: 'json',
  schema: { type: 'array', items: item.schema, minItems: min, maxItems: max },
  decode: (json, path) => {
    if (!Array.isArray(json)) throw fieldProblem(path, 'field.not-a-list', 'Phải là một danh sách.', 'Must be a list.');
    if (json.length < min || json.length > max) {
      throw fieldProblem(path, 'field.list-length', `Phải có từ ${min} đến ${max} mục.`, `Must have from ${min} to ${max} items.`);
    }
    return decodeItems(item, json, path);
  },
  encode: (value) => value.map((each) => item.encode(each)),
});

function decodeItems<T>(item: Field<T>, json: readonly unknown[], path: string): readonly T[] {
  const problems: FieldProblem[] = [];
  const values = json.flatMap((each, index) => {
    try {
      return [item.decode(each, `${path}[${index}]`)];
    } catch (error) {
      if (!(error instanceof InvalidFields)) throw error;
      addProblems(problems, error.problems);
      return [];
    }
  });
  if (problems.length > 0) throw new InvalidFields(problems);
  return values;
}

/** Căn cứ pháp lý: the decision an act rests on. */
export const legalBasis = (): Field<LegalBasis> =>
  struct('legal-basis', { vi: 'Căn cứ pháp lý', en: 'Legal basis' }, {
    number: text({ label: { vi: 'Số, ký hiệu văn bản', en: 'Document number' }, max: 60 }),
    issuedOn: day({ vi: 'Ngày ban hành', en: 'Date of issue' }),
    issuer: optional(text({ label: { vi: 'Cơ quan ban hành', en: 'Issuer' }, max: 200 })),
  }) as Field<LegalBasis>;
