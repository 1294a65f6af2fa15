import { fieldProblem, type Field, type Words } from '@ledger/kit';

interface TextOptions {
  readonly label: Words;
  /** Longest accepted, in UTF-16 code units; default 500. */
  readonly max?: number;
  readonly multiline?: boolean;
}

/** The word of a text that may have several lines. */
export const LONG_TEXT = 'long-text';

const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;
/** What is not seen but makes two names look alike, or a line read in another order than it is stored. */
const INVISIBLE = /[\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;

/** Text as it may be stored: a string in NFC, without control or invisible characters, not blank; throws `InvalidFields` otherwise. */
export function decodeText(json: unknown, path: string, max: number): string {
  if (typeof json !== 'string') throw fieldProblem(path, 'field.not-text', 'Phải là chuỗi ký tự.', 'Must be a text.');
  if (json.length > max) throw fieldProblem(path, 'field.too-long', `Dài quá ${max} ký tự.`, `Longer than ${max} characters.`);
  if (json.trim() === '') throw fieldProblem(path, 'field.required', 'Không được để trống.', 'Must not be blank.');
  // U+FFFD stands where bytes were no UTF-8: what was meant is lost.
  if (!json.isWellFormed() || json.includes('\ufffd')) throw fieldProblem(path, 'field.not-unicode', 'Chuỗi Unicode không hợp lệ.', 'Is not well-formed Unicode.');
  if (json.normalize('NFC') !== json) {
    throw fieldProblem(path, 'field.not-nfc', 'Chữ phải ở dạng chuẩn NFC (dựng sẵn).', 'Must be in Unicode normal form C (NFC).');
  }
  if (CONTROL.test(json)) throw fieldProblem(path, 'field.control-character', 'Có ký tự điều khiển.', 'Contains a control character.');
  if (INVISIBLE.test(json)) throw fieldProblem(path, 'field.invisible-character', 'Có ký tự ẩn hoặc ký tự đảo chiều chữ.', 'Contains an invisible character, or one that turns the direction of writing.');
  return json;
}

/** Free text for people. */
export const text = ({ label, max = 500, multiline = false }: TextOptions): Field<string> => ({
  word: multiline ? LONG_TEXT : 'text',
  label,
  optional: false,
  storage: 'text',
  schema: { type: 'string', minLength: 1, maxLength: max },
  decode: (json, path) => decodeText(json, path, max),
  encode: (value) => value,
  read: (typed) => typed.trim().normalize('NFC'),
});

interface CodeOptions {
  readonly word: string;
  readonly label: Words;
  readonly pattern: RegExp;
  readonly example: string;
}

/** A code: text of a fixed pattern, compared by bytes. */
export const code = ({ word, label, pattern, example }: CodeOptions): Field<string> => ({
  word,
  label,
  optional: false,
  storage: 'text',
  schema: { type: 'string', pattern: pattern.source, examples: [example] },
  decode: (json, path) => {
    if (typeof json === 'string' && pattern.test(json)) return json;
    throw fieldProblem(path, `field.not-${word}`, `Không phải là ${label.vi.toLowerCase()} hợp lệ, ví dụ «${example}».`, `Is not a valid ${label.en.toLowerCase()} such as “${example}”.`);
  },
  encode: (value) => value,
  read: (typed) => typed.trim(),
});

/** Opaque id of an object: letters, digits and `._-`, at most 128. */
export const id = (label: Words): Field<string> => code({ word: 'id', label, pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/, example: 'h-0001' });
