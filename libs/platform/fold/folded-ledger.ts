import { SeenEvent, type Projection, type Recorded, type RowVersion, type Source } from '@ledger/kit';
import { QueryError, type QueryOptions, type QueryResult, type RowsOf, type Sources } from '@ledger/platform/read-store/port';
import { mustFollow, ProjectionFold, type FoldStatus } from './projection-fold';

interface Folded {
  readonly fold: ProjectionFold;
  /** How many of the events have been taken in. */
  taken: number;
}

/**
 * A ledger's tables made in memory, from its events alone: the projections' own row changes, and the answers of the read store to the same
 * questions at every position and on every day. It imports nothing of Node, so that it runs in a browser. A projection is folded
 * when one of its tables is first asked for.
 */
export class FoldedLedger {
  private readonly events: Recorded[] = [];
  private readonly instants: number[] = [];
  private readonly byTable = new Map<string, Folded>();
  private readonly byName = new Map<string, Folded>();

  constructor(projections: readonly Projection[]) {
    for (const projection of projections) {
      const folded: Folded = { fold: new ProjectionFold(projection), taken: 0 };
      this.byName.set(projection.name, folded);
      for (const { name } of projection.tables) this.byTable.set(name, folded);
    }
  }

  /** Adds events, in ascending order of position. */
  append(events: readonly Recorded[]): void {
    for (const event of events) {
      mustFollow(event, this.head);
      this.events.push(event);
      this.instants.push(Date.parse(String(event.metadata.recordedAt)));
    }
  }

  /** Position of the newest event; 0n while there is none. */
  get head(): bigint {
    return this.events.at(-1)?.position ?? 0n;
  }

  get size(): number {
    return this.events.length;
  }

  /** The events in the order of recording; whoever asks must not change them. */
  get recorded(): readonly Recorded[] {
    return this.events;
  }

  /** The last position before the first event recorded after the instant; 0n when every event was recorded after it. */
  positionAt(instant: string): bigint {
    const milliseconds = Date.parse(instant);
    if (Number.isNaN(milliseconds)) throw new RangeError(`not an instant: ${instant}`);
    const after = this.instants.findIndex((recordedAt) => recordedAt > milliseconds);
    return after < 0 ? this.head : (this.events[after - 1]?.position ?? 0n);
  }

  firstPosition(): bigint | undefined {
    return this.events[0]?.position;
  }

  /** Rows of several sources, all at one position. Throws `QueryError` as the read store does. */
  query<Q extends Sources>(sources: Q, { knownAt, asOf, minPosition }: QueryOptions = {}): QueryResult<Q> {
    const asked = Object.entries(sources).map(([name, source]) => ({ name, source, fold: this.foldedOf(source) }));
    for (const { source } of asked) refuseAsOfOnCurrent(source, asOf);
    if (knownAt !== undefined && knownAt < (this.firstPosition() ?? 1n)) throw new QueryError('query.before-ledger', { knownAt, firstPosition: this.firstPosition() });
    const position = positionFor(asked.map(({ fold }) => fold), knownAt, minPosition);
    // Rows that are open now are found sooner than those of a position.
    const at = position === this.head ? undefined : position;
    const rows = asked.map(({ name, source, fold }) => [name, fold.tables.evaluate(source, { knownAt: at, asOf })]);
    const versions = asked.map(({ fold: { projection } }) => [projection.name, projection.version]);
    return { position, rows: Object.fromEntries(rows) as RowsOf<Q>, versions: Object.fromEntries(versions) as QueryResult<Q>['versions'] };
  }

  /** Every version that a table's rows have had up to the newest event. */
  versions(source: Pick<Source, 'table'>): readonly RowVersion[] {
    const fold = this.foldedOf(source);
    if (fold.isParked) throw new QueryError('query.ahead', { wanted: this.head, position: fold.position, projection: fold.projection.name, parked: true });
    return fold.tables.versions(source.table);
  }

  /** The event at a position; undefined where there is none. */
  eventAt(position: bigint): Recorded | undefined {
    let [low, high] = [0, this.events.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.events[middle]!.position < position) low = middle + 1;
      else high = middle;
    }
    const found = this.events[low];
    return found?.position === position ? found : undefined;
  }

  /** Folds every projection, or the named ones, up to the newest event. */
  foldAll(names: readonly string[] = [...this.byName.keys()], onFolded: (status: FoldStatus) => void = () => undefined): readonly FoldStatus[] {
    return names.map((name) => {
      const folded = this.byName.get(name);
      if (!folded) throw new Error(`there is no projection ${name}`);
      const { status } = this.brought(folded);
      onFolded(status);
      return status;
    });
  }

  /** Up to the newest event. */
  private foldedOf({ table }: Pick<Source, 'table'>): ProjectionFold {
    const folded = this.byTable.get(table.name);
    if (!folded) throw new Error(`no projection keeps a table ${table.name}`);
    return this.brought(folded);
  }

  /** Takes in what is new. */
  private brought(folded: Folded): ProjectionFold {
    const { fold } = folded;
    for (; !fold.isParked && folded.taken < this.events.length; folded.taken += 1) fold.take(new SeenEvent(this.events[folded.taken]!));
    return fold;
  }
}

function refuseAsOfOnCurrent({ table, asOf: own, after }: Source, asOf: string | undefined): void {
  if (table.kind === 'dated' || (own === undefined && after === undefined && asOf === undefined)) return;
  throw new QueryError('query.as-of-unsupported', { table: table.name });
}

function positionFor(folds: readonly ProjectionFold[], knownAt: bigint | undefined, minPosition: bigint | undefined): bigint {
  const lowest = folds.reduce<ProjectionFold | undefined>((least, each) => (least === undefined || each.position < least.position ? each : least), undefined);
  const reached = lowest?.position ?? knownAt ?? 0n;
  const wanted = knownAt === undefined ? minPosition : minPosition !== undefined && minPosition > knownAt ? minPosition : knownAt;
  if (wanted !== undefined && wanted > reached) throw new QueryError('query.ahead', { wanted, position: reached, projection: lowest?.projection.name, parked: lowest?.isParked === true });
  return knownAt ?? reached;
}
