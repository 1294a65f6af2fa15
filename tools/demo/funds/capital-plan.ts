import { apportion } from '../apportion';
import { readCsv, wholeNumber } from '../csv';
import type { HousePlan } from '../houses/house-plans';
import { districts, province } from '../units';
import type { Basis } from '@ledger/kit';

export type CapitalType = 'investment' | 'public-service';

/** A row of the plan: one component's money of one type and origin, in whole đồng. */
export interface PlanLine {
  /** The line that the province holds. */
  readonly line: string;
  readonly component: string;
  readonly program: string;
  readonly capitalType: CapitalType;
  readonly originYear: number;
  readonly assigned: bigint;
  readonly basis: Basis;
  readonly holders: readonly HolderLine[];
}

/** What one district gets of it and spends until 31 January 2025, in whole đồng. */
export interface HolderLine {
  readonly line: string;
  readonly holder: string;
  readonly allocated: bigint;
  /** Advances outstanding and accepted payments together, at the close. */
  readonly disbursed: bigint;
  /** Advances outstanding at the close. */
  readonly advance: bigint;
  /** Paid house by house, by the housing register; nothing else is paid from the line. */
  readonly forHouses: boolean;
}

const PLAN_YEAR = 2024;
const MILLION = 1_000_000n;
/** Of what is planned and not spent, the part that districts get nevertheless; the rest stays with the province. */
const UNSPENT_ALLOCATED = { numerator: 3, denominator: 5 };

const columns = ['component', 'capitalType', 'originYear', 'plan', 'disbursed', 'advance', 'holders', 'spending', 'basis'] as const;
type PlanRow = Readonly<Record<(typeof columns)[number], string>>;

export const lineOf = (row: { readonly component: string; readonly capitalType: string; readonly originYear: string | number }, holder: string): string =>
  `${row.component}:${row.capitalType}:central:${PLAN_YEAR}:${row.originYear}:${holder}`;

/** Support for a house from the budget, in million đồng: the campaign's norm. */
export const HOUSE_SUPPORT = { new: 60, repair: 30 } as const;

/** The plan of 2024 with what each district gets and spends of it; all parts add up to the rows of `plan-2024.csv`. */
export function capitalPlan(houses: readonly HousePlan[]): readonly PlanLine[] {
  const rows = readCsv('plan-2024.csv', columns);
  const weights = new Map(readCsv('holder-weights.csv', ['district', 'DTTS', 'NTM', 'GNBV', 'basis']).map((row) => [row.district, row]));
  const support = houseSupportByDistrict(houses);
  const cuts = cutsByLine();
  return rows.map((row) => {
    const program = row.component.split('.')[0] as 'DTTS' | 'NTM' | 'GNBV';
    const holders = row.holders === 'all' ? districts.map(({ code }) => code) : row.holders.split(' ');
    const forHouses = row.spending === 'houses';
    const shares = holders.map((holder) => (forHouses ? support.get(holder)! : Number(weights.get(holder)![program])));
    return {
      line: lineOf(row, province.code), component: row.component, program,
      capitalType: row.capitalType as CapitalType, originYear: Number(row.originYear),
      assigned: inDong(number(row, 'plan')), basis: row.basis as Basis, holders: holderLines(row, cuts.get(lineOf(row, province.code)) ?? 0, holders, shares, forHouses),
    };
  });
}

function holderLines(row: PlanRow, cut: number, holders: readonly string[], shares: readonly number[], forHouses: boolean): readonly HolderLine[] {
  const [plan, disbursed] = [number(row, 'plan') - cut, number(row, 'disbursed')];
  const spare = Math.floor(((plan - disbursed) * UNSPENT_ALLOCATED.numerator) / UNSPENT_ALLOCATED.denominator);
  const allocated = apportion(disbursed + spare, shares);
  const spent = forHouses ? shares : apportion(disbursed, allocated);
  const advances = apportion(number(row, 'advance'), spent);
  if (spent.reduce((a, b) => a + b, 0) !== disbursed) throw new Error(`plan-2024.csv, ${row.component}: the houses paid from the line do not add up to ${disbursed}`);
  return holders.map((holder, index) => ({
    line: lineOf(row, holder), holder, forHouses,
    allocated: inDong(allocated[index]!), disbursed: inDong(spent[index]!), advance: inDong(advances[index]!),
  }));
}

const number = (row: PlanRow, column: 'plan' | 'disbursed' | 'advance') => wholeNumber(row[column], `plan-2024.csv, ${row.component} ${row.capitalType}`);
const inDong = (millions: number): bigint => BigInt(millions) * MILLION;

export interface PlanAdjustment {
  readonly line: string;
  readonly program: string;
  readonly change: bigint;
  readonly effectiveOn: string;
  readonly recordedOn: string;
  readonly number: string;
  readonly issuedOn: string;
  readonly basis: Basis;
  readonly reason: string;
}

const adjustmentColumns = ['component', 'capitalType', 'originYear', 'change', 'effectiveOn', 'recordedOn', 'number', 'issuedOn', 'basis', 'reason'] as const;

export const planAdjustments = (): readonly PlanAdjustment[] =>
  readCsv('plan-adjustments.csv', adjustmentColumns).map((row) => ({
    line: lineOf(row, province.code), program: row.component.split('.')[0]!, change: BigInt(row.change) * MILLION,
    effectiveOn: row.effectiveOn, recordedOn: row.recordedOn, number: row.number, issuedOn: row.issuedOn, basis: row.basis as Basis, reason: row.reason,
  }));

/** What later decisions take away must not have been given to a district. By line, in million đồng. */
function cutsByLine(): ReadonlyMap<string, number> {
  const cuts = new Map<string, number>();
  for (const { line, change } of planAdjustments()) cuts.set(line, (cuts.get(line) ?? 0) - Number(change / MILLION));
  return cuts;
}

/** By district, the support of all houses paid from its line, in million đồng. */
function houseSupportByDistrict(houses: readonly HousePlan[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { district, money, kind } of houses) {
    if (money === 'line') sums.set(district, (sums.get(district) ?? 0) + HOUSE_SUPPORT[kind]);
  }
  return sums;
}
