import { rowsOver, type Report, type RowVersion, type Source, type Table } from '@ledger/kit';
import type { FoldedLedger } from './folded-ledger';
import { changesBetween, rowsByKey, type ComparedColumn, type FigureChange, type RowsByKey } from './report-figures';

/** A moment on both axes: what was known up to a position, of what had happened up to a day. */
export interface ReportMoment {
  readonly knownAt: bigint;
  readonly asOf: string;
}

/** What one event moved; without a position, what the passing of days alone did. */
export interface FigureMove extends FigureChange {
  readonly position?: bigint;
}

type Params = Readonly<Record<string, unknown>>;
type Rows = Readonly<Record<string, readonly unknown[]>>;
type Versions = ReadonlyMap<string, readonly RowVersion[]>;
type Sources = Readonly<Record<string, Source>>;

/** A fact that is there at B and not at A, or the other way round, and the event by which it is. */
interface FactChange {
  readonly table: string;
  readonly version: RowVersion;
  readonly appears: boolean;
  readonly position: bigint;
}

/**
 * Which events lead from a report at A to the same report at B, and what each moves: the report is made again by its own code with the facts
 * of one event more, and what differs then is that event's part. First the days pass without an event, then what the report only looks
 * up changes (names and units), then each part's own events follow in the order of their recording. The parts of a figure's events
 * add up to its difference as far as the report adds up over its parts, which `ReportComparison` promises.
 */
export function explainDifference(report: Report, params: Params, ledger: FoldedLedger, a: ReportMoment, b: ReportMoment): readonly FigureMove[] {
  if (!report.comparison) throw new Error(`${report.name} does not say over what it adds up`);
  // Facts of days that a report has not come to yet would confuse it: the way back is the way there with other signs.
  if (a.asOf > b.asOf) return explainDifference(report, params, ledger, b, a).map(turned);
  return new Explaining(report, params, ledger, a, b).moves();
}

const turned = ({ before, after, change, ...move }: FigureMove): FigureMove => ({ ...move, before: after, after: before, ...(change !== undefined && { change: -change }) });

class Explaining {
  private readonly found: FigureMove[] = [];
  private readonly columns: readonly ComparedColumn[];
  private readonly key: readonly string[];
  private readonly own: ReadonlySet<string>;
  private readonly sources: Sources;
  private readonly ownSources: Sources;
  private readonly lookedUp: Sources;
  private readonly tables: ReadonlyMap<string, Table<any, any>>;

  constructor(
    private readonly report: Report,
    private readonly params: Params,
    private readonly ledger: FoldedLedger,
    private readonly a: ReportMoment,
    private readonly b: ReportMoment,
  ) {
    const { key, parts } = report.comparison!;
    this.key = key;
    this.columns = (report.columns(params) as readonly ComparedColumn[]).filter((column) => !key.includes(column.key));
    this.own = new Set(parts.of.map(({ name }) => name));
    this.sources = report.sources(params, b.asOf) as Sources;
    const isOwn = ([, { table }]: readonly [string, Source]): boolean => this.own.has(table.name);
    this.ownSources = Object.fromEntries(Object.entries(this.sources).filter(isOwn));
    this.lookedUp = Object.fromEntries(Object.entries(this.sources).filter((source) => !isOwn(source)));
    this.tables = new Map(Object.values({ ...report.sources(params, a.asOf), ...this.sources } as Sources).map(({ table }) => [table.name, table]));
  }

  moves(): readonly FigureMove[] {
    const all = new Map([...this.tables].map(([name, table]) => [name, this.ledger.versions({ table })] as const));
    const atA: Versions = new Map([...all].map(([name, versions]) => [name, versions.filter((version) => isVisible(version, this.a))]));
    const changes = [...all].flatMap(([table, versions]) => versions.flatMap((version) => changeOf(table, version, this.a, this.b) ?? []));
    const before = this.passDays(atA);
    const context = this.lookUpAnew(before, atA, changes.filter(({ table }) => !this.own.has(table)));
    this.followParts(context, atA, changes.filter(({ table }) => this.own.has(table)));
    return this.found;
  }

  /** The facts of A on the day of B. */
  private passDays(atA: Versions): Rows {
    const sourcesOfA = this.report.sources(this.params, this.a.asOf) as Sources;
    const facts = new Facts(atA);
    const rows = rowsOf(this.sources, facts);
    if (this.a.asOf !== this.b.asOf) this.differ(this.built(rowsOf(sourcesOfA, facts), this.a.asOf), this.built(rows));
    return rows;
  }

  /** What is looked up beside the facts that add up: names, units, sets. Each change of it may move every figure. */
  private lookUpAnew(rows: Rows, atA: Versions, changes: readonly FactChange[]): Rows {
    const facts = new Facts(atA);
    let [now, figures] = [rows, changes.length > 0 ? this.built(rows) : undefined];
    for (const [position, together] of byPosition(changes)) {
      facts.take(together);
      now = { ...now, ...rowsOf(this.lookedUp, facts) };
      const next = this.built(now);
      this.differ(figures!, next, position);
      figures = next;
    }
    return now;
  }

  private followParts(context: Rows, atA: Versions, changes: readonly FactChange[]): void {
    const partOf = ({ table, version: { row } }: { readonly table: string; readonly version: RowVersion }): string => this.report.comparison!.parts.by.map((column) => encoded(this.tables.get(table)!, column, row)).join('\u0000');
    const standing = groupedBy([...this.own].flatMap((table) => (atA.get(table) ?? []).map((version) => ({ table, version }))), partOf);
    const needs = this.neededBy(context);
    for (const [part, ofPart] of groupedBy(changes, partOf)) {
      const facts = new Facts(new Map([...groupedBy(standing.get(part) ?? [], ({ table }) => table)].map(([table, found]) => [table, found.map(({ version }) => version)])));
      const needed = needs(ofPart[0]!.version.row);
      let figures = this.ofPart(needed, facts);
      for (const [position, together] of byPosition(ofPart)) {
        facts.take(together);
        const next = this.ofPart(needed, facts);
        this.differ(figures, next, position);
        figures = next;
      }
    }
  }

  private ofPart(context: Rows, facts: Facts): RowsByKey {
    return this.built({ ...context, ...rowsOf(this.ownSources, facts) });
  }

  /** Of what is looked up, the rows that a part needs: told by one of its facts. */
  private neededBy(context: Rows): (fact: RowVersion['row']) => Rows {
    const lookedUp = Object.entries(this.report.comparison!.parts.lookedUp ?? {});
    const rowsBy = new Map(lookedUp.map(([source, { column }]) => [source, groupedBy(context[source] ?? [], (row) => (row as RowVersion['row'])[column])]));
    return (fact) => ({ ...context, ...Object.fromEntries(lookedUp.map(([source, { is }]) => [source, rowsBy.get(source)!.get(fact[is]) ?? []])) });
  }

  private built(rows: Rows, asOf = this.b.asOf): RowsByKey {
    return rowsByKey(this.report.build(rows as never, this.params as never, asOf), this.key);
  }

  private differ(before: RowsByKey, after: RowsByKey, position?: bigint): void {
    for (const change of changesBetween(before, after, this.columns)) this.found.push(position === undefined ? change : { ...change, position });
  }
}

/** The facts that are there, as events add some and take others away. */
class Facts {
  private readonly tables: Map<string, Set<RowVersion>>;

  constructor(versions: Versions) {
    this.tables = new Map([...versions].map(([table, found]) => [table, new Set(found)]));
  }

  of(table: string): readonly RowVersion[] {
    return [...(this.tables.get(table) ?? [])];
  }

  take(changes: readonly FactChange[]): void {
    for (const { table, version, appears } of changes) {
      const known = this.tables.get(table) ?? new Set();
      this.tables.set(table, known);
      if (appears) known.add(version);
      else known.delete(version);
    }
  }
}

const rowsOf = (sources: Sources, facts: Facts): Rows => Object.fromEntries(Object.entries(sources).map(([name, source]) => [name, rowsOver(source, facts.of(source.table.name))]));

const isVisible = ({ from, to, effectiveOn }: RowVersion, { knownAt, asOf }: ReportMoment): boolean =>
  from <= knownAt && (to === undefined || to > knownAt) && (effectiveOn === undefined || effectiveOn <= asOf);

/** It is there by the event that put it there, unless another event's end of it lies between the moments. */
function changeOf(table: string, version: RowVersion, a: ReportMoment, b: ReportMoment): FactChange | undefined {
  const [one, other] = [isVisible(version, a), isVisible(version, b)];
  if (one === other) return undefined;
  const there = one ? a : b;
  const gone = one ? b : a;
  const ended = version.to !== undefined && version.to > there.knownAt && version.to <= gone.knownAt;
  return { table, version, appears: other, position: ended ? version.to! : version.from };
}

const encoded = (table: Table<any, any>, column: string, row: RowVersion['row']): string => (row[column] === undefined ? '' : String(table.columns[column].encode(row[column])));

/** In the order of recording; what one event does to its facts stays together. */
const byPosition = (changes: readonly FactChange[]): readonly (readonly [bigint, readonly FactChange[]])[] =>
  [...groupedBy(changes, ({ position }) => position)].sort(([one], [other]) => (one < other ? -1 : 1));

function groupedBy<T, K>(things: readonly T[], keyOf: (thing: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    const group = groups.get(key);
    if (group) group.push(thing);
    else groups.set(key, [thing]);
  }
  return groups;
}
