import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CRITERIA, criteriaMet, failedAtEndOf2023, failedAtEndOf2024 } from './criteria/criteria-matrix';
import { assessments } from './criteria/assessments';
import { communeStandings, isAtRisk } from './criteria/commune-groups';
import { apportion } from './apportion';
import { capitalPlan, HOUSE_SUPPORT, planAdjustments, type PlanLine } from './funds/capital-plan';
import { lineSpending } from './funds/payments';
import { housePlans } from './houses/house-plans';
import { communes, districts, units } from './units';
import { unitsCsv } from './units-from-package';
import { isWorkday } from './calendar';

const houses = housePlans();
const plan = capitalPlan(houses);
const BILLION = 1_000_000_000n;

const total = (values: readonly bigint[]): bigint => values.reduce((sum, value) => sum + value, 0n);
const count = <T>(items: readonly T[], is: (item: T) => boolean): number => items.filter(is).length;

describe('the units of Lào Cai before 1 July 2025', () => {
  it('are those of the package they were taken from', () => {
    expect(readFileSync(path.join(__dirname, 'data/units.csv'), 'utf8')).toBe(unitsCsv());
  });
  it('are 126 communes, 16 wards and 9 townships in nine districts', () => {
    const kinds = (['commune', 'ward', 'township'] as const).map((kind) => count(units, (unit) => unit.kind === kind));
    expect(kinds).toEqual([126, 16, 9]);
    expect(new Set(units.map(({ code }) => code)).size).toBe(151);
    expect(new Set(units.map(({ district }) => district))).toEqual(new Set(districts.map(({ code }) => code)));
  });
  it('include seven communes of Lào Cai city and eleven of Bảo Thắng', () => {
    expect(['080', '086'].map((district) => count(communes, (unit) => unit.district === district))).toEqual([7, 11]);
  });
});

describe('the capital plan of 2024', () => {
  const of = (program: string, capitalType: string) => plan.filter((each) => each.program === program && each.capitalType === capitalType);
  const adjusted = (lines: readonly PlanLine[]) =>
    total(lines.map(({ assigned }) => assigned)) + total(planAdjustments().filter(({ line }) => lines.some((each) => each.line === line)).map(({ change }) => change));
  const disbursed = (lines: readonly PlanLine[]) => total(lines.flatMap(({ holders }) => holders.map((holder) => holder.disbursed)));

  it.each([
    ['DTTS', 'investment', 619_999_000_000n, 530_000_000_000n], ['DTTS', 'public-service', 960n * BILLION, 596_500_000_000n],
    ['NTM', 'investment', 150n * BILLION, 136_500_000_000n], ['NTM', 'public-service', 89n * BILLION, 56_400_000_000n],
    ['GNBV', 'investment', 280n * BILLION, 248_900_000_000n], ['GNBV', 'public-service', 320n * BILLION, 213_700_000_000n],
  ])('%s, %s', (program, capitalType, planned, spent) => {
    expect([adjusted(of(program, capitalType)), disbursed(of(program, capitalType))]).toEqual([planned, spent]);
  });

  it('gives no district more than the province has, also after every adjustment, and no district spends more than it got', () => {
    for (const each of plan) {
      expect(total(each.holders.map(({ allocated }) => allocated))).toBeLessThanOrEqual(adjusted([each]));
      for (const { allocated, disbursed, advance } of each.holders) expect([disbursed <= allocated, advance <= disbursed]).toEqual([true, true]);
    }
  });

  it('is spent by payments and advances that add up, on working days of the plan year', () => {
    for (const { holders, capitalType } of plan) {
      for (const holder of holders.filter(({ forHouses, disbursed }) => !forHouses && disbursed > 0n)) {
        const { advance, payments } = lineSpending(holder, capitalType, 'TT');
        expect(total(payments.map(({ amount }) => amount)) + (advance?.amount ?? 0n)).toBe(holder.disbursed);
        expect((advance?.amount ?? 0n) - (advance?.settled ?? 0n)).toBe(holder.advance);
        for (const { preparedOn, paidOn } of payments) expect([isWorkday(preparedOn), isWorkday(paidOn), preparedOn < paidOn, paidOn <= '2025-01-31']).toEqual([true, true, true, true]);
      }
    }
  });

  it('pays for houses exactly what the houses of each district are supported with', () => {
    const lines = plan.flatMap(({ holders }) => holders.filter(({ forHouses }) => forHouses));
    for (const { holder, disbursed } of lines) {
      const paid = houses.filter(({ district, money }) => district === holder && money === 'line').reduce((sum, { kind }) => sum + HOUSE_SUPPORT[kind], 0);
      expect(disbursed).toBe(BigInt(paid) * 1_000_000n);
    }
  });
});

describe('criteria', () => {
  const atEndOf2024 = failedAtEndOf2024();
  const standings = communeStandings();

  it('met are 1,514 at the end of 2023 and 1,591 at the end of 2024', () => {
    expect([criteriaMet(failedAtEndOf2023(atEndOf2024)), criteriaMet(atEndOf2024)]).toEqual([1_514, 1_591]);
  });
  it('stand in every commune as its group has it', () => {
    for (const { commune, met } of standings) expect(CRITERIA.length - atEndOf2024.get(commune)!.size).toBe(met);
  });
  it.each([['recognised', 62, 932], ['registered', 11, 53], ['other', 53, 606]])('%s communes: %d with %d criteria', (group, communes, met) => {
    const members = standings.filter((standing) => standing.group.startsWith(group));
    expect([members.length, members.reduce((sum, standing) => sum + standing.met, 0)]).toEqual([communes, met]);
  });
  it('of poverty are met by 76 communes, those of environment and food safety by 107', () => {
    expect([11, 17].map((criterion) => 126 - count([...atEndOf2024.values()], (failed) => failed.has(criterion)))).toEqual([76, 107]);
  });
  it('of the 16 communes at risk, in five districts, are failed in eight cases each, a key one among them', () => {
    const atRisk = standings.filter(isAtRisk);
    expect(new Set(atRisk.map(({ commune }) => units.find(({ code }) => code === commune)!.district))).toEqual(new Set(['080', '082', '083', '085', '089']));
    for (const { commune } of atRisk) {
      const failed = atEndOf2024.get(commune)!;
      expect([failed.size, [10, 17, 19].some((criterion) => failed.has(criterion))]).toEqual([8, true]);
    }
    expect(atRisk).toHaveLength(16);
  });
  it('of the advanced set are met 85 times by seven communes', () => {
    const advanced = assessments().filter(({ set }) => set === 'commune-advanced-2021-2025');
    expect([advanced.length, advanced.reduce((sum, { failed }) => sum + CRITERIA.length - failed.size, 0)]).toEqual([7, 85]);
  });
});

describe('houses', () => {
  it('accepted in 2024 are 5,537', () => {
    expect(count(houses, ({ acceptedOn, until }) => acceptedOn <= until && acceptedOn.startsWith('2024-'))).toBe(5_537);
    expect(count(houses, ({ acceptedOn, until }) => acceptedOn <= until)).toBe(5_537);
  });
  it('are each another household, in every one of the 151 units', () => {
    expect(new Set(houses.map(({ household }) => household)).size).toBe(houses.length);
    expect(new Set(houses.map(({ unit }) => unit)).size).toBe(151);
  });
});

describe('apportioning', () => {
  it('adds up and gives the larger remainders first', () => {
    expect(apportion(10, [1, 1, 1])).toEqual([4, 3, 3]);
    expect(apportion(7, [5, 3, 2])).toEqual([4, 2, 1]);
    expect(() => apportion(1, [0, 0])).toThrow('weights');
  });
});
