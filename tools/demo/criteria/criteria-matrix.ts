import { readCsv, wholeNumber } from '../csv';
import { varietyOf, type Variety } from '../variety';
import { communeStandings, isAtRisk, type CommuneStanding } from './commune-groups';

/** Criteria of the commune set of 2021–2025, by number. */
export const CRITERIA = Array.from({ length: 19 }, (_, index) => index + 1);

/** By commune, the numbers of the criteria it does not meet. */
export type FailedCriteria = ReadonlyMap<string, ReadonlySet<number>>;

/** A commune at risk fails one of these: income, environment and food safety, defence and security. */
const KEY_CRITERIA = [10, 17, 19] as const;
const EXCHANGES = 20_000;

/** Communes that fail each criterion at the end of 2024, by number. */
function failuresByCriterion(): ReadonlyMap<number, number> {
  const rows = readCsv('criteria-failed-2024.csv', ['criterion', 'communes', 'basis']);
  return new Map(rows.map(({ criterion, communes }) => [Number(criterion), wholeNumber(communes, `criteria-failed-2024.csv, ${criterion}`)]));
}

const failsAKeyCriterion = (failed: ReadonlySet<number>): boolean => KEY_CRITERIA.some((criterion) => failed.has(criterion));

/**
 * Which commune fails which criterion at the end of 2024, so that every commune's and every criterion's number of failures
 * is exactly the one in the data files and each commune at risk fails a key criterion. The same every time.
 */
export function failedAtEndOf2024(): FailedCriteria {
  const standings = communeStandings();
  const failed = fillByLargestRemainder(standings, failuresByCriterion());
  exchangeAtRandom(standings, failed, varietyOf('criteria-2024'));
  const without = standings.filter((standing) => isAtRisk(standing) && !failsAKeyCriterion(failed.get(standing.commune)!));
  if (without.length > 0) throw new Error(`communes at risk without a failed key criterion: ${without.map(({ commune }) => commune).join(', ')}`);
  return failed;
}

/** Gale and Ryser: filling rows with the columns that have most left succeeds whenever anything does. */
function fillByLargestRemainder(standings: readonly CommuneStanding[], totals: ReadonlyMap<number, number>): Map<string, Set<number>> {
  const left = new Map(totals);
  const rows = [...standings].sort((a, b) => a.met - b.met || (a.commune < b.commune ? -1 : 1));
  const failed = new Map<string, Set<number>>();
  for (const { commune, met } of rows) {
    const most = [...CRITERIA].sort((a, b) => left.get(b)! - left.get(a)! || a - b).slice(0, CRITERIA.length - met);
    for (const criterion of most) left.set(criterion, left.get(criterion)! - 1);
    failed.set(commune, new Set(most));
  }
  const wrong = [...left].filter(([, rest]) => rest !== 0);
  if (wrong.length > 0) throw new Error(`no matrix has these sums; left over by criterion: ${wrong.map(([c, rest]) => `${c}: ${rest}`).join(', ')}`);
  return failed;
}

/** Two communes exchange one failed criterion each: both sums of the matrix stay, its pattern does not. */
function exchangeAtRandom(standings: readonly CommuneStanding[], failed: ReadonlyMap<string, Set<number>>, variety: Variety): void {
  const pick = () => standings[variety.between(0, standings.length - 1)]!;
  for (let round = 0; round < EXCHANGES; round += 1) {
    const [one, other] = [pick(), pick()];
    const [a, b] = [variety.between(1, 19), variety.between(1, 19)];
    const [ofOne, ofOther] = [failed.get(one.commune)!, failed.get(other.commune)!];
    const canExchange = one !== other && ofOne.has(a) && !ofOne.has(b) && ofOther.has(b) && !ofOther.has(a);
    if (!canExchange) continue;
    exchange(ofOne, ofOther, a, b);
    const broken = [one, other].some((standing) => isAtRisk(standing) && !failsAKeyCriterion(failed.get(standing.commune)!));
    if (broken) exchange(ofOne, ofOther, b, a);
  }
}

function exchange(one: Set<number>, other: Set<number>, a: number, b: number): void {
  one.delete(a);
  one.add(b);
  other.delete(b);
  other.add(a);
}

/** Criteria newly met during 2024, and met before but not any more; their difference is what the year brought: 77. */
export const GAINED_IN_2024 = 86;
export const LOST_IN_2024 = 9;

/**
 * Which commune failed which criterion at the end of 2023: as a year later, except that some criteria have been met since,
 * and in some communes at risk one that was met is not met any more. The same every time.
 */
export function failedAtEndOf2023(atEndOf2024: FailedCriteria): FailedCriteria {
  const variety = varietyOf('criteria-2023');
  const before = new Map([...atEndOf2024].map(([commune, failed]) => [commune, new Set(failed)]));
  const atRisk = communeStandings().filter(isAtRisk).map(({ commune }) => commune);
  const lost = variety.shuffled(atRisk).slice(0, LOST_IN_2024);
  for (const commune of lost) before.get(commune)!.delete(variety.shuffled([...before.get(commune)!])[0]!);
  const others = [...before.keys()].filter((commune) => !atRisk.includes(commune)).sort();
  const candidates = variety.shuffled(others);
  for (let gained = 0; gained < GAINED_IN_2024; gained += 1) {
    const failed = before.get(candidates[gained % candidates.length]!)!;
    failed.add(variety.shuffled(CRITERIA.filter((criterion) => !failed.has(criterion)))[0]!);
  }
  return before;
}

/** Criteria met by all communes together. */
export const criteriaMet = (failed: FailedCriteria): number => [...failed.values()].reduce((sum, each) => sum + CRITERIA.length - each.size, 0);
