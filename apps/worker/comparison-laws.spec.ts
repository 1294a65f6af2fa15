import * as fc from 'fast-check';
import type { Recorded, Report, Shape, Source } from '@ledger/kit';
import { explainDifference, FoldedLedger, type ReportMoment } from '@ledger/platform/fold';
import { changesBetween, rowsByKey, type RowsByKey } from '@ledger/platform/fold/report-figures';
import { registers } from '@ledger/registers';
import { demoSlice, histories } from '../../tools/demo/testing/demo-histories';

const TIMEOUT_MS = 120_000;
const compared = registers.flatMap(({ reports }) => reports).filter(({ comparison }) => comparison !== undefined);
const slice = demoSlice();
/** What reports look up: units, programs and sets are there from the beginning. */
const isLookedUp = ({ stream }: Recorded): boolean => /^(territory|programs|criteria\.set)/.test(stream);
const [lookedUp, rest] = [slice.filter(isLookedUp), slice.filter((event) => !isLookedUp(event))];
const anyHistory = histories(rest, 14).map((history) => [...lookedUp, ...history].map((event, index) => ({ ...event, position: BigInt(index + 1) })));
const projections = registers.flatMap((register) => register.projections);

const anyParams = ({ params }: Report): fc.Arbitrary<Record<string, unknown>> =>
  fc.record(Object.fromEntries(Object.entries(params as Shape).flatMap(([name, field]): readonly [string, fc.Arbitrary<unknown>][] => {
    const { choices } = field as { readonly choices?: object };
    return name === 'year' ? [[name, fc.constantFrom(2023, 2024, 2025)]] : choices ? [[name, fc.constantFrom(undefined, ...Object.keys(choices))]] : [];
  })));

const anyMoment = (history: readonly Recorded[]): fc.Arbitrary<ReportMoment> => fc.record({
  knownAt: fc.constantFrom(...history.map(({ position }) => position).filter((_, index) => index >= lookedUp.length / 2)),
  asOf: fc.constantFrom('2023-06-30', '2024-06-30', '2024-12-31', '2025-01-31', '2025-06-30', '2026-02-01', ...history.map(({ metadata }) => String(metadata.effectiveOn))),
});

/** The report as it is asked anywhere: undefined where it refuses the moment. */
function figuresAt(report: Report, params: object, ledger: FoldedLedger, moment: ReportMoment): RowsByKey | undefined {
  const { rows } = ledger.query(report.sources(params as never, moment.asOf) as Record<string, Source>, moment);
  try {
    return rowsByKey(report.build(rows as never, params as never, moment.asOf), report.comparison!.key);
  } catch {
    return undefined;
  }
}

describe.each(compared.map((report) => [report.name, report] as const))('the report %s at two moments', (_, report) => {
  const check = (drawn: fc.Arbitrary<readonly Recorded[]>, runs: number): void => fc.assert(fc.property(drawn, fc.gen(), (history, any) => {
    const ledger = new FoldedLedger(projections);
    ledger.append(history);
    const params = any(anyParams, report);
    const [a, b] = [any(anyMoment, history), any(anyMoment, history)];
    const [before, after] = [figuresAt(report, params, ledger, a), figuresAt(report, params, ledger, b)];
    if (!before || !after) return;
    const columns = report.columns(params as never).filter(({ key }) => !report.comparison!.key.includes(key));
    const sums = new Map<string, bigint>();
    for (const { row, column, change } of explainDifference(report, params, ledger, a, b)) if (change !== undefined) sums.set(`${row} ${column}`, (sums.get(`${row} ${column}`) ?? 0n) + change);
    const differences = changesBetween(before, after, columns).flatMap(({ row, column, change }) => (change === undefined ? [] : [[`${row} ${column}`, change] as const]));
    expect(Object.fromEntries([...sums].filter(([, sum]) => sum !== 0n).sort())).toEqual(Object.fromEntries([...differences].sort()));
  }), { numRuns: runs, interruptAfterTimeLimit: TIMEOUT_MS / 3, endOnFailure: true });

  it('has a difference that its events add up to, on any history', () => check(anyHistory, 20), TIMEOUT_MS);
  it('has a difference that its events add up to, on the demo’s own', () => check(fc.constant(slice), 2), TIMEOUT_MS);
});
