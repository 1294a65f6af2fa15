import { demand, type Door, type Language } from './door';
import { localTime } from './local-time';

interface NamedPosition {
  readonly name: string;
  readonly position: string;
  readonly at: string;
  readonly label: { readonly [language in Language]: string };
}

/** Prints the positions of the ledger that have a name, a line each, with the time of their zone. */
export async function positions(door: Door, language: Language, format: 'text' | 'json', print: (line: string) => void): Promise<void> {
  const body = (await demand(door, language, 'GET', '/api/positions')).body.toString('utf8');
  if (format === 'json') return print(body);
  const named = (JSON.parse(body) as { readonly positions: readonly NamedPosition[] }).positions;
  const width = Math.max(0, ...named.map(({ name }) => name.length));
  for (const { name, position, at, label } of named) print(`${name.padEnd(width)}  ${position.padStart(8)}  ${localTime(at)}  ${label[language]}`);
}
