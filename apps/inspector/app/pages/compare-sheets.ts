import type { Basis, Json, ReportColumn, ReportRow, Words } from '@ledger/kit';
import type { Sheet } from '@ledger/platform/export/sheet';
import type { RecordedEvent, ReportAnswer } from '@ledger/ui/api/catalogue';
import { filled } from '@ledger/ui/language/filled';
import type { AllParts, ExplainedFigure } from '../../source/report-explainer';
import { isRate, type FigureDifference, type ReportDifference } from './compare-figures';
import { compareTexts } from './compare-texts';

/** What names rows and values in a file. */
export interface FileWords {
  readonly rowName: (row: ReportDifference['row']) => string;
  /** A text of the report in words; figures as they are. */
  readonly valueOf: (figure: FigureDifference['described'], value: Json | undefined) => Json;
  readonly total: string;
  readonly say: (words: Words) => string;
}

interface Compared {
  readonly answers: readonly [ReportAnswer, ReportAnswer];
  readonly rows: readonly ReportDifference[];
  readonly totals: ReportDifference;
  readonly words: FileWords;
}

/** What an answer says of its moment. */
export interface AnsweredAt {
  readonly asOf?: string;
  readonly position: string;
}

export const text = (key: string, label: Words): ReportColumn => ({ key, label, unit: 'text' });
export const figure = (key: string, label: Words, unit: string): ReportColumn => ({ key, label, unit });

/** Money stands in money's format where the report has no other figures. */
const unitOf = (answer: ReportAnswer): string => (answer.columns.every(({ unit }) => ['text', 'VND', 'percent'].includes(unit)) && answer.columns.some(({ unit }) => unit === 'VND') ? 'VND' : 'number');

/** From where each of the two was read: a current list has no days. */
export const provenanceOf = ([a, b]: readonly [AnsweredAt, AnsweredAt]): Sheet['provenance'] =>
  ([['A', a], ['B', b]] as const).map(([side, { asOf, position }]) => ({ label: { vi: `Thời điểm ${side}`, en: `Moment ${side}` }, value: [...(asOf === undefined ? [] : [`asOf ${asOf}`]), `knownAt ${position}`].join(', ') }));

/** That a file does not hold everything, where it does not. */
export const leftOut = (count: number): readonly Words[] => (count > 0 ? [{ vi: filled(compareTexts.leftOut.vi, { count }), en: filled(compareTexts.leftOut.en, { count }) }] : []);

/** The columns that say what an event is and where it stands. */
export const eventColumns: readonly ReportColumn[] = [
  text('position', compareTexts.position), text('recordedAt', compareTexts.recordedAt), text('effectiveOn', compareTexts.effectiveOn), text('says', compareTexts.event), text('user', compareTexts.by), text('basisNumber', compareTexts.legalBasis), text('stream', compareTexts.record),
];
export const eventId: ReportColumn = text('id', { vi: 'Mã sự kiện', en: 'Event id' });

/** What an event says, under those columns. */
export const eventCells = (event: RecordedEvent, sentenceOf: (event: RecordedEvent) => string): Readonly<Record<string, Json>> => ({
  position: event.position, recordedAt: event.metadata.recordedAt, effectiveOn: event.metadata.effectiveOn, says: sentenceOf(event), user: event.metadata.actor.user,
  basisNumber: event.metadata.legalBasis?.number ?? null, stream: event.stream, id: event.id,
});

/** A row with the basis of what it says, where that is known. */
export const withBasis = (row: Readonly<Record<string, Json>>, basis: unknown): ReportRow => (typeof basis === 'string' ? { ...row, basis: basis as Basis } : row);

const lines = ({ rows, totals }: Compared): readonly ReportDifference[] => [...rows, totals];
const nameOf = ({ totals, words }: Compared, difference: ReportDifference): string => (difference === totals ? words.total : words.rowName(difference.row));

/** Each value that differs, with what its events come to. */
export function differencesSheet(compared: Compared, explained: readonly ExplainedFigure[] | undefined): Sheet {
  const { answers, words } = compared;
  const unit = unitOf(answers[1]);
  const known = new Map((explained ?? []).map((each) => [`${each.row} ${each.column}`, each]));
  return {
    name: words.say(compareTexts.differencesSheet), title: answers[1].title, notes: [compareTexts.how], provenance: provenanceOf(answers),
    columns: [
      text('row', compareTexts.row), text('column', compareTexts.column), figure('a', { vi: 'A', en: 'A' }, unit), figure('b', { vi: 'B', en: 'B' }, unit), figure('change', compareTexts.change, unit),
      ...(explained ? [figure('explained', compareTexts.explainedSum, unit), figure('events', compareTexts.event, 'count'), text('says', compareTexts.verdict)] : []),
    ],
    rows: lines(compared).flatMap((difference) => difference.figures.map((each): ReportRow => {
      const found = known.get(`${each.row} ${each.column}`);
      return withBasis({
        row: nameOf(compared, difference), column: words.say(each.described.label), a: words.valueOf(each.described, each.before), b: words.valueOf(each.described, each.after), change: each.change?.toString() ?? null,
        ...(explained ? { explained: found?.sum ?? null, events: found?.events ?? 0, says: words.say(verdictOn(each, found)) } : {}),
      }, difference.row['basis']);
    })),
  };
}

function verdictOn(each: FigureDifference, found: ExplainedFigure | undefined): Words {
  if (isRate(each.described)) return compareTexts.rate;
  if (each.change === undefined) return found ? compareTexts.textOfEvents : compareTexts.unexplained;
  return BigInt(found?.sum ?? '0') === each.change ? compareTexts.fits : compareTexts.fitsNot;
}

/** Every event's part in every figure, in the order of recording. */
export function eventsSheet(compared: Compared, { events, parts, left }: AllParts, sentenceOf: (event: AllParts['events'][number]) => string): Sheet {
  const { answers, words } = compared;
  const byKey = new Map(lines(compared).map((difference) => [difference.key, difference]));
  const columns = new Map(answers[1].columns.map((column) => [column.key, column]));
  const unit = unitOf(answers[1]);
  return {
    name: words.say(compareTexts.eventsSheet), title: answers[1].title, provenance: provenanceOf(answers),
    notes: [compareTexts.how, ...leftOut(left)],
    columns: [
      ...eventColumns, text('row', compareTexts.row), text('column', compareTexts.column), figure('change', compareTexts.change, unit), eventId,
    ],
    rows: parts.flatMap(({ row, column, at, change, before, after }): ReportRow[] => {
      const difference = byKey.get(row);
      const described = columns.get(column);
      if (!described) return [];
      const event = at === undefined ? undefined : events[at]!;
      return [withBasis({
        ...(event ? eventCells(event, sentenceOf) : { says: words.say(compareTexts.days) }),
        row: difference ? nameOf(compared, difference) : row, column: words.say(described.label),
        change: change ?? `${String(words.valueOf(described, before) ?? '–')} → ${String(words.valueOf(described, after) ?? '–')}`,
      }, event?.metadata.basis)];
    }),
  };
}
