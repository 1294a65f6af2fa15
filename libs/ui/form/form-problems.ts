import { unseenProblems } from '@ledger/fields';
import { decodeShape, InvalidFields, type FieldProblem, type Shape, type Words } from '@ledger/kit';

/** What is wrong, by the path of the field: `parts[1].amount`. */
export type Problems = ReadonlyMap<string, Words>;

const required: Words = { vi: 'Cần nhập.', en: 'Is required.' };

/** What a form says in its own words: the ledger's say how a value is sent, which is not how a person writes it. */
const inAForm: { readonly [code: string]: Words } = {
  'field.required': required,
  'field.not-vnd': { vi: 'Nhập số tiền, ví dụ 1,5 tỷ hoặc 1500tr; tối đa 1.000.000 tỷ đồng.', en: 'Enter an amount such as 1.5bn or 1500m; at most 1,000,000 billion VND.' },
  'field.not-a-day': { vi: 'Phải là một ngày có thật, viết như 31/01/2025.', en: 'Must be a day that exists, such as 2025-01-31.' },
};

/** A list's path in a body counts from its filled items; a form shows empty ones too, so problems are told by what was sent. */
export function problemsBy(fields: readonly FieldProblem[]): Problems {
  const problems = new Map<string, Words>();
  for (const { path, code, text } of fields) if (!problems.has(path)) problems.set(path, inAForm[code] ?? text);
  return problems;
}

/** Checks a body as the server will, with the same fields; `requires` names act fields that this command cannot do without. */
export function problemsOf(shape: Shape, requires: readonly string[], body: Readonly<Record<string, unknown>>): Problems {
  const missing: FieldProblem[] = requires.filter((key) => body[key] === undefined).map((path) => ({ path, code: 'field.required', text: required }));
  const others = [...missing, ...unseenProblems(shape, body)];
  try {
    decodeShape(shape, body);
    return problemsBy(others);
  } catch (error) {
    if (error instanceof InvalidFields) return problemsBy([...error.problems, ...others]);
    throw error;
  }
}

/** What the field at a path is called, with the groups and lists around it: `Các phần 2 · Số tiền`. */
export function labelAt(shape: Shape, path: string, language: keyof Words): string {
  const labels: string[] = [];
  let within: Shape = shape;
  for (const [, key, index] of path.matchAll(/([A-Za-z][A-Za-z0-9]*)(?:\[(\d+)\])?/g)) {
    const field = within[key!];
    if (!field) return path;
    labels.push(index === undefined ? field.label[language] : `${field.label[language]} ${Number(index) + 1}`);
    within = field.shape ?? field.item?.shape ?? {};
  }
  return labels.join(' · ');
}

/** The problem of a field, or of something within it that the form does not show on its own. */
export const problemAt = (problems: Problems, path: string): Words | undefined => problems.get(path);
