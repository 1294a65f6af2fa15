import type { FieldDescription, Row } from '../api/catalogue';
import { useCatalogue, useList } from '../api/queries';
import { holdsOneOf, useSession } from '../api/session';
import { codeRange } from '../form/picker-questions';
import { useLanguage, type Language } from '../language/language';
import { useNames, usePicker } from '../names/names';
import { useRegisters, type Registers } from '../pages/registers';
import type { Picker } from '../register/register-web';
import { shown, type NameOf } from '../table/shown';
import type { SearchEntry } from './search-entries';

/** Few enough to be known whole while the box is open. */
const LINES_MAX = 1_000;
const HOUSEHOLDS_MAX = 8;

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

/** Fund lines, and the houses whose household's code begins with what was typed. */
export function useRecords(typed: string): readonly SearchEntry[] {
  const { language } = useLanguage();
  const nameOf = useNames();
  const { me } = useSession();
  const registers = useRegisters();
  const described = useCatalogue().data?.registers ?? [];
  const mayRead = (picker: Picker | undefined): boolean => described.some(({ name, readers }) => picker?.table.startsWith(`${name}/`) === true && holdsOneOf(me, readers));
  const line = usePicker('line-id');
  const household = usePicker('household-id');
  const columnsOf = (picker: Picker): readonly FieldDescription[] => described.flatMap(({ tables }) => tables).find(({ path }) => path === picker.table)?.columns ?? [];
  const range = codeRange(typed);
  const lines = useList(line?.table ?? '', { limit: LINES_MAX }, {}, mayRead(line));
  const houses = useList(household?.table ?? '', { [`${household?.value ?? ''}.from`]: range?.from, [`${household?.value ?? ''}.to`]: range?.to, order: household?.value, limit: HOUSEHOLDS_MAX }, {}, range !== undefined && mayRead(household));
  return [
    ...(household && range && houses.data ? recordEntries(registers, household, { columns: columnsOf(household), rows: houses.data.rows }, true, language, nameOf) : []),
    ...(line && lines.data ? recordEntries(registers, line, { columns: columnsOf(line), rows: lines.data.rows }, false, language, nameOf) : []),
  ];
}
