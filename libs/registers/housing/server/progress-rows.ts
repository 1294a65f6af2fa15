import { basisOfRank, basisRank, type ReportRow, type WithBasis } from '@ledger/kit';
import { houseStep, type HouseKind, type HouseStep } from '@ledger/registers/housing/domain';
import type { Unit } from '@ledger/registers/territory/domain';

interface StepRow extends WithBasis {
  readonly commune: string;
  readonly kind?: HouseKind;
  readonly step: HouseStep;
  readonly on: string;
}

interface AmountRow extends WithBasis {
  readonly commune: string;
  readonly approved: bigint;
  readonly paid: bigint;
}

export interface ProgressRows {
  readonly units: readonly Unit[];
  readonly steps: readonly StepRow[];
  readonly amounts: readonly AmountRow[];
}

export interface Question {
  readonly year: number;
  readonly by: 'district' | 'commune';
  readonly district?: string;
  readonly stuckAfter: number;
  readonly asOf: string;
}

const STEPS = Object.keys(houseStep().choices) as HouseStep[];
const COUNTS = [...STEPS, 'acceptedInYear', 'newInYear', 'repairedInYear', 'stuck'] as const;
type Counts = { -readonly [K in (typeof COUNTS)[number]]: number };

interface Area {
  readonly unit: Unit | undefined;
  readonly code: string;
  readonly counts: Counts;
  approved: bigint;
  paid: bigint;
  rank: number;
}

const DAY = 86_400_000;
const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY;

const isStuck = ({ step, on }: StepRow, { asOf, stuckAfter }: Question): boolean =>
  !['proposed', 'accepted', 'withdrawn'].includes(step) && daysBetween(on, asOf) > stuckAfter;

function countHouse({ counts }: Area, house: StepRow, question: Question): void {
  counts[house.step] += 1;
  if (house.step === 'accepted' && house.on.startsWith(`${question.year}-`)) {
    counts.acceptedInYear += 1;
    counts[house.kind === 'repair' ? 'repairedInYear' : 'newInYear'] += 1;
  }
  if (isStuck(house, question)) counts.stuck += 1;
}

/** The areas that have houses, by code. A commune that lies under no district stands for itself. */
export function areaRows({ units, steps, amounts }: ProgressRows, question: Question): readonly ReportRow[] {
  const unitOf = new Map(units.map((unit) => [unit.code, unit]));
  const districtOf = (commune: string): string => {
    const parent = unitOf.get(commune)?.parent;
    return parent !== undefined && unitOf.get(parent)?.level === 'district' ? parent : commune;
  };
  const areas = new Map<string, Area>();
  const areaOf = (commune: string): Area | undefined => {
    const district = districtOf(commune);
    if (question.district !== undefined && district !== question.district) return undefined;
    const code = question.by === 'district' ? district : commune;
    const area = areas.get(code) ?? { unit: unitOf.get(code), code, counts: noHouses(), approved: 0n, paid: 0n, rank: 0 };
    areas.set(code, area);
    return area;
  };
  for (const house of steps) {
    const area = areaOf(house.commune);
    if (!area) continue;
    countHouse(area, house, question);
    area.rank = Math.max(area.rank, basisRank(house.basis));
  }
  for (const { commune, approved, paid, basis } of amounts) {
    const area = areaOf(commune);
    if (!area) continue;
    area.approved += approved;
    area.paid += paid;
    area.rank = Math.max(area.rank, basisRank(basis));
  }
  return [...areas.values()].sort((a, b) => (a.code < b.code ? -1 : 1)).map((area) => rowOf(area, question));
}

const noHouses = (): Counts => Object.fromEntries(COUNTS.map((name) => [name, 0])) as Counts;

function rowOf({ unit, code, counts, approved, paid, rank }: Area, { by }: Question): ReportRow {
  const basis = basisOfRank(rank);
  return {
    code,
    name: unit?.name ?? code,
    ...(by === 'commune' ? { district: unit?.parent ?? null } : {}),
    ...counts,
    approvedAmount: approved.toString(),
    paidAmount: paid.toString(),
    ...(basis ? { basis } : {}),
  };
}

export function progressTotals(rows: readonly ReportRow[]): ReportRow {
  const count = (name: string) => rows.reduce((total, row) => total + (row[name] as number), 0);
  const money = (name: string) => rows.reduce((total, row) => total + BigInt(row[name] as string), 0n).toString();
  const basis = basisOfRank(Math.max(0, ...rows.map((row) => basisRank(row.basis))));
  return {
    houses: STEPS.reduce((total, step) => total + count(step), 0),
    ...Object.fromEntries(COUNTS.map((name) => [name, count(name)])),
    approvedAmount: money('approvedAmount'),
    paidAmount: money('paidAmount'),
    ...(basis ? { basis } : {}),
  };
}
