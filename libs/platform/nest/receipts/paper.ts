import { createHash } from 'node:crypto';
import { dataOf, ledgerTime, type Field, type LegalBasis, type Shape, type Words } from '@ledger/kit';
import type { RecordedEvent } from '@ledger/platform/event-store';
import { basisLabel } from '@ledger/platform/export/sheet';
import type { Catalogue } from '../ledger/catalogue';
import { paperWords } from './paper-words';
import { qrSvg } from './qr-svg';

type Language = keyof Words;

/** What a receipt's paper shows. */
export interface Paper {
  readonly language: Language;
  /** The events of one command, the proven one last. */
  readonly events: readonly RecordedEvent[];
  readonly catalogue: Pick<Catalogue, 'events' | 'registers'>;
  /** Leaf of the last event. */
  readonly index: bigint;
  /** The note that the proof ends with. */
  readonly checkpoint: string;
  /** What the QR code says; undefined when it would not fit. */
  readonly proof: string | undefined;
  /** Names for codes, where the ledger knows them. */
  readonly unit: string;
  readonly role: string;
}

const STYLE = `@page{size:A4;margin:16mm}*{box-sizing:border-box}body{margin:0 auto;padding:16px;max-width:178mm;font:10pt/1.35 "Be Vietnam Pro","Noto Sans",sans-serif;color:#111;background:#fff}
h1{font-size:16pt;margin:0 0 2pt}h2{font-size:10.5pt;margin:10pt 0 3pt;border-bottom:1px solid #666;padding-bottom:2pt}p{margin:3pt 0}
dl{display:grid;grid-template-columns:minmax(36mm,30%) 1fr;gap:1.5pt 10pt;margin:0}dt{color:#444}dd{margin:0;overflow-wrap:anywhere}
code,pre{font:9pt/1.35 "Noto Sans Mono",ui-monospace,monospace}pre{white-space:pre-wrap;overflow-wrap:anywhere;margin:0}
.foot{display:grid;grid-template-columns:1fr 92mm;gap:8mm;align-items:start;break-inside:avoid}.qr{width:92mm;height:92mm}.small{font-size:9pt;color:#333}
@media(max-width:640px){.foot{grid-template-columns:1fr}.qr{width:100%;height:auto}}@media print{body{padding:0}}`;

/** The page has one style sheet of its own and nothing else: no script, no picture from anywhere. */
export const PAPER_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; frame-ancestors 'none'`;

/** A page to print: what was recorded, by whom, on what basis, and the proof as a QR code. */
export function paperHtml(paper: Paper): string {
  const say = (key: keyof typeof paperWords): string => escaped(paperWords[key][paper.language]);
  const last = paper.events.at(-1)!;
  return `<!doctype html>
<html lang="${paper.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${say('title')} ${escaped(last.stream)}@${last.revision}</title><style>${STYLE}</style></head>
<body><main><h1>${say('title')}</h1>
${eventsHtml(paper, say)}
<h2>${say('acted')}</h2>${list(actRows(paper, last))}
<h2>${say('proof')}</h2>
${list(placeRows(paper, last))}
<div class="foot"><div><p>${say('checkpoint')}</p><pre>${escaped(paper.checkpoint)}</pre>
<p class="small">${say('howToCheck')}</p>${paper.events.length > 1 ? `<p class="small">${say('leaf')}: <code>${escaped(last.type)}</code></p>` : ''}</div>
<div>${paper.proof === undefined ? `<p>${say('tooLarge')}</p>` : qrSvg(paper.proof, say('qr'))}</div></div>
</main></body></html>
`;
}

function eventsHtml({ events, catalogue, language }: Paper, say: (key: keyof typeof paperWords) => string): string {
  const known = catalogue.events.get(events[0]!.type);
  const register = catalogue.registers.find(({ name }) => name === known?.register);
  const title = register ? `<p>${say('register')}: ${escaped(register.label[language])}</p>` : '';
  return `${title}<h2>${say('recorded')}</h2>${events.map((event) => `<p><strong>${escaped(event.type)}</strong></p>${list(dataRows(event, catalogue, language))}`).join('\n')}`;
}

/** An event's fields under their labels; of a type that is not known here, its JSON. */
function dataRows(event: RecordedEvent, catalogue: Paper['catalogue'], language: Language): Row[] {
  const known = catalogue.events.get(event.type);
  if (!known) return Object.entries(event.data).map(([key, value]) => [key, text(value)]);
  return shapeRows(known.definition.shape, dataOf(event, known.definition) as Values, language);
}

type Row = readonly [label: string, value: string];
type Values = Readonly<Record<string, unknown>>;

const shapeRows = (shape: Shape, values: Values, language: Language): Row[] =>
  Object.entries(shape).flatMap(([key, field]) => (values[key] === undefined ? [] : [[field.label[language], shown(field, values[key], language)] as const]));

function shown(field: Field, value: unknown, language: Language): string {
  if (field.show) return field.show(value, language);
  if (field.shape) return shapeRows(field.shape, value as Values, language).map(([label, each]) => `${label}: ${each}`).join('; ');
  if (Array.isArray(value)) return value.map((each) => (field.item ? shown(field.item, each, language) : text(each))).join(' | ');
  return text(field.encode(value));
}

const placeRows = ({ language, index }: Paper, { stream, revision, metadata }: RecordedEvent): Row[] => [
  [paperWords.stream[language], `${stream} @ ${revision}`],
  [paperWords.command[language], text(metadata['commandId'])],
  [paperWords.index[language], index.toString()],
];

function actRows({ language, unit, role }: Paper, { metadata }: RecordedEvent): Row[] {
  const legalBasis = metadata['legalBasis'] as unknown as LegalBasis | undefined;
  const actor = metadata['actor'] as { readonly user?: string; readonly lentBy?: string } | undefined;
  const rows: readonly (readonly [keyof typeof paperWords, string | undefined])[] = [
    ['user', actor?.user],
    ['role', role],
    ['lentBy', actor?.lentBy],
    ['unit', unit],
    ['legalBasis', legalBasis && [legalBasis.number, day(legalBasis.issuedOn, language), legalBasis.issuer].filter(Boolean).join(' · ')],
    ['effectiveOn', day(metadata['effectiveOn'] as string | undefined, language)],
    ['recordedAt', instant(metadata['recordedAt'] as string | undefined, language)],
    ['reason', metadata['reason'] as string | undefined],
    ['basis', basisLabel(metadata['basis'], language)],
    ['evidence', (metadata['evidence'] as readonly string[] | undefined)?.join(', ')],
  ];
  return rows.flatMap(([key, value]) => (value ? [[paperWords[key][language], value] as const] : []));
}

const day = (value: string | undefined, language: Language): string | undefined => (language === 'vi' ? value?.split('-').reverse().join('/') : value);

/** An instant as clocks in the ledger's zone showed it. */
function instant(value: string | undefined, language: Language): string | undefined {
  if (value === undefined || Number.isNaN(Date.parse(value))) return value;
  const [date, time] = ledgerTime(value).split('T') as [string, string];
  return `${day(date, language)} ${time} (UTC+7)`;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value));
const list = (rows: readonly (readonly string[])[]): string => `<dl>${rows.map(([label, value]) => `<dt>${escaped(label!)}</dt><dd>${escaped(value!)}</dd>`).join('')}</dl>`;

const ENTITIES: { readonly [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (value: string): string => value.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
