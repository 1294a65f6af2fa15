import { AssessCriterion, CorrectAssessment, MeasureIndicator, PublishCriteriaSet, ReturnAssessment, VerifyAssessment } from '@ledger/registers/criteria/domain';
import communeSet from '@ledger/registers/criteria/data/commune-2021-2025.json';
import advancedSet from '@ledger/registers/criteria/data/commune-advanced-2021-2025.json';
import type { Actor } from '@ledger/kit';
import { after, type Hour } from '../calendar';
import { assessments, type AssessmentCorrection, type YearOfACommune } from '../criteria/assessments';
import { CRITERIA } from '../criteria/criteria-matrix';
import { demoCommand, type DemoCommand } from '../demo-command';
import { people } from '../people';
import { varietyOf } from '../variety';

type Criterion = { readonly commune: string; readonly set: string; readonly criterion: number; readonly year: number };

/** The two sets, and what each commune assessed of 2023 and 2024 and the checker verified. */
export const criteriaCommands = (): readonly DemoCommand[] => [
  ...[communeSet, advancedSet].map(publication),
  ...assessments().flatMap((year) => [...measurements(year), ...CRITERIA.flatMap((criterion) => steps(year, criterion))]),
];

function publication({ set, name, nameEn, level, validFrom, effectiveOn, legalBasis, criteria }: typeof communeSet | typeof advancedSet): DemoCommand {
  const command = new PublishCriteriaSet({ set, name, nameEn, level, validFrom, criteria } as ConstructorParameters<typeof PublishCriteriaSet>[0]);
  return demoCommand(`set:${set}`, command, people.operator, { day: '2023-11-06', hour: 'morning', effectiveOn }, 'published', { legalBasis });
}

/** The demo keeps the districts' officers busy; in the commune of the account `officer` it is that officer. */
const makerOf = ({ district }: YearOfACommune): Actor => people.officerOf(district);
const keyOf = ({ commune, set, criterion, year }: Criterion): string => `${set}:${commune}:${criterion}:${year}`;

function steps(year: YearOfACommune, number: number): readonly DemoCommand[] {
  const criterion: Criterion = { commune: year.commune, set: year.set, criterion: number, year: year.year };
  const correction = year.corrected.find((each) => each.criterion === number);
  const outcome = year.failed.has(number) && !correction ? 'not-met' : 'met';
  const evidence = [year.evidence.sha256];
  const by = (key: string, command: object, actor: Actor, day: string, hour: Hour, extras = {}) =>
    demoCommand(`${key}:${keyOf(criterion)}`, command, actor, { day, hour }, 'apportioned', extras);
  const verify = (day: string) => by('verify', new VerifyAssessment(criterion), people.checkerOf(year.district), day, 'afternoon');
  const assess = (key: string, met: 'met' | 'not-met', day: string) => by(key, new AssessCriterion({ ...criterion, met }), makerOf(year), day, 'morning', { evidence });
  if (!year.returned.has(number)) return [assess('assess', outcome, year.assessedOn), verify(year.verifiedOn), ...(correction ? correctionSteps(year, criterion, correction) : [])];
  const returned = { reason: 'Hồ sơ chưa đủ căn cứ công nhận đạt; đề nghị đánh giá lại (số liệu minh họa).' };
  const returnedOn = after(year.assessedOn, 3);
  const againOn = after(returnedOn, 2);
  return [
    assess('assess', 'met', year.assessedOn),
    by('return', new ReturnAssessment(criterion), people.checkerOf(year.district), returnedOn, 'afternoon', returned),
    assess('assess-again', 'not-met', againOn),
    verify(after(againOn, 2)),
  ];
}

function correctionSteps(year: YearOfACommune, criterion: Criterion, correction: AssessmentCorrection): readonly DemoCommand[] {
  const { recordedOn, number, issuedOn, basis, reason } = correction;
  const legalBasis = { number, issuedOn, issuer: 'UBND huyện (văn bản minh họa)' };
  const when = { day: recordedOn, effectiveOn: year.assessedOn };
  return [
    demoCommand(`correct:${keyOf(criterion)}`, new CorrectAssessment({ ...criterion, met: 'not-met' }), makerOf(year), { ...when, hour: 'morning' }, basis, { legalBasis, reason, evidence: [year.evidence.sha256] }),
    demoCommand(`verify-correction:${keyOf(criterion)}`, new VerifyAssessment(criterion), people.checkerOf(year.district), { ...when, hour: 'afternoon' }, basis, {}),
  ];
}

/** Health insurance and income, measured in every sixth commune: enough to see what a measurement looks like. */
function measurements(year: YearOfACommune): readonly DemoCommand[] {
  if (year.year !== 2024 || year.set !== communeSet.set) return [];
  const variety = varietyOf(`measured-${year.commune}`);
  if (variety.between(1, 6) !== 1) return [];
  const value = (met: boolean, least: number, most: number) => (met ? variety.between(least, most) : variety.between(least - (most - least), least - 1));
  const measured = [['15.1', value(!year.failed.has(15), 950, 999)], ['10', value(!year.failed.has(10), 390, 480)]] as const;
  return measured.map(([indicator, tenths]) => {
    const text = (tenths / 10).toFixed(1).replace(/\.0$/, '');
    const command = new MeasureIndicator({ commune: year.commune, set: year.set, indicator, year: year.year, value: text });
    return demoCommand(`measure:${year.commune}:${indicator}`, command, makerOf(year), { day: year.assessedOn, hour: 'first' }, 'illustrative', { evidence: [year.evidence.sha256] });
  });
}
