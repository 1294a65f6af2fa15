import { fieldProblem, type Json } from '@ledger/kit';

const CELL_CHARACTERS_MAX = 32_767;

/** The cells of a row as a person put them right; those that were emptied are left out. Throws `InvalidFields`. */
export function cellsIn(body: unknown, headings: readonly string[]): { readonly [heading: string]: Json } {
  const cells = (body as { readonly cells?: unknown } | null)?.cells;
  if (typeof cells !== 'object' || cells === null || Array.isArray(cells)) throw fieldProblem('cells', 'field.not-an-object', 'Phải là một đối tượng JSON.', 'Must be a JSON object.');
  const kept = Object.entries(cells as Record<string, unknown>).filter(([, value]) => value !== '' && value !== null && value !== undefined);
  for (const [heading, value] of kept) {
    if (!headings.includes(heading)) throw fieldProblem(heading, 'field.unknown', 'Tệp không có cột này.', 'The file has no such column.');
    if (typeof value === 'string' && value.length > CELL_CHARACTERS_MAX) throw fieldProblem(heading, 'field.too-long', `Dài quá ${CELL_CHARACTERS_MAX} ký tự.`, `Longer than ${CELL_CHARACTERS_MAX} characters.`);
  }
  return Object.fromEntries(kept) as { readonly [heading: string]: Json };
}
