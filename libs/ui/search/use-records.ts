import type { FieldDescription } from '../api/catalogue';
import { useCatalogue, useList } from '../api/queries';
import { holdsOneOf, useSession } from '../api/session';
import { codeRange } from '../form/picker-questions';
import { useLanguage } from '../language/language';
import { useNames, usePicker } from '../names/names';
import { useRegisters } from '../pages/registers';
import type { Picker } from '../register/register-web';
import { recordEntries } from './record-entries';
import type { SearchEntry } from './search-entries';

/** Few enough to be known whole while the box is open. */
const LINES_MAX = 1_000;
const HOUSEHOLDS_MAX = 8;

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
