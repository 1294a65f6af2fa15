import { apportion } from '../apportion';
import { after, workdays } from '../calendar';
import { readCsv } from '../csv';
import { communes } from '../units';
import { varietyOf } from '../variety';
import type { Basis } from '@ledger/kit';
import { communeStandings } from './commune-groups';
import { CRITERIA, failedAtEndOf2023, failedAtEndOf2024, type FailedCriteria } from './criteria-matrix';
import { criteriaSheet, type DemoEvidence } from './criteria-sheets';

/** One commune's self-assessment of one year and what the checker made of it. */
export interface YearOfACommune {
  readonly commune: string;
  readonly district: string;
  readonly set: string;
  readonly year: number;
  readonly failed: ReadonlySet<number>;
  readonly assessedOn: string;
  readonly verifiedOn: string;
  readonly evidence: DemoEvidence;
  /** Recorded as met at first, returned by the checker, then recorded as it is. */
  readonly returned: ReadonlySet<number>;
  readonly corrected: readonly AssessmentCorrection[];
}

/** An assessment recorded and verified as met, which turned out after the close not to be. */
export interface AssessmentCorrection {
  readonly commune: string;
  readonly criterion: number;
  readonly recordedOn: string;
  readonly number: string;
  readonly issuedOn: string;
  readonly basis: Basis;
  readonly reason: string;
}

const SET = 'commune-2021-2025';
const ADVANCED_SET = 'commune-advanced-2021-2025';
const RETURNED_IN_2024 = 24;
const PERIODS = {
  2023: { from: '2023-11-20', until: '2023-12-12', verifyAfter: 5 },
  2024: { from: '2024-10-14', until: '2024-12-13', verifyAfter: 8 },
} as const;

const correctionColumns = ['commune', 'criterion', 'recordedOn', 'number', 'issuedOn', 'basis', 'reason'] as const;
const corrections = (): readonly AssessmentCorrection[] =>
  readCsv('criteria-corrections.csv', correctionColumns).map((row) => ({ ...row, criterion: Number(row.criterion), basis: row.basis as Basis }));

/** The baseline of 2023 and the year 2024, commune by commune, and the seven that aim at the advanced set. */
export function assessments(): readonly YearOfACommune[] {
  const atEndOf2024 = failedAtEndOf2024();
  return [...yearOf(2023, SET, failedAtEndOf2023(atEndOf2024)), ...yearOf(2024, SET, atEndOf2024), ...yearOf(2024, ADVANCED_SET, failedOfTheAdvancedSet())];
}

function yearOf(year: 2023 | 2024, set: string, failed: FailedCriteria): readonly YearOfACommune[] {
  const variety = varietyOf(`${set}-${year}`);
  const days = workdays(PERIODS[year].from, PERIODS[year].until);
  const returned = year === 2024 && set === SET ? returnedIn(failed) : new Map<string, number>();
  const corrected = year === 2024 && set === SET ? corrections() : [];
  for (const { commune, criterion } of corrected) {
    if (!failed.get(commune)?.has(criterion)) throw new Error(`criteria-corrections.csv: ${commune} does not fail criterion ${criterion}`);
  }
  return communes.filter(({ code }) => failed.has(code)).map((commune) => {
    const assessedOn = days[variety.between(0, days.length - 1)]!;
    const fails = failed.get(commune.code)!;
    return {
      commune: commune.code, district: commune.district, set, year, failed: fails,
      assessedOn, verifiedOn: after(assessedOn, PERIODS[year].verifyAfter), evidence: criteriaSheet(commune, set, year, fails),
      returned: new Set([returned.get(commune.code)].filter((criterion) => criterion !== undefined)),
      corrected: corrected.filter((correction) => correction.commune === commune.code),
    };
  });
}

/** One failed criterion each of some communes. */
function returnedIn(failed: FailedCriteria): ReadonlyMap<string, number> {
  const variety = varietyOf('returned-2024');
  const chosen = variety.shuffled([...failed.keys()].sort()).slice(0, RETURNED_IN_2024);
  const corrected = new Map(corrections().map(({ commune, criterion }) => [commune, criterion]));
  return new Map(chosen.map((commune) => [commune, variety.shuffled([...failed.get(commune)!].sort((a, b) => a - b)).find((criterion) => criterion !== corrected.get(commune))!]));
}

/** Seven recognised communes registered for the advanced set meet 85 of its criteria together, 12.14 each. */
const ADVANCED = { communes: 7, met: 85 };

function failedOfTheAdvancedSet(): FailedCriteria {
  const variety = varietyOf('advanced-2024');
  const candidates = communeStandings().filter(({ group }) => group === 'recognised-17').map(({ commune }) => commune);
  const chosen = variety.shuffled(candidates).slice(0, ADVANCED.communes).sort();
  const met = apportion(ADVANCED.met, chosen.map(() => 1));
  return new Map(chosen.map((commune, index) => [commune, new Set(variety.shuffled(CRITERIA).slice(met[index]!))]));
}
