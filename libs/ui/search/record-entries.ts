import type { FieldDescription, Row } from '../api/catalogue';
import type { Language } from '../language/language';
import type { Registers } from '../pages/registers';
import type { Picker } from '../register/register-web';
import { shown, type NameOf } from '../table/shown';
import type { SearchEntry } from './search-entries';

/** A list, as it is described and answered. */
interface Listed {
  readonly columns: readonly FieldDescription[];
  readonly rows: readonly Row[];
}

/** The rows of a list as what one can go to: called by what names them, at the page made for one of them or in their list. */
export function recordEntries(registers: Registers, picker: Picker, answer: Listed, withCode: boolean, language: Language, nameOf: NameOf): readonly SearchEntry[] {
  const [register, table] = picker.table.split('/') as [string, string];
  const columns = picker.labels.flatMap((label) => answer.columns.find(({ key }) => key === label) ?? []);
  const kind = answer.columns.find(({ key }) => key === picker.value)?.label ?? { vi: table, en: table };
  const hasPage = registers.recording && registers.webOf(register)?.pages.some(({ path }) => path === `${table}/$${picker.value}`);
  return answer.rows.map((row) => {
    const code = String(row[picker.value]);
    const named = columns.map((column) => shown(column, row[column.key], language, 'dong', nameOf).text);
    const title = [...(withCode ? [code] : []), ...named].filter(Boolean).join(' · ');
    return { title: { vi: title, en: title }, kind, to: hasPage ? `/${picker.table}/${encodeURIComponent(code)}` : `/registers/${picker.table}?row=${encodeURIComponent(code)}` };
  });
}
