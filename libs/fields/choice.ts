import { fieldProblem, type Field, type Words } from '@ledger/kit';

/** One of a fixed list of words; the list holds each one's label. */
export const choice = <const C extends { readonly [value: string]: Words }>(
  word: string,
  label: Words,
  choices: C,
): Field<keyof C & string> & { readonly choices: C } => ({
  word,
  label,
  choices,
  optional: false,
  storage: 'text',
  schema: { type: 'string', enum: Object.keys(choices) },
  decode: (json, path) => {
    if (typeof json === 'string' && Object.prototype.hasOwnProperty.call(choices, json)) return json;
    const list = Object.keys(choices).join(', ');
    throw fieldProblem(path, 'field.not-a-choice', `Phải là một trong: ${list}.`, `Must be one of: ${list}.`);
  },
  encode: (value) => value,
  show: (value, language) => choices[value]![language],
  read: (typed) => {
    const wanted = typed.trim().toLocaleLowerCase('vi');
    return Object.keys(choices).find((key) => [key, choices[key]!.vi, choices[key]!.en].some((text) => text.toLocaleLowerCase('vi') === wanted)) ?? typed;
  },
});
