import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } from 'docx';
import { proveEvent, type EventProof } from '@ledger/ui/history/event-proof';
import { publishedLog } from '@ledger/ui/history/published-log';
import { shownInstant } from '@ledger/ui/table/shown';
import type { CaseFile, CaseItem } from './case-file';
import type { CaseWords } from './case-words';
import { caseTexts as texts } from './texts';

interface Making {
  readonly user: string;
  /** Instant of the export. */
  readonly day: string;
}

const FONT = 'Times New Roman';
const SMALL_HALF_POINTS = 22;

/** The case as a DOCX: each item with its sentence, who, when and under which role, its place in the ledger, and the state of its proof now. */
export async function caseDocument(file: CaseFile, words: CaseWords, { user, day }: Making, prove = (item: CaseItem & { readonly kind: 'event' }) => proveEvent(item.event, publishedLog)): Promise<Blob> {
  const body: (Paragraph | Table)[] = [
    new Paragraph({ heading: HeadingLevel.TITLE, text: file.title || words.say(texts.untitled) }),
    new Paragraph({ text: words.say(texts.madeBy, { user, day: shownInstant(day, words.language) }) }),
    new Paragraph({ text: words.say(texts.notAVerdict), spacing: { after: 240 } }),
  ];
  for (const [index, item] of file.items.entries()) {
    const proof = item.kind === 'event' ? await prove(item).catch((): EventProof => ({ state: 'unavailable' })) : undefined;
    body.push(...itemParts(item, index + 1, words, proof));
  }
  const document = new Document({
    creator: user, title: file.title, styles: { default: { document: { run: { font: FONT, size: 26 } } } },
    sections: [{ children: body }],
  });
  return Packer.toBlob(document);
}

function itemParts(item: CaseItem, number: number, words: CaseWords, proof: EventProof | undefined): (Paragraph | Table)[] {
  const heading = new Paragraph({ heading: HeadingLevel.HEADING_2, text: `${number}. ${words.say(texts[item.kind])}`, spacing: { before: 240 } });
  const note = item.note === '' ? [] : item.note.split('\n').map((line) => new Paragraph({ children: [new TextRun({ text: line, italics: item.kind !== 'note' })] }));
  if (item.kind === 'note') return [heading, ...note];
  const facts = [...words.facts(item), ...(proof ? proofFacts(proof, words) : [])];
  return [
    heading,
    new Paragraph({ children: [new TextRun({ text: words.headline(item), bold: true })] }),
    ...(facts.length > 0 ? [factTable(facts)] : []),
    ...(item.kind === 'signal' ? item.events.map(({ position, type, stream, revision, recordedAt, actor }) => new Paragraph({ bullet: { level: 0 }, children: [new TextRun({ text: `${position} · ${words.eventName(type)} · ${stream}@${revision} · ${shownInstant(recordedAt, words.language)} · ${words.who(actor)}`, size: SMALL_HALF_POINTS })] })) : []),
    ...(item.kind === 'event' && item.event.metadata.evidence ? item.event.metadata.evidence.map((sha256) => new Paragraph({ bullet: { level: 0 }, children: [new TextRun({ text: `${words.say(texts.evidence)}: SHA-256 ${sha256}`, size: SMALL_HALF_POINTS })] })) : []),
    ...note,
  ];
}

/** What was found when the proof was checked for this paper. */
function proofFacts(proof: EventProof, words: Pick<CaseWords, 'say'>): readonly (readonly [string, string])[] {
  const state = proof.state === 'verified' ? words.say(texts.verified, { index: proof.index, size: proof.size, origin: proof.origin, key: proof.key }) : words.say(texts[proof.state]);
  return [...(proof.state === 'verified' ? [[words.say(texts.leaf), proof.leaf] as const] : []), [words.say(texts.proof), state]];
}

const factTable = (facts: readonly (readonly [string, string])[]): Table =>
  new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: facts.map(([label, value]) => new TableRow({ children: [cell(label, 28), cell(value, 72)] })),
  });

const cell = (text: string, percent: number): TableCell =>
  new TableCell({ width: { size: percent, type: WidthType.PERCENTAGE }, children: [new Paragraph({ children: [new TextRun({ text, size: SMALL_HALF_POINTS })] })] });
