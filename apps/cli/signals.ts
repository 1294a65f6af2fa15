import { citationText, type Citation } from '@ledger/kit';
import { demand, demandNamed, type Door, type Language } from './door';

export interface SignalsRequest {
  /** One signal's hits; absent: every signal with its number of hits. */
  readonly signal?: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly knownAt?: string;
  /** `markdown` is for the table of all signals. */
  readonly format: 'text' | 'json' | 'csv' | 'markdown';
}

interface Described {
  readonly name: string;
  readonly title: { readonly vi: string; readonly en: string };
  readonly law?: Citation;
  readonly hits: number;
}

interface Hit {
  readonly on: string;
  readonly seen: { readonly vi: string; readonly en: string };
  readonly events: readonly { readonly position: string; readonly stream: string; readonly type: string; readonly actor: { readonly user: string } }[];
}

const PAGE = 1_000;

/** What the signals have seen, as lines of text, JSON lines, CSV, or a table for a document. Events are named, nobody is judged. */
export async function signals(door: Door, language: Language, request: SignalsRequest, print: (line: string) => void): Promise<void> {
  if (request.signal === undefined) return listAll(door, language, request, print);
  const path = `/api/signals/${encodeURIComponent(request.signal)}`;
  const unknown = language === 'vi' ? `không có dấu hiệu «${request.signal}»; ledger signals kể tên tất cả` : `there is no signal “${request.signal}”: ledger signals names them all`;
  if (request.format === 'csv') return print((await demandNamed(door, language, unknown, 'GET', `${path}?${queryOf(request, { format: 'csv', lang: language })}`)).body.toString('utf8').trimEnd());
  for (let offset = 0; ; offset += PAGE) {
    const answer = await demandNamed(door, language, unknown, 'GET', `${path}?${queryOf(request, { limit: String(PAGE), offset: String(offset) })}`);
    const { hits, total } = JSON.parse(answer.body.toString('utf8')) as { readonly hits: readonly Hit[]; readonly total: number };
    for (const hit of hits) print(request.format === 'json' ? JSON.stringify(hit) : hitLines(hit, language));
    if (offset + hits.length >= total) return;
  }
}

async function listAll(door: Door, language: Language, request: SignalsRequest, print: (line: string) => void): Promise<void> {
  const answer = await demand(door, language, 'GET', `/api/signals?${queryOf({ ...request, parameters: {} }, {})}`);
  const { signals: all } = JSON.parse(answer.body.toString('utf8')) as { readonly signals: readonly Described[] };
  if (request.format === 'markdown') for (const line of MARKDOWN_HEAD[language]) print(line);
  for (const signal of all) print(countLine(signal, language, request.format));
}

const MARKDOWN_HEAD: { readonly [L in Language]: readonly string[] } = {
  vi: ['| dấu hiệu | số lần gặp | căn cứ |', '|---|---:|---|'],
  en: ['| signal | hits | rule |', '|---|---:|---|'],
};

function countLine(signal: Described, language: Language, format: SignalsRequest['format']): string {
  const { name, hits } = signal;
  const [title, law] = [signal.title[language], signal.law ? citationText(signal.law, language) : ''];
  switch (format) {
    case 'json': return JSON.stringify(signal);
    case 'csv': return [String(hits), name, title, law].map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
    case 'markdown': return `| \`${name}\` ${title} | ${hits} | ${law === '' ? '–' : law} |`;
    case 'text': return [String(hits).padStart(6), name, title, law].join('  ');
  }
}

const queryOf = ({ parameters, knownAt }: SignalsRequest, more: Readonly<Record<string, string>>): string =>
  new URLSearchParams({ ...parameters, ...(knownAt === undefined ? {} : { knownAt }), ...more }).toString();

const hitLines = ({ on, seen, events }: Hit, language: Language): string =>
  [`${on}  ${seen[language]}`, ...events.map(({ position, stream, type, actor }) => `            ${position}  ${type}  ${stream}  ${actor.user}`)].join('\n');
