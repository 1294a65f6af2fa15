import { actOn, given, happened } from '@ledger/kit';
import { AssessCriterion, CorrectAssessment, criteriaEvents, MeasureIndicator, ReturnAssessment, VerifyAssessment, commune } from './index';

const unit = (code: string, kind: 'commune' | 'ward') => ({ code, revision: 0, name: code, sortKey: code, level: 'commune', kind, dissolved: false }) as const;
const entry = { level: 'commune', validFrom: '2022-03-08' };
const facts = { units: [unit('02869', 'commune'), unit('02650', 'ward')], criteria: [entry], indicators: [entry] };

const criterion = { commune: '02869', set: 'commune-2021-2025', criterion: 17, year: 2024 };
const assess = (over: Partial<AssessCriterion> = {}) => new AssessCriterion({ ...criterion, met: 'met', ...over });
const yearEnd = actOn('2024-12-31', 'lan');

const assessed = happened(criteriaEvents.CriterionAssessed({ ...criterion, met: 'met' }), { effectiveOn: '2024-12-31', by: 'lan', eventId: 'assessment' });
const verified = happened(criteriaEvents.AssessmentVerified({ ...criterion, met: 'met', assessedOn: '2024-12-31' }), { effectiveOn: '2025-01-10', by: 'hoa' });
const corrected = happened(criteriaEvents.AssessmentCorrected({ ...criterion, met: 'not-met', assessedOn: '2024-12-31', corrects: 'assessment' }), { effectiveOn: '2025-02-01', by: 'lan' });

describe('assessing a criterion', () => {
  it('records what was found', () => {
    given(commune).when(assess({ note: 'Có biên bản' }), { act: yearEnd, facts }).then(criteriaEvents.CriterionAssessed({ ...criterion, met: 'met', note: 'Có biên bản' }));
  });

  it.each([
    ['an unknown commune', { commune: '02999' }, facts, 'criteria.unknown-commune', 'commune'],
    ['a ward', { commune: '02650' }, facts, 'criteria.not-a-commune', 'commune'],
    ['a criterion of another set', {}, { ...facts, criteria: [] }, 'criteria.criterion-of-another-set', 'criterion'],
    ['a set for villages', {}, { ...facts, criteria: [{ ...entry, level: 'village' }] }, 'criteria.set-of-another-level', 'set'],
    ['a set that is not valid yet', {}, { ...facts, criteria: [{ ...entry, validFrom: '2026-01-01' }] }, 'criteria.set-not-yet-valid', 'set'],
    ['a year that has not begun', { year: 2025 }, facts, 'criteria.year-not-begun', 'year'],
  ] as const)('refuses %s', (_, over, facts, code, field) => {
    given(commune).when(assess(over), { act: yearEnd, facts }).refuses(code, field);
  });

  it('refuses while an assessment waits, and once it is verified', () => {
    given(commune, assessed).when(assess(), { act: yearEnd, facts }).refuses('criteria.awaits-verification', 'criterion');
    given(commune, assessed, verified).when(assess(), { act: yearEnd, facts }).refuses('criteria.verified-already', 'criterion');
  });

  it('is free again after a return, for another year, criterion or set', () => {
    const returned = criteriaEvents.AssessmentReturned({ ...criterion, assessedOn: '2024-12-31' });
    expect(given(commune, assessed, returned).when(assess(), { act: yearEnd, facts }).events).toHaveLength(1);
    for (const over of [{ year: 2023 }, { criterion: 18 }, { set: 'commune-advanced-2021-2025' }]) {
      expect(given(commune, assessed, verified).when(assess(over), { act: yearEnd, facts }).events).toHaveLength(1);
    }
  });
});

describe('checking an assessment', () => {
  const verify = new VerifyAssessment(criterion);

  it('is done by another person, and says from which day it counts', () => {
    given(commune, assessed).when(verify, { act: actOn('2025-01-10', 'hoa') }).then(criteriaEvents.AssessmentVerified({ ...criterion, met: 'met', assessedOn: '2024-12-31' }));
    given(commune, assessed).when(verify, { act: actOn('2025-01-10', 'lan') }).refuses('criteria.maker-is-checker');
  });

  it('needs something to check', () => {
    given(commune).when(verify).refuses('criteria.nothing-to-verify', 'criterion');
    given(commune, assessed, verified).when(verify).refuses('criteria.nothing-to-verify');
    given(commune).when(new ReturnAssessment(criterion)).refuses('criteria.nothing-to-verify');
  });

  it('may return it instead', () => {
    given(commune, assessed).when(new ReturnAssessment(criterion)).then(criteriaEvents.AssessmentReturned({ ...criterion, assessedOn: '2024-12-31' }));
  });
});

describe('correcting a verified assessment', () => {
  const correct = (met: 'met' | 'not-met') => new CorrectAssessment({ ...criterion, met });

  it('names what it corrects and keeps its day', () => {
    given(commune, assessed, verified).when(correct('not-met'), { act: actOn('2025-02-01', 'lan') })
      .then(criteriaEvents.AssessmentCorrected({ ...criterion, met: 'not-met', assessedOn: '2024-12-31', corrects: 'assessment' }));
  });

  it('waits for another person again', () => {
    given(commune, assessed, verified, corrected).when(new VerifyAssessment(criterion), { act: actOn('2025-02-02', 'lan') }).refuses('criteria.maker-is-checker');
    given(commune, assessed, verified, corrected).when(new VerifyAssessment(criterion), { act: actOn('2025-02-02', 'hoa') })
      .then(criteriaEvents.AssessmentVerified({ ...criterion, met: 'not-met', assessedOn: '2024-12-31' }));
  });

  it('leaves the earlier outcome when it is returned', () => {
    const returned = criteriaEvents.AssessmentReturned({ ...criterion, assessedOn: '2024-12-31' });
    given(commune, assessed, verified, corrected, returned).when(correct('met')).refuses('criteria.corrects-nothing', 'met');
    given(commune, assessed, verified, corrected, returned).when(assess(), { act: yearEnd, facts }).refuses('criteria.verified-already');
  });

  it('refuses what was not verified, and while one waits', () => {
    given(commune, assessed).when(correct('not-met')).refuses('criteria.nothing-to-correct');
    given(commune, assessed, verified, corrected).when(correct('met')).refuses('criteria.awaits-verification');
  });
});

describe('measuring an indicator', () => {
  const measure = new MeasureIndicator({ commune: '02869', set: 'commune-2021-2025', indicator: '10', year: 2024, value: '47.29' });

  it('records the value; again only with a reason', () => {
    const measured = criteriaEvents.IndicatorMeasured(measure);
    given(commune).when(measure, { act: yearEnd, facts }).then(measured);
    given(commune, measured).when(measure, { act: yearEnd, facts }).refuses('criteria.measured-already', 'reason');
    given(commune, measured).when(measure, { act: actOn('2024-12-31', 'lan', { reason: 'Nhập sai' }), facts }).then(measured);
  });

  it('refuses an indicator of another set', () => {
    given(commune).when(measure, { act: yearEnd, facts: { ...facts, indicators: [] } }).refuses('criteria.unknown-indicator', 'indicator');
  });
});

describe('who may do what', () => {
  it('separates those who assess from those who check', () => {
    const roles = Object.fromEntries(commune.rules.map((rule) => [rule.Command.name, rule.roles]));
    expect(roles).toEqual({
      MeasureIndicator: ['officer', 'program'], AssessCriterion: ['officer', 'program'], CorrectAssessment: ['officer', 'program'],
      VerifyAssessment: ['checker'], ReturnAssessment: ['checker'],
    });
    for (const rule of commune.rules) expect(rule.scope({ commune: '02869' }, commune.initial)).toEqual({ unit: '02869', program: 'NTM' });
  });

  it('takes evidence to assess, a reason to return, a reason and a legal basis to correct', () => {
    const requires = Object.fromEntries(commune.rules.map((rule) => [rule.Command.name, rule.requires]));
    expect(requires).toMatchObject({ AssessCriterion: ['evidence'], ReturnAssessment: ['reason'], CorrectAssessment: ['reason', 'legalBasis'] });
  });
});
