import { quotient } from '@ledger/fields';
import { basisOfRank, basisRank, type ReportRow, type WithBasis } from '@ledger/kit';
import type { Outcome } from '@ledger/registers/criteria/domain';
import type { Unit } from '@ledger/registers/territory/domain';

/** Both sets of communes, new rural and advanced, number their criteria from 1 to 19. */
export const NUMBERS = Array.from({ length: 19 }, (_, index) => index + 1);

interface OfYear extends WithBasis {
  readonly commune: string;
  readonly criterion: number;
  readonly year: number;
}
type Result = OfYear & { readonly met: Outcome };
type Awaiting = OfYear & { readonly awaiting: boolean };

const cell = (commune: string, criterion: number): string => `${commune}·${criterion}`;

/** Of each commune's criterion, the row of the latest year. */
function latestYears<R extends OfYear>(rows: readonly R[]): ReadonlyMap<string, R> {
  const found = new Map<string, R>();
  for (const row of rows) {
    const known = found.get(cell(row.commune, row.criterion));
    if (!known || known.year < row.year) found.set(cell(row.commune, row.criterion), row);
  }
  return found;
}

const weakest = (rows: readonly WithBasis[]) => basisOfRank(Math.max(0, ...rows.map((row) => basisRank(row.basis))));

/** Communes, since wards and townships are not assessed; by district, then by name. */
export function communesOf(units: readonly Unit[], district?: string): readonly Unit[] {
  const order = (unit: Unit) => `${unit.parent ?? ''}·${unit.sortKey}·${unit.code}`;
  return units
    .filter((unit) => unit.kind === 'commune' && !unit.dissolved && (district === undefined || unit.parent === district))
    .sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

export function matrixRows(communes: readonly Unit[], units: readonly Unit[], results: readonly Result[], awaiting: readonly Awaiting[]): readonly ReportRow[] {
  const counted = latestYears(results);
  const waiting = latestYears(awaiting.filter((row) => row.awaiting));
  const districts = new Map(units.filter((unit) => unit.level === 'district').map((unit) => [unit.code, unit]));
  return communes.map((commune) => {
    const cells = NUMBERS.map((number) => ({ number, result: counted.get(cell(commune.code, number)), waits: waiting.get(cell(commune.code, number)) }));
    const district = commune.parent === undefined ? undefined : districts.get(commune.parent);
    const basis = weakest([commune, ...cells.flatMap(({ result, waits }) => [result ?? waits ?? {}])]);
    return {
      code: commune.code,
      name: commune.name,
      district: district?.code ?? null,
      districtName: district?.name ?? null,
      ...Object.fromEntries(cells.map(({ number, result, waits }) => [`c${number}`, result?.met ?? (waits ? 'unverified' : null)])),
      met: cells.filter(({ result }) => result?.met === 'met').length,
      awaiting: cells.filter(({ waits }) => waits).length,
      ...(basis ? { basis } : {}),
    };
  });
}

export interface Before {
  readonly communes: number;
  readonly met: number;
  readonly assessed: boolean;
}

/** How many criteria the communes met; `assessed` is false when nothing had been verified at all. */
export function metAmong(communes: readonly Unit[], results: readonly Result[]): Before {
  const codes = new Set(communes.map((commune) => commune.code));
  const counted = [...latestYears(results).values()].filter((result) => codes.has(result.commune));
  return { communes: communes.length, met: counted.filter((result) => result.met === 'met').length, assessed: counted.length > 0 };
}

export function matrixTotals(rows: readonly ReportRow[], before: Before): ReportRow {
  const metOf = (row: ReportRow) => row.met as number;
  const met = rows.reduce((total, row) => total + metOf(row), 0);
  const basis = weakest(rows);
  return {
    communes: rows.length,
    ...Object.fromEntries(NUMBERS.map((number) => [`c${number}`, rows.filter((row) => row[`c${number}`] === 'met').length])),
    met,
    awaiting: rows.reduce((total, row) => total + (row.awaiting as number), 0),
    average: ratio(met, rows.length),
    averageBefore: before.assessed ? ratio(before.met, before.communes) : null,
    increase: before.assessed ? increase({ met, communes: rows.length }, before) : null,
    ...(basis ? { basis } : {}),
  };
}

/** Two decimals, rounded once from the exact ratio. */
const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : Number(quotient(BigInt(part), BigInt(whole), 2)));

const increase = (now: { met: number; communes: number }, before: Before): number | null =>
  ratio(now.met * before.communes - before.met * now.communes, now.communes * before.communes);
