import { decodeShape, type Json, type JsonObject, type Register, type Report, type Shape, type Source } from '@ledger/kit';
import { explainDifference, type FigureMove, type FoldedLedger } from '@ledger/platform/fold';
import type { RecordedEvent } from '@ledger/ui/api/catalogue';
import { eventJson } from '@ledger/ui/api/recorded';
import { registersOfTables } from './bundle-coverage';
import type { Answerers } from './worker-calls';

/** A moment as an answer tells it: a position in decimal text, and a day. */
export interface AnsweredMoment {
  readonly knownAt: string;
  readonly asOf: string;
}

/** A report at two moments: its parameters as its answer gives them. */
export interface ComparisonQuestion {
  readonly report: string;
  readonly params: JsonObject;
  readonly a: AnsweredMoment;
  readonly b: AnsweredMoment;
}

/** What is known of one figure's difference. Amounts are decimal text, in whole units. */
export interface ExplainedFigure {
  readonly row: string;
  readonly column: string;
  /** What its events and the passing of days come to together; absent for a text. */
  readonly sum?: string;
  readonly events: number;
}

/** One event's part in a figure; of a text, what it said before and after. */
export interface EventPart {
  readonly event: RecordedEvent;
  readonly change?: string;
  readonly before?: Json;
  readonly after?: Json;
}

export interface FigureParts {
  readonly parts: readonly EventPart[];
  /** What the passing of days moved, with no event; absent where nothing. */
  readonly days?: string;
  /** The parts that are not told one by one. */
  readonly others?: { readonly events: number; readonly change: string };
}

export interface FigureQuestion extends ComparisonQuestion {
  readonly row: string;
  readonly column: string;
}

/** Every part of every figure, in the order of recording; `at`: index of its event; without one, the passing of days. */
export interface AllParts {
  readonly events: readonly RecordedEvent[];
  readonly parts: readonly { readonly row: string; readonly column: string; readonly at?: number; readonly change?: string; readonly before?: Json; readonly after?: Json }[];
  /** How many parts there are that are not among them. */
  readonly left: number;
}

const TOLD_MAX = 200;
const PARTS_MAX = 100_000;

/** A ledger that holds the events of some registers, at least up to a position. */
export type LedgerOf = (registers: readonly string[], until: bigint, onRead: (events: number) => void) => Promise<FoldedLedger>;

interface Kept {
  readonly asked: string;
  readonly ledger: FoldedLedger;
  readonly moves: readonly FigureMove[];
  readonly byFigure: ReadonlyMap<string, readonly FigureMove[]>;
}

const figureKey = ({ row, column }: { readonly row: string; readonly column: string }): string => `${row} ${column}`;

/** Explains reports from events that it folds itself: the registers' own projections and reports, whoever gave the events. The last question is kept. */
export class ReportExplainer {
  private readonly reports: ReadonlyMap<string, Report>;
  private readonly registersOf: ReadonlyMap<string, readonly string[]>;
  private kept: Kept | undefined;

  constructor(
    registers: readonly Register[],
    private readonly ledgerOf: LedgerOf,
  ) {
    this.reports = new Map(registers.flatMap(({ reports }) => reports.map((report) => [report.name, report] as const)));
    this.registersOf = registersOfTables(registers);
  }

  async explain(question: ComparisonQuestion, onRead: (events: number) => void): Promise<readonly ExplainedFigure[]> {
    const { byFigure } = await this.of(question, onRead);
    return [...byFigure.values()].map((moves) => ({
      row: moves[0]!.row, column: moves[0]!.column, events: moves.filter(({ position }) => position !== undefined).length,
      ...(moves.some(({ change }) => change !== undefined) && { sum: String(sumOf(moves)) }),
    }));
  }

  /** Of one figure, the events that moved it most. */
  async partsOf({ row, column, ...question }: FigureQuestion): Promise<FigureParts> {
    const { ledger, byFigure } = await this.of(question);
    const moves = byFigure.get(figureKey({ row, column })) ?? [];
    const days = moves.filter(({ position }) => position === undefined);
    const ofEvents = moves.filter(({ position }) => position !== undefined);
    const largest = ofEvents.length <= TOLD_MAX ? ofEvents : [...ofEvents].sort((one, other) => (sizeOf(one) < sizeOf(other) ? 1 : -1));
    const others = largest.slice(TOLD_MAX);
    return {
      parts: largest.slice(0, TOLD_MAX).map((move) => ({ event: eventJson(ledger.eventAt(move.position!)!), ...told(move) })),
      ...(days.length > 0 && { days: String(sumOf(days)) }),
      ...(others.length > 0 && { others: { events: others.length, change: String(sumOf(others)) } }),
    };
  }

  async everyPart(question: ComparisonQuestion): Promise<AllParts> {
    const { ledger, moves } = await this.of(question);
    const places = new Map<bigint, number>();
    const events: RecordedEvent[] = [];
    const placeOf = (position: bigint): number => {
      if (!places.has(position)) places.set(position, events.push(eventJson(ledger.eventAt(position)!)) - 1);
      return places.get(position)!;
    };
    const first = [...moves].sort((one, other) => ((one.position ?? 0n) < (other.position ?? 0n) ? -1 : 1)).slice(0, PARTS_MAX);
    const parts = first.map((move) => ({ row: move.row, column: move.column, ...(move.position !== undefined && { at: placeOf(move.position) }), ...told(move) }));
    return { events, parts, left: moves.length - parts.length };
  }

  private async of(question: ComparisonQuestion, onRead: (events: number) => void = () => undefined): Promise<Kept> {
    const asked = JSON.stringify(question);
    if (this.kept?.asked === asked) return this.kept;
    const report = this.reports.get(question.report)!;
    const params = decodeShape(report.params as Shape, question.params) as Readonly<Record<string, unknown>>;
    const [a, b] = [question.a, question.b].map(({ knownAt, asOf }) => ({ knownAt: BigInt(knownAt), asOf })) as [{ knownAt: bigint; asOf: string }, { knownAt: bigint; asOf: string }];
    const sources = Object.values(report.sources(params as never, b.asOf)) as Source[];
    const needed = [...new Set(sources.flatMap(({ table }) => this.registersOf.get(table.name) ?? []))];
    const ledger = await this.ledgerOf(needed, a.knownAt > b.knownAt ? a.knownAt : b.knownAt, onRead);
    const moves = explainDifference(report, params, ledger, a, b);
    this.kept = { asked, ledger, moves, byFigure: byFigureOf(moves) };
    return this.kept;
  }
}

function byFigureOf(moves: readonly FigureMove[]): ReadonlyMap<string, readonly FigureMove[]> {
  const found = new Map<string, FigureMove[]>();
  for (const move of moves) {
    const known = found.get(figureKey(move));
    if (known) known.push(move);
    else found.set(figureKey(move), [move]);
  }
  return found;
}

const sumOf = (moves: readonly FigureMove[]): bigint => moves.reduce((sum, { change = 0n }) => sum + change, 0n);
const sizeOf = ({ change = 0n }: FigureMove): bigint => (change < 0n ? -change : change);
const told = ({ change, before, after }: FigureMove): Pick<EventPart, 'change' | 'before' | 'after'> => (change !== undefined ? { change: String(change) } : { before: before ?? null, after: after ?? null });

/** What a worker that explains can be asked. */
export const explaining = (explainer: ReportExplainer): Answerers => ({
  explain: (question: ComparisonQuestion, onProgress) => explainer.explain(question, onProgress),
  partsOf: (question: FigureQuestion) => explainer.partsOf(question),
  everyPart: (question: ComparisonQuestion) => explainer.everyPart(question),
});
