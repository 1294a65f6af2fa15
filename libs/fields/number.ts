import { fieldProblem, type Field, type Words } from '@ledger/kit';

/** A whole number that fits a double exactly, for counts. */
export const count = ({ label, min = 0, max = 1_000_000_000 }: { label: Words; min?: number; max?: number }): Field<number> => ({
  word: 'count',
  label,
  optional: false,
  storage: 'integer',
  schema: { type: 'integer', minimum: min, maximum: max },
  decode: (json, path) => {
    if (typeof json === 'number' && Number.isSafeInteger(json) && json >= min && json <= max && !Object.is(json, -0)) return json;
    throw fieldProblem(path, 'field.not-a-count', `Phải là số nguyên từ ${min} đến ${max}.`, `Must be a whole number from ${min} to ${max}.`);
  },
  encode: (value) => value,
  read: readNumber,
});

/** A measured quantity, as a decimal text without exponent, so that nothing is rounded: `"47.29"`. */
export const decimal = ({ label, scale = 6 }: { label: Words; scale?: number }): Field<string> => {
  const pattern = new RegExp(`^(0|-?[1-9][0-9]{0,14}|-?(?:0|[1-9][0-9]{0,14})\\.[0-9]{0,${scale - 1}}[1-9])$`);
  return {
    word: 'decimal',
    label,
    optional: false,
    storage: 'text',
    schema: { type: 'string', pattern: pattern.source, examples: ['47.29'] },
    decode: (json, path) => {
      if (typeof json === 'string' && pattern.test(json)) return json;
      throw fieldProblem(path, 'field.not-a-decimal', 'Phải là số thập phân dạng chuỗi, ví dụ «47.29».', 'Must be a decimal number as text such as “47.29”.');
    },
    encode: (value) => value,
    read: (typed) => typed.trim().replace(/,/g, '.').replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, ''),
    show: (value, language) => (language === 'vi' ? value.replace('.', ',') : value),
  };
};

export const yesNo = (label: Words): Field<boolean> => ({
  word: 'yes-no',
  label,
  optional: false,
  storage: 'boolean',
  schema: { type: 'boolean' },
  decode: (json, path) => {
    if (typeof json === 'boolean') return json;
    throw fieldProblem(path, 'field.not-yes-or-no', 'Phải là true hoặc false.', 'Must be true or false.');
  },
  encode: (value) => value,
  read: (typed) => ({ true: true, có: true, yes: true, x: true, '1': true, false: false, không: false, no: false, '0': false, '': false })[typed.trim().toLocaleLowerCase('vi')] ?? typed,
  show: (value, language) => (value ? { vi: 'Có', en: 'Yes' } : { vi: 'Không', en: 'No' })[language],
});

function readNumber(typed: string): unknown {
  const digits = typed.trim().replace(/(?<=\d)\.(?=\d{3}\b)/g, '');
  return /^-?\d+$/.test(digits) ? Number(digits) : typed;
}
