import { searchKey, searchWords } from '@ledger/fields';
import type { Words } from '@ledger/kit';
import type { RegisterDescription, Row } from '../api/catalogue';
import { holdsOneOf, type Profile } from '../api/session';
import type { Registers } from '../pages/registers';
import { pageTexts } from '../pages/texts';
import { isForPeople } from '../register/register-web';

/** Something one can go to: an address within the app. */
export interface SearchEntry {
  readonly title: Words;
  readonly kind: Words;
  readonly to: string;
}

const FOUND_MAX = 12;

/** Everything the person may open, by name; the app's own pages first. */
export function searchEntries(registers: Registers, described: readonly RegisterDescription[], units: readonly Row[], me: Profile | undefined, pages: readonly SearchEntry[]): readonly SearchEntry[] {
  const readable = described.filter(({ readers }) => holdsOneOf(me, readers));
  return [
    ...pages,
    ...readable.flatMap((register) => entriesOf(registers, register, me)),
    ...units.map(({ name, code }) => ({ title: { vi: `${String(name)} (${String(code)})`, en: `${String(name)} (${String(code)})` }, kind: pageTexts.unit, to: `/registers/funds/lines?holder=${String(code)}` })),
  ];
}

function entriesOf({ webOf, recording }: Registers, { name, label, reports, tables }: RegisterDescription, me: Profile | undefined): readonly SearchEntry[] {
  const web = webOf(name);
  const lists = tables.filter(({ path }) => !web?.lists[path.slice(name.length + 1)]?.hidden);
  const commands = recording ? (web?.commands ?? []).filter((command) => isForPeople(command) && holdsOneOf(me, command.rule.roles)) : [];
  return [
    { title: label, kind: pageTexts.page, to: `/registers/${name}` },
    ...reports.filter(({ roles }) => holdsOneOf(me, roles)).map((report) => ({ title: report.title, kind: pageTexts.reports, to: `/reports/${report.name}` })),
    ...lists.map((list) => ({ title: { vi: `${list.label.vi} · ${label.vi}`, en: `${list.label.en} · ${label.en}` }, kind: pageTexts.list, to: `/registers/${list.path}` })),
    ...commands.map((command) => ({ title: command.title, kind: pageTexts.command, to: `/commands/${command.name}` })),
  ];
}

/** 0: it begins with the word; 1: a word of it does; 2: the word stands somewhere inside. */
const rank = (key: string, word: string): number => (key.startsWith(word) ? 0 : key.includes(` ${word}`) || key.includes(`(${word}`) ? 1 : 2);

/** Entries whose title holds every word, without regard to diacritics, `đ` as `d`; those that begin with the first word come first, then those one of whose words does. */
export function found(entries: readonly SearchEntry[], typed: string, language: keyof Words): readonly SearchEntry[] {
  const words = searchWords(typed);
  if (words.length === 0) return [];
  const keyed = entries.map((entry) => ({ entry, key: searchKey(entry.title[language]) })).filter(({ key }) => words.every((word) => key.includes(word)));
  return keyed.sort((a, b) => rank(a.key, words[0]!) - rank(b.key, words[0]!)).slice(0, FOUND_MAX).map(({ entry }) => entry);
}
