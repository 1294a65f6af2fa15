import type { Field, FieldProblem, Shape } from '@ledger/kit';
import { LONG_TEXT } from './text';

/** What is drawn as nothing, so that two names look alike (Unicode's Default_Ignorable_Code_Point), but for what only chooses how a sign is drawn. */
const UNSEEN = /[^\P{Default_Ignorable_Code_Point}\ufe0e\ufe0f]/u;
const BREAK = /[\t\n\r]/;

/**
 * What is wrong with the texts of a body beyond what `decode` refuses: characters that are not seen, and line breaks or tabs
 * where one line is asked for. Asked of what people send alone: what was recorded before is read back as it is.
 */
export function unseenProblems(shape: Shape, body: unknown, path = ''): FieldProblem[] {
  if (typeof body !== 'object' || body === null) return [];
  return Object.keys(shape).flatMap((key) => problemsIn(shape[key]!, (body as Record<string, unknown>)[key], path === '' ? key : `${path}.${key}`));
}

function problemsIn(field: Field, json: unknown, path: string): FieldProblem[] {
  const { shape, item, word } = field.personal?.field ?? field;
  if (shape) return unseenProblems(shape, json, path);
  if (item && Array.isArray(json)) return json.flatMap((each, index) => problemsIn(item, each, `${path}[${index}]`));
  if (typeof json !== 'string') return [];
  if (UNSEEN.test(json)) return [{ path, code: 'field.invisible-character', text: { vi: 'Có ký tự ẩn.', en: 'Contains a character that is not seen.' } }];
  if (word !== LONG_TEXT && BREAK.test(json)) return [{ path, code: 'field.line-break', text: { vi: 'Chỉ được một dòng, không có dấu tab.', en: 'Must be one line, without tabs.' } }];
  return [];
}
