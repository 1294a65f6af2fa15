import { capitalType, fundSource } from '@ledger/fields';
import type { Words } from '@ledger/kit';
import { dimensionsOf } from '@ledger/registers/funds/domain';
import { useLanguage } from '@ledger/ui/language/language';
import { useNames } from '@ledger/ui/names/names';
import type { NameOf } from '@ledger/ui/table/shown';

const sources = fundSource().choices;
const types = capitalType().choices;

/** The parts of a fund line in words: `DTTS.4.1 Hạ tầng · Vốn đầu tư · Trung ương · 2024 · Xã Bản Liền`. */
export function lineParts(line: string, language: keyof Words, nameOf: NameOf): readonly string[] {
  const { component, capitalType: type, source, planYear, originYear, holder } = dimensionsOf(line);
  const name = nameOf('component-code', component) ?? nameOf('program-code', component);
  return [
    name === undefined ? component : `${component} ${name}`,
    types[type][language],
    sources[source][language],
    originYear === planYear ? String(planYear) : `${planYear} (${originYear})`,
    nameOf('unit-code', holder) ?? holder,
  ];
}

/** Names a line in one text. */
export function useLineName(): (line: string) => string {
  const { language } = useLanguage();
  const nameOf = useNames();
  return (line) => lineParts(line, language, nameOf).join(' · ');
}
