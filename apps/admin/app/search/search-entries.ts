import { searchKey } from '@ledger/fields';
import type { Words } from '@ledger/kit';
import type { RegisterDescription, Row } from '@ledger/ui/api/catalogue';
import { holdsOneOf, type Profile } from '@ledger/ui/api/session';
import { isForPeople } from '@ledger/ui/register/register-web';
import { registerWeb } from '../registers';
import { texts } from '../texts';

/** Something one can go to: an address within the app. */
export interface SearchEntry {
  readonly title: Words;
  readonly kind: Words;
  readonly to: string;
}

const FOUND_MAX = 12;

/** Everything the person may open, by name. */
export function searchEntries(registers: readonly RegisterDescription[], units: readonly Row[], me: Profile | undefined): readonly SearchEntry[] {
  const readable = registers.filter(({ readers }) => holdsOneOf(me, readers));
  return [
    { title: texts.overview, kind: texts.page, to: '/' },
    ...readable.flatMap((register) => [
      { title: register.label, kind: texts.page, to: `/registers/${register.name}` },
      ...register.reports.filter(({ roles }) => holdsOneOf(me, roles)).map(({ name, title }) => ({ title, kind: texts.reports, to: `/reports/${name}` })),
      ...register.tables.filter(({ path }) => !registerWeb(register.name)?.lists[path.slice(register.name.length + 1)]?.hidden).map(({ path, label }) => ({ title: { vi: `${label.vi} · ${register.label.vi}`, en: `${label.en} · ${register.label.en}` }, kind: texts.list, to: `/registers/${path}` })),
      ...(registerWeb(register.name)?.commands ?? []).filter((command) => isForPeople(command) && holdsOneOf(me, command.rule.roles)).map(({ name, title }) => ({ title, kind: texts.command, to: `/commands/${name}` })),
    ]),
    ...units.map(({ name, code }) => ({ title: { vi: `${String(name)} (${String(code)})`, en: `${String(name)} (${String(code)})` }, kind: texts.unit, to: `/registers/funds/lines?holder=${String(code)}` })),
  ];
}

/** Entries whose title holds every word, without regard to diacritics, `đ` as `d`; those that begin with the first word come first. */
export function found(entries: readonly SearchEntry[], typed: string, language: keyof Words): readonly SearchEntry[] {
  const words = searchKey(typed).split(' ').filter((word) => word !== '');
  if (words.length === 0) return [];
  const keyed = entries.map((entry) => ({ entry, key: searchKey(entry.title[language]) })).filter(({ key }) => words.every((word) => key.includes(word)));
  return keyed.sort((a, b) => Number(b.key.startsWith(words[0]!)) - Number(a.key.startsWith(words[0]!))).slice(0, FOUND_MAX).map(({ entry }) => entry);
}
