/** `funds` and `funds_lines` → `funds/lines`. */
export const tablePath = (register: string, table: string): string =>
  `${register}/${table.startsWith(`${register}_`) ? table.slice(register.length + 1) : table}`.replaceAll('_', '-');
