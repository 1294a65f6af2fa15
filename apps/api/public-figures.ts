import type { JsonObject, ReportRow } from '@ledger/kit';
import { LEAST_COUNT, withoutSmallCounts, type AskReport } from '@ledger/platform/nest/public';

const MONEY = ['plan', 'disbursed', 'rate', 'basis'] as const;
/** One count of houses by district and year. A count of all years beside it would tell those that are kept back. */
const HOUSES = ['acceptedInYear'] as const;

const picked = (row: ReportRow, keys: readonly string[]): JsonObject => Object.fromEntries(keys.flatMap((key) => (row[key] === undefined ? [] : [[key, row[key]]])));

/** The aggregates of a plan year for everybody: money by program, houses by district without small counts, criteria of the province. */
export async function publicFigures(ask: AskReport, year: number): Promise<JsonObject> {
  const [money, houses, criteria] = await Promise.all([ask('capital-plan', { year, by: 'program-type' }), ask('housing-progress', { year, by: 'district' }), ask('criteria-matrix', { year }).catch(() => undefined)]);
  return {
    year,
    empty: money.body.rows.length === 0,
    asOf: money.asOf,
    // Each was read at a position of its own; nothing is shown that was recorded after this.
    position: [money, houses].reduce((last, { position }) => (position > last ? position : last), 0n).toString(),
    leastCount: LEAST_COUNT,
    money: {
      programs: money.body.rows.filter(({ level }) => level === 'program').map((row) => picked(row, ['program', 'name', ...MONEY])),
      totals: picked(money.body.totals, MONEY),
    },
    houses: housesJson(houses.body.rows, houses.body.totals),
    ...(criteria ? { criteria: picked(criteria.body.totals, ['communes', 'average', 'basis']) } : {}),
  };
}

function housesJson(rows: readonly ReportRow[], totals: ReportRow): JsonObject {
  const published = HOUSES.map((key) => [key, withoutSmallCounts(rows.map((row) => Number(row[key] ?? 0)))] as const);
  return {
    districts: rows.map((row, index) => ({ ...picked(row, ['code', 'name', 'basis']), ...Object.fromEntries(published.map(([key, { counts }]) => [key, counts[index]!])) })),
    totals: { ...Object.fromEntries(published.map(([key, { total }]) => [key, total])), ...picked(totals, ['basis']) },
  };
}
