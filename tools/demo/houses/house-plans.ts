import { apportion } from '../apportion';
import { after, workdays } from '../calendar';
import { readCsv, wholeNumber } from '../csv';
import { districts, units } from '../units';
import { varietyOf, type Variety } from '../variety';

export type HouseKind = 'new' | 'repair';
/** What a house's support is paid from: the district's line of the housing project, or money that is on no line. */
export type HouseMoney = 'line' | 'integrated' | 'mobilised';

/** The days of one house's life; those after `until` have not come yet. */
export interface HousePlan {
  readonly household: string;
  readonly unit: string;
  readonly district: string;
  readonly kind: HouseKind;
  readonly money: HouseMoney;
  readonly proposedOn: string;
  readonly approvedOn: string;
  readonly startedOn: string;
  /** Foundation, frame and roof. */
  readonly stagesOn: readonly [string, string, string];
  readonly acceptedOn: string;
  readonly paidOn: string;
  /** The last day that has happened: houses under way have not been accepted by then. */
  readonly until: string;
}

const CLOSE = '2025-01-24';
const LAST_ACCEPTANCE = '2024-12-31';
/** Accepted in the last days of the year and not paid yet: shown as a difference for the inspector to ask about. */
const NOT_YET_PAID = 12;

interface DistrictHouses {
  readonly district: string;
  readonly accepted: number;
  readonly isNew: number;
  readonly newFromLine: number;
  readonly repairedFromLine: number;
  readonly underWay: number;
}

const columns = ['district', 'accepted', 'new', 'newFromLine', 'repairedFromLine', 'underWay', 'basis'] as const;

/** Houses accepted in 2024 and under way at its end, by district. */
export const housesByDistrict = (): readonly DistrictHouses[] =>
  readCsv('houses-2024.csv', columns).map((row) => {
    const number = (column: (typeof columns)[number]) => wholeNumber(row[column], `houses-2024.csv, ${row.district}`);
    return {
      district: row.district, accepted: number('accepted'), isNew: number('new'),
      newFromLine: number('newFromLine'), repairedFromLine: number('repairedFromLine'), underWay: number('underWay'),
    };
  });

/** Every house of 2024, by unit and household; the same every time. */
export function housePlans(): readonly HousePlan[] {
  const rows = housesByDistrict();
  const plans = districts.flatMap(({ code }) => {
    const row = rows.find(({ district }) => district === code);
    if (!row) throw new Error(`houses-2024.csv: nothing about district ${code}`);
    return districtPlans(row);
  });
  return withoutLastPayments(plans);
}

function districtPlans(row: DistrictHouses): readonly HousePlan[] {
  const variety = varietyOf(`houses-${row.district}`);
  const kinds = variety.shuffled(labels([[row.newFromLine, 'new:line'], [row.isNew - row.newFromLine, 'new:other'], [row.repairedFromLine, 'repair:line'], [row.accepted - row.isNew - row.repairedFromLine, 'repair:other']]));
  const places = housePlaces(row, variety);
  const used = new Map<string, number>();
  return places.map((unit, index) => {
    const number = (used.get(unit) ?? 0) + 1;
    used.set(unit, number);
    const accepted = kinds[index];
    const [kind, money] = (accepted ?? `${variety.between(0, 2) === 0 ? 'repair' : 'new'}:other`).split(':') as [HouseKind, 'line' | 'other'];
    return {
      household: `H${unit}${String(number).padStart(5, '0')}`, unit, district: row.district, kind,
      money: money === 'line' ? 'line' : variety.between(0, 9) < 6 ? 'mobilised' : 'integrated',
      ...(accepted === undefined ? daysUnderWay(variety) : daysUntilAccepted(kind, variety)),
    };
  });
}

const labels = (counts: readonly (readonly [number, string])[]): string[] => counts.flatMap(([count, label]) => Array.from({ length: count }, () => label));

/** The unit of each house: communes have about four times as many as wards and townships. */
function housePlaces(row: DistrictHouses, variety: Variety): readonly string[] {
  const inDistrict = units.filter(({ district }) => district === row.district);
  const weights = inDistrict.map(({ kind }) => (kind === 'commune' ? variety.between(70, 130) : variety.between(15, 30)));
  const place = (count: number) => variety.shuffled(labels(apportion(count, weights).map((houses, index) => [houses, inDistrict[index]!.code])));
  return [...place(row.accepted), ...place(row.underWay)];
}

/** Days from one step to the next: at least, at most. A repair takes less time than a new house. */
const PACE: { readonly [K in HouseKind]: readonly (readonly [number, number])[] } = {
  new: [[4, 14], [3, 15], [7, 14], [10, 22], [8, 18], [4, 12], [5, 20]],
  repair: [[4, 14], [3, 12], [3, 7], [4, 9], [4, 9], [3, 9], [5, 20]],
};

type Days = Omit<HousePlan, 'household' | 'unit' | 'district' | 'kind' | 'money'>;

function daysFrom(proposedOn: string, kind: HouseKind, variety: Variety): Omit<Days, 'until'> {
  const days = [proposedOn];
  for (const [least, most] of PACE[kind]) days.push(after(days.at(-1)!, variety.between(least, most)));
  const [, approvedOn, startedOn, foundation, frame, roof, acceptedOn, paidOn] = days as [string, string, string, string, string, string, string, string];
  return { proposedOn, approvedOn, startedOn, stagesOn: [foundation, frame, roof], acceptedOn, paidOn };
}

const PROPOSALS_OF_2024 = workdays('2024-01-08', '2024-11-08');
/** The last weeks of the year, so that the close of January finds houses at every step before acceptance. */
const LAST_PROPOSALS = workdays('2024-12-02', '2025-01-10');

/** Of the houses under way, one in so many has stood still since its foundation, for the inspector to ask about. */
const STUCK_ONE_IN = 15;

const oneOf = <T>(items: readonly T[], variety: Variety): T => items[variety.between(0, items.length - 1)]!;

function daysUntilAccepted(kind: HouseKind, variety: Variety): Days {
  for (let tries = 0; tries < 100; tries += 1) {
    const days = daysFrom(oneOf(PROPOSALS_OF_2024, variety), kind, variety);
    if (days.acceptedOn <= LAST_ACCEPTANCE && days.paidOn <= CLOSE) return { ...days, until: CLOSE };
  }
  throw new Error('no proposal of 2024 leads to an acceptance in 2024');
}

function daysUnderWay(variety: Variety): Days {
  if (variety.between(1, STUCK_ONE_IN) === 1) {
    const days = daysFrom(oneOf(PROPOSALS_OF_2024.slice(100, 150), variety), 'new', variety);
    return { ...days, until: days.stagesOn[0] };
  }
  const days = daysFrom(oneOf(LAST_PROPOSALS, variety), 'new', variety);
  return { ...days, until: days.acceptedOn <= CLOSE ? days.stagesOn[2] : CLOSE };
}

function withoutLastPayments(plans: readonly HousePlan[]): readonly HousePlan[] {
  const late = plans
    .filter(({ money, acceptedOn, until }) => money !== 'line' && acceptedOn <= until)
    .sort((a, b) => (a.acceptedOn === b.acceptedOn ? (a.household < b.household ? -1 : 1) : a.acceptedOn < b.acceptedOn ? 1 : -1))
    .slice(0, NOT_YET_PAID);
  const unpaid = new Set(late.map(({ household }) => household));
  return plans.map((plan) => (unpaid.has(plan.household) ? { ...plan, until: plan.acceptedOn } : plan));
}
