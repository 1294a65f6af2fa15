import * as fc from 'fast-check';
import { encodeShape, list, type JsonObject, type Projection, type Recorded, type Source } from '@ledger/kit';
import { FoldedLedger, rowSteps, type ListMoment, type RowStep } from '@ledger/platform/fold';
import { registers } from '@ledger/registers';
import { demoSlice, histories } from '../../tools/demo/testing/demo-histories';

const TIMEOUT_MS = 120_000;
const projections = registers.flatMap((register) => register.projections);
const slice = demoSlice();

type Table = Projection['tables'][number];
type Rows = ReadonlyMap<string, JsonObject>;

const anyMoment = (history: readonly Recorded[]): fc.Arbitrary<{ readonly knownAt: bigint; readonly asOf: string }> => fc.record({
  knownAt: fc.constantFrom(...history.map(({ position }) => position)),
  asOf: fc.constantFrom('2023-06-30', '2024-12-31', '2026-02-01', ...history.map(({ metadata }) => String(metadata.effectiveOn))),
});

/** The list as the ledger answers it, by its key. */
function rowsAt(table: Table, ledger: FoldedLedger, { knownAt, asOf }: ListMoment): Rows {
  const { rows } = ledger.query({ rows: list(table) as Source }, { knownAt, ...(table.kind === 'dated' && { asOf }) });
  return new Map((rows.rows as readonly Record<string, unknown>[]).map((row) => {
    const json: JsonObject = { ...encodeShape(table.columns, row as never), ...(row['basis'] === undefined ? {} : { basis: row['basis'] as string }) };
    return [JSON.stringify((table.key as readonly string[]).map((column) => json[column])), json];
  }));
}

function stepsByRow(steps: readonly RowStep[]): ReadonlyMap<string, readonly RowStep[]> {
  const found = new Map<string, RowStep[]>();
  for (const step of steps) found.set(JSON.stringify(step.key), [...(found.get(JSON.stringify(step.key)) ?? []), step]);
  return found;
}

/** Draws two moments and holds every list against its steps. */
function checkLists(history: readonly Recorded[], any: fc.GeneratorValue): void {
  const ledger = new FoldedLedger(projections);
  ledger.append(history);
  const [a, b] = [any(anyMoment, history), any(anyMoment, history)];
  // A projection that a made-up order of events parks has no rows to compare.
  const parked = new Set(ledger.foldAll().flatMap(({ name, poison }) => (poison ? [name] : [])));
  for (const table of projections.filter(({ name }) => !parked.has(name)).flatMap(({ tables }) => tables)) {
    const [before, after] = [rowsAt(table, ledger, a), rowsAt(table, ledger, b)];
    const steps = stepsByRow(rowSteps(table, ledger, a, b));
    const differing = [...new Set([...before.keys(), ...after.keys()])].filter((key) => JSON.stringify(before.get(key)) !== JSON.stringify(after.get(key)));
    expect([...steps.keys()].sort()).toEqual(differing.sort());
    for (const [key, ofRow] of steps) mustHangTogether(ledger, ofRow, [before.get(key), after.get(key)]);
  }
}

function mustHangTogether(ledger: FoldedLedger, steps: readonly RowStep[], ends: readonly (JsonObject | undefined)[]): void {
  expect([steps[0]!.before, steps.at(-1)!.after]).toEqual(ends);
  expect(steps.slice(1).map(({ before }) => before)).toEqual(steps.slice(0, -1).map(({ after }) => after));
  expect(steps.every(({ position }) => ledger.eventAt(position) !== undefined)).toBe(true);
}

describe('every list at two moments', () => {
  const bounded = (runs: number): fc.Parameters<unknown> => ({ numRuns: runs, interruptAfterTimeLimit: TIMEOUT_MS / 3, endOnFailure: true });

  it('has steps of events that lead from its rows at the one to its rows at the other, on any history', () => fc.assert(fc.property(histories(slice, 14), fc.gen(), checkLists), bounded(25)), TIMEOUT_MS);
  it('has steps of events that lead from its rows at the one to its rows at the other, on the demo’s own', () => fc.assert(fc.property(fc.gen(), (any) => checkLists(slice, any)), bounded(1)), TIMEOUT_MS);
});
