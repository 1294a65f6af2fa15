import type { FieldDescription, TableDescription } from '../api/catalogue';
import { useCatalogue } from '../api/queries';

/** The description of a list, `funds/payments`. */
export function useTable(path: string): TableDescription | undefined {
  const { data } = useCatalogue();
  return data?.registers.flatMap(({ tables }) => tables).find((table) => table.path === path);
}

/** Columns by name, in that order. */
export const columnsOf = (table: TableDescription | undefined, keys: readonly string[]): readonly FieldDescription[] =>
  keys.flatMap((key) => table?.columns.find((column) => column.key === key) ?? []);
