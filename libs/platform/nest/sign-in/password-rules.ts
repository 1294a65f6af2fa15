import { fieldProblem, type Field } from '@ledger/kit';
import { Problem } from '../problems/problem';

/** In characters (code points), after NFKC normalisation. */
export const PASSWORD_LENGTH = { min: 10, max: 200 } as const;

/** A password as it is typed; nothing is said of its content but that it is a text of bearable length. */
export const password = (label: { readonly vi: string; readonly en: string } = { vi: 'Mật khẩu', en: 'Password' }): Field<string> => ({
  word: 'password',
  label,
  optional: false,
  storage: 'text',
  schema: { type: 'string', minLength: 1, maxLength: 1_000, format: 'password' },
  decode: (json, path) => {
    if (typeof json === 'string' && json.length > 0 && json.length <= 1_000 && json.isWellFormed()) return json;
    throw fieldProblem(path, 'field.not-a-password', 'Phải là chuỗi từ 1 đến 1.000 ký tự.', 'Must be a text of 1 to 1,000 characters.');
  },
  encode: (value) => value,
});

/** @throws Problem 422 `sign-in.weak-password` */
export function mustBeStrong(username: string, chosen: string): void {
  const length = [...chosen.normalize('NFKC')].length;
  const { min, max } = PASSWORD_LENGTH;
  if (length >= min && length <= max && chosen.toLowerCase() !== username) return;
  const text = { vi: `Phải có từ ${min} đến ${max} ký tự.`, en: `Must have from ${min} to ${max} characters.` };
  throw new Problem(422, 'sign-in.weak-password', { min, max }, [{ path: 'password', code: 'sign-in.weak-password', text }]);
}
