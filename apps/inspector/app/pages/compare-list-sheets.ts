import { basisWords } from '@ledger/fields';
import type { Json, ReportRow, Words } from '@ledger/kit';
import { MIXED, type Sheet } from '@ledger/platform/export/sheet';
import type { FieldDescription, RecordedEvent, Row, TableDescription } from '@ledger/ui/api/catalogue';
import { isNumber } from '@ledger/ui/table/shown';
import { uiTexts } from '@ledger/ui/texts';
import type { RowDifference } from '../../source/compare-rows';
import type { ListStep, ListSteps } from '../../source/list-explainer';
import { eventCells, eventColumns, eventId, figure, leftOut, provenanceOf, text, withBasis, type AnsweredAt } from './compare-sheets';
import { compareTexts } from './compare-texts';

/** A list at two moments, as it is shown. */
export interface ListComparison {
  readonly table: TableDescription;
  readonly moments: readonly [AnsweredAt, AnsweredAt];
  readonly differences: readonly RowDifference[];
}

export interface ListWords {
  readonly say: (words: Words) => string;
  /** A value that is no figure, in words. */
  readonly textOf: (column: FieldDescription, value: Json) => string;
}

/** One value of one row, at A and at B. */
interface Line {
  readonly difference: RowDifference;
  /** Absent where the row has nothing beside its key. */
  readonly column?: FieldDescription;
}

export const LINES_MAX = 100_000;

const basisColumn: FieldDescription = { key: 'basis', word: 'basis', label: uiTexts.basis, optional: true, storage: 'text', schema: {}, choices: basisWords };

/** Whether a column holds a figure: a year is none. */
export const isFigure = (column: FieldDescription): boolean => isNumber(column) && column.word !== 'fiscal-year';

/** B less A, nothing counting as 0; undefined where the column holds no whole figures. */
export function changeOf(column: FieldDescription, one: Json | undefined, other: Json | undefined): bigint | undefined {
  if (!isFigure(column)) return undefined;
  const [from, to] = [one ?? 0, other ?? 0].map(String) as [string, string];
  return [from, to].every((value) => /^-?\d+$/.test(value)) ? BigInt(to) - BigInt(from) : undefined;
}

/** Of a row that is there only once, every column that holds something; of the others, what differs. */
function linesOf(table: TableDescription, difference: RowDifference): readonly Line[] {
  const { one, other, columns } = difference;
  const all = [...table.columns.filter(({ key }) => key !== 'sortKey'), ...(table.columns.some(({ key }) => key === 'basis') ? [] : [basisColumn])];
  const there = one && other ? all.filter(({ key }) => columns.includes(key)) : all.filter(({ key }) => !table.key.includes(key) && ((other ?? one)![key] ?? null) !== null);
  return there.length > 0 ? there.map((column) => ({ difference, column })) : [{ difference }];
}

const bounded = (table: TableDescription, differences: readonly RowDifference[]): { readonly lines: readonly Line[]; readonly left: number } => {
  const lines = differences.flatMap((difference) => linesOf(table, difference));
  return { lines: lines.slice(0, LINES_MAX), left: Math.max(0, lines.length - LINES_MAX) };
};

const stateOf = ({ one, other }: RowDifference): Words => (!one ? compareTexts.appeared : !other ? compareTexts.vanished : compareTexts.changed);

/** A number as far as a number holds it exactly. */
const exact = (figure: string): Json => (Number.isSafeInteger(Math.trunc(Number(figure))) ? Number(figure) : figure);
const whole = (change: bigint | undefined): Json => (change === undefined ? null : exact(change.toString()));

/** Figures as numbers as far as a number holds them exactly; everything else in words. */
function cellOf(column: FieldDescription, value: Json | undefined, { textOf }: ListWords): Json {
  if (value === undefined || value === null) return null;
  if (!isFigure(column)) return textOf(column, value);
  return exact(String(value));
}

function stepsByRow({ steps }: ListSteps): ReadonlyMap<string, readonly ListStep[]> {
  const found = new Map<string, ListStep[]>();
  for (const step of steps) {
    const known = found.get(step.row);
    if (known) known.push(step);
    else found.set(step.row, [step]);
  }
  return found;
}

const valueIn = (row: Row | undefined, column: FieldDescription | undefined): string => JSON.stringify(column ? (row?.[column.key] ?? null) : row !== undefined);
const moves = (column: FieldDescription | undefined) => ({ before, after }: ListStep): boolean => valueIn(before, column) !== valueIn(after, column);

/** Whether the events lead from what the list says at A to what it says at B. */
function verdictOn({ difference: { one, other }, column }: Line, steps: readonly ListStep[]): Words {
  const [first, last] = [steps[0], steps.at(-1)];
  if (!first || !last) return compareTexts.unexplained;
  return valueIn(first.before, column) === valueIn(one, column) && valueIn(last.after, column) === valueIn(other, column) ? compareTexts.fits : compareTexts.fitsNot;
}

const provenance = ({ moments, differences }: ListComparison, { say }: ListWords): Sheet['provenance'] => {
  const counts = [compareTexts.appeared, compareTexts.vanished, compareTexts.changed].map((state) => `${say(state)}: ${differences.filter((difference) => stateOf(difference) === state).length}`);
  return [...provenanceOf(moments), { label: compareTexts.rowsCount, value: counts.join(', ') }];
};

/** Each value that differs, of each row that is new, gone or changed, with how many events are behind it. */
export function listDifferencesSheet(compared: ListComparison, behind: ListSteps, words: ListWords): Sheet {
  const { say } = words;
  const steps = stepsByRow(behind);
  const { lines, left } = bounded(compared.table, compared.differences);
  return {
    name: say(compareTexts.differencesSheet), title: compared.table.label, notes: [compareTexts.howOfList, ...leftOut(left)], provenance: provenance(compared, words),
    columns: [
      text('row', compareTexts.row), text('state', compareTexts.state), text('column', compareTexts.column), figure('a', { vi: 'A', en: 'A' }, MIXED), figure('b', { vi: 'B', en: 'B' }, MIXED), figure('change', compareTexts.change, MIXED),
      figure('events', compareTexts.event, 'count'), text('says', compareTexts.verdict),
    ],
    rows: lines.map((line): ReportRow => {
      const { difference: { key, one, other }, column } = line;
      const ofRow = steps.get(key) ?? [];
      return withBasis({
        row: key, state: say(stateOf(line.difference)),
        ...(column ? { column: say(column.label), a: cellOf(column, one?.[column.key], words), b: cellOf(column, other?.[column.key], words), change: whole(changeOf(column, one?.[column.key], other?.[column.key])) } : {}),
        events: ofRow.filter(moves(column)).length, says: say(verdictOn(line, ofRow)),
      }, (other ?? one)!['basis']);
    }),
  };
}

/** What each event did to each value that differs, row by row, from A to B. */
export function listEventsSheet(compared: ListComparison, behind: ListSteps, sentenceOf: (event: RecordedEvent) => string, words: ListWords): Sheet {
  const { say } = words;
  const steps = stepsByRow(behind);
  const moved = compared.differences.flatMap((difference) => {
    const lines = linesOf(compared.table, difference);
    return (steps.get(difference.key) ?? []).flatMap((step) => lines.filter(({ column }) => moves(column)(step)).map((line) => ({ ...line, step })));
  });
  return {
    name: say(compareTexts.eventsSheet), title: compared.table.label, notes: [compareTexts.howOfList, ...leftOut(Math.max(0, moved.length - LINES_MAX))], provenance: provenance(compared, words),
    columns: [
      ...eventColumns, text('row', compareTexts.row), text('column', compareTexts.column), figure('before', compareTexts.before, MIXED), figure('after', compareTexts.after, MIXED), figure('change', compareTexts.change, MIXED), eventId,
    ],
    rows: moved.slice(0, LINES_MAX).map(({ difference: { key }, column, step: { at, before, after } }): ReportRow => {
      const event = behind.events[at]!;
      return withBasis({
        ...eventCells(event, sentenceOf), row: key,
        ...(column ? { column: say(column.label), before: cellOf(column, before?.[column.key], words), after: cellOf(column, after?.[column.key], words), change: whole(changeOf(column, before?.[column.key], after?.[column.key])) } : {}),
      }, event.metadata.basis);
    }),
  };
}
