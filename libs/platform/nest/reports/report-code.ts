import type { Register, Report } from '@ledger/kit';
import { codeVersion } from '@ledger/platform/reports';

/** The version of the code that a report runs through: see `codeVersion`. */
export function reportCode(registers: readonly Register[], { name }: Report): string {
  const register = registers.find(({ reports }) => reports.some((report) => report.name === name));
  if (!register) throw new Error(`no register has the report ${name}`);
  return codeVersion(register.name);
}
