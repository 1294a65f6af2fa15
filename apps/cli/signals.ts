import { demand, type Door, type Language } from './door';

export interface SignalsRequest {
  /** One signal's hits; absent: every signal with its number of hits. */
  readonly signal?: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly knownAt?: string;
  readonly format: 'text' | 'json' | 'csv';
}

interface Described {
  readonly name: string;
  readonly title: { readonly vi: string; readonly en: string };
  readonly law?: string;
  readonly hits: number;
}

interface Hit {
  readonly on: string;
  readonly seen: { readonly vi: string; readonly en: string };
  readonly events: readonly { readonly position: string; readonly stream: string; readonly type: string; readonly actor: { readonly user: string } }[];
}

const PAGE = 1_000;

/** What the signals have seen, as lines of text, JSON lines, or CSV. Events are named, nobody is judged. */
export async function signals(door: Door, language: Language, request: SignalsRequest, print: (line: string) => void): Promise<void> {
  if (request.signal === undefined) return listAll(door, language, request, print);
  const path = `/api/signals/${encodeURIComponent(request.signal)}`;
  if (request.format === 'csv') return print((await demand(door, language, 'GET', `${path}?${queryOf(request, { format: 'csv', lang: language })}`)).body.toString('utf8').trimEnd());
  for (let offset = 0; ; offset += PAGE) {
    const answer = await demand(door, language, 'GET', `${path}?${queryOf(request, { limit: String(PAGE), offset: String(offset) })}`);
    const { hits, total } = JSON.parse(answer.body.toString('utf8')) as { readonly hits: readonly Hit[]; readonly total: number };
    for (const hit of hits) print(request.format === 'json' ? JSON.stringify(hit) : hitLines(hit, language));
    if (offset + hits.length >= total) return;
  }
}

async function listAll(door: Door, language: Language, request: SignalsRequest, print: (line: string) => void): Promise<void> {
  const answer = await demand(door, language, 'GET', `/api/signals?${queryOf({ ...request, parameters: {} }, {})}`);
  const { signals: all } = JSON.parse(answer.body.toString('utf8')) as { readonly signals: readonly Described[] };
  for (const signal of all) {
    if (request.format === 'json') print(JSON.stringify(signal));
    else print([String(signal.hits).padStart(request.format === 'csv' ? 0 : 6), signal.name, signal.title[language], signal.law ?? ''].map((cell) => (request.format === 'csv' ? `"${cell.replaceAll('"', '""')}"` : cell)).join(request.format === 'csv' ? ',' : '  '));
  }
}

const queryOf = ({ parameters, knownAt }: SignalsRequest, more: Readonly<Record<string, string>>): string =>
  new URLSearchParams({ ...parameters, ...(knownAt === undefined ? {} : { knownAt }), ...more }).toString();

const hitLines = ({ on, seen, events }: Hit, language: Language): string =>
  [`${on}  ${seen[language]}`, ...events.map(({ position, stream, type, actor }) => `            ${position}  ${type}  ${stream}  ${actor.user}`)].join('\n');
