import { basisOfRank, encodeShape, type JsonObject, type RowVersion, type Shape, type Table } from '@ledger/kit';
import type { FoldedLedger } from './folded-ledger';

/** A moment of a list. A current table has no days; without one, every day counts. */
export interface ListMoment {
  readonly knownAt: bigint;
  readonly asOf?: string;
}

/** What one event did to one row, as a list shows it: absent where the row was not there. */
export interface RowStep {
  /** The row's key columns, as they are encoded. */
  readonly key: readonly unknown[];
  /** Of the event. Between two days of one position, of the event whose effective day lies between them. */
  readonly position: bigint;
  readonly before?: JsonObject;
  readonly after?: JsonObject;
}

/**
 * Which events lead from a list at A to the same list at B, row by row, and what each did. First the days pass from A's to B's, as it was
 * known at A; then the events follow in the order of recording. The steps of a row hang together: what one leaves the next begins
 * with, the first begins with the row of A and the last ends with the row of B. Rows that are the same at both have none.
 * Throws `QueryError` where the table's projection is parked.
 */
export function rowSteps(table: Table<any, any>, ledger: FoldedLedger, a: ListMoment, b: ListMoment): readonly RowStep[] {
  if (a.knownAt > b.knownAt) return [...rowSteps(table, ledger, b, a)].reverse().map(({ before, after, ...step }) => stepOf(step, after, before));
  return [...byKey(table, ledger.versions({ table })).values()].flatMap((versions) => {
    const steps = stepsOf(table, versions, a, b);
    const [first, last] = [steps[0], steps.at(-1)];
    return first && last && !isSame(first.before, last.after) ? steps : [];
  });
}

function stepsOf(table: Table<any, any>, versions: readonly RowVersion[], a: ListMoment, b: ListMoment): readonly RowStep[] {
  const steps: RowStep[] = [];
  const key = (table.key as readonly string[]).map((column) => encodedAt(table, column, versions[0]!.row));
  const show = (version: RowVersion | undefined): JsonObject | undefined => version && rowOf(table, version);
  const take = (position: bigint, one: RowVersion | undefined, other: RowVersion | undefined): void => {
    if (one === other) return;
    const [before, after] = [show(one), show(other)];
    if (!isSame(before, after)) steps.push(stepOf({ key, position }, before, after));
  };
  const known = versionAt(versions, a.knownAt);
  let standing = inForce(known, b.asOf);
  if (known) take(known.from, inForce(known, a.asOf), standing);
  for (const position of boundariesOf(versions, a.knownAt, b.knownAt)) {
    const next = inForce(versionAt(versions, position), b.asOf);
    take(position, standing, next);
    standing = next;
  }
  return steps;
}

const stepOf = (step: Pick<RowStep, 'key' | 'position'>, before: JsonObject | undefined, after: JsonObject | undefined): RowStep => ({ ...step, ...(before && { before }), ...(after && { after }) });

const versionAt = (versions: readonly RowVersion[], position: bigint): RowVersion | undefined => versions.find(({ from, to }) => from <= position && (to === undefined || to > position));

const inForce = (version: RowVersion | undefined, day: string | undefined): RowVersion | undefined =>
  version && (day === undefined || version.effectiveOn === undefined || version.effectiveOn <= day) ? version : undefined;

/** Where a version begins or ends, behind the one position and up to the other. */
const boundariesOf = (versions: readonly RowVersion[], after: bigint, until: bigint): readonly bigint[] => {
  const found = new Set(versions.flatMap(({ from, to }) => (to === undefined ? [from] : [from, to])).filter((position) => position > after && position <= until));
  return [...found].sort((one, other) => (one < other ? -1 : 1));
};

function byKey(table: Table<any, any>, versions: readonly RowVersion[]): ReadonlyMap<string, readonly RowVersion[]> {
  const found = new Map<string, RowVersion[]>();
  for (const version of versions) {
    const key = JSON.stringify((table.key as readonly string[]).map((column) => encodedAt(table, column, version.row)));
    const known = found.get(key);
    if (known) known.push(version);
    else found.set(key, [version]);
  }
  return found;
}

const encodedAt = (table: Table<any, any>, column: string, row: RowVersion['row']): unknown => table.columns[column].encode(row[column]);

/** A row as a list answers it. */
function rowOf({ columns }: Table<any, any>, { row, rank }: RowVersion): JsonObject {
  const basis = basisOfRank(rank);
  return { ...encodeShape(columns as Shape, row as never), ...(basis === undefined || 'basis' in columns ? {} : { basis }) };
}

const isSame = (one: JsonObject | undefined, other: JsonObject | undefined): boolean => one === other || JSON.stringify(one) === JSON.stringify(other);
