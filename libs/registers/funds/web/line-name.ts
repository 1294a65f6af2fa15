import { capitalType, fundSource, lineId } from '@ledger/fields';
import type { Words } from '@ledger/kit';
import { dimensionsOf } from '@ledger/registers/funds/domain';
import { useLanguage } from '@ledger/ui/language/language';
import { useNames } from '@ledger/ui/names/names';
import type { NameOf } from '@ledger/ui/table/shown';

const sources = fundSource().choices;
const types = capitalType().choices;

/** Whether a text out of an address can be a line's id at all. */
export function isLine(text: string): boolean {
  try {
    dimensionsOf(lineId().decode(text, 'line'));
    return true;
  } catch {
    return false;
  }
}

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

/** What tells lines of one holder apart, short enough for a column: `DTTS.5 · Vốn sự nghiệp · 2024`. */
export function shortLine(line: string, language: keyof Words): string {
  const { component, capitalType: type, planYear, originYear } = dimensionsOf(line);
  return [component, types[type][language], originYear === planYear ? planYear : `${planYear} (${originYear})`].join(' · ');
}

/** Names a line in one text. */
export function useLineName(): (line: string) => string {
  const { language } = useLanguage();
  const nameOf = useNames();
  return (line) => lineParts(line, language, nameOf).join(' · ');
}
