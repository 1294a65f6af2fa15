import { readFileSync } from 'node:fs';
import path from 'node:path';
import { decodeShape, defineRegister, latest, list, MemoryLedger, type ActInMemory } from '@ledger/kit';
import { AssessCriterion, CorrectAssessment, PublishCriteriaSet, VerifyAssessment, VerifyIndicator, type Outcome } from '@ledger/registers/criteria/domain';
import { EstablishUnit, unit, unitDirectory } from '@ledger/registers/territory/domain';
import { assessments } from './assessment-list';
import { setIndicators } from './criteria-sets';
import { criteria } from './index';

const directory = unitDirectory('territory');
const territory = defineRegister({
  name: 'territory', label: { vi: 'Đơn vị', en: 'Units' }, deciders: [unit], projections: [directory.projection], facts: { units: () => directory.all() },
});

const legalBasis = { number: '318/QĐ-TTg', issuedOn: '2022-03-08' };
const evidence = ['a'.repeat(64)];
const set = 'commune-2021-2025';

interface SetFile {
  readonly about: string;
  readonly source: string;
  readonly effectiveOn: string;
  readonly legalBasis: ActInMemory['legalBasis'];
}
const dataOf = (name: string) => {
  const { about: _about, source: _source, effectiveOn, legalBasis, ...body } = JSON.parse(readFileSync(path.join(__dirname, `../data/${name}.json`), 'utf8')) as SetFile;
  return { body, effectiveOn, legalBasis };
};
const publish = (ledger: MemoryLedger, name: string) => {
  const { body, effectiveOn, legalBasis } = dataOf(name);
  ledger.execute(new PublishCriteriaSet(decodeShape(PublishCriteriaSet.shape, body)), { on: effectiveOn, legalBasis, by: 'publisher' });
};

let ledger: MemoryLedger;
const communes = ['02683', '02686', '02689'];
beforeEach(() => {
  ledger = new MemoryLedger([territory, criteria]);
  const on = { on: '2004-01-01', legalBasis };
  ledger.execute(new EstablishUnit({ code: '10', name: 'Lào Cai', kind: 'province' }), on);
  ledger.execute(new EstablishUnit({ code: '082', name: 'Bát Xát', kind: 'rural-district', parent: '10' }), on);
  ledger.execute(new EstablishUnit({ code: '083', name: 'Mường Khương', kind: 'rural-district', parent: '10' }), on);
  ledger.execute(new EstablishUnit({ code: '02683', name: 'Y Tý', kind: 'commune', parent: '082' }), on);
  ledger.execute(new EstablishUnit({ code: '02686', name: 'A Mú Sung', kind: 'commune', parent: '082' }), on);
  ledger.execute(new EstablishUnit({ code: '02689', name: 'Cao Sơn', kind: 'commune', parent: '083' }), on);
  ledger.execute(new EstablishUnit({ code: '02680', name: 'Bát Xát', kind: 'township', parent: '082' }), on);
  publish(ledger, set);
});

function assess(commune: string, criterion: number, met: Outcome, year: number, basis?: ActInMemory['basis']): void {
  const on = `${year}-12-31`;
  ledger.execute(new AssessCriterion({ commune, set, criterion, year, met }), { on, by: 'lan', evidence, basis });
}
function verify(commune: string, criterion: number, year: number): void {
  ledger.execute(new VerifyAssessment({ commune, set, criterion, year }), { on: `${year + 1}-01-10`, by: 'hoa' });
}
function settle(commune: string, criterion: number, met: Outcome, year: number): void {
  assess(commune, criterion, met, year);
  verify(commune, criterion, year);
}
const matrix = (asOf: string, params: object = {}, knownAt?: bigint) => ledger.report('criteria-matrix', params, { asOf, knownAt });

describe('the set of 2021–2025', () => {
  it('has 19 criteria and 57 indicators, none checked against the decision yet', () => {
    const indicators = ledger.rows(latest(setIndicators, { by: ['set', 'indicator'] }), { asOf: '2024-12-31' });
    expect(indicators).toHaveLength(57);
    expect(indicators.filter(({ verified }) => verified)).toEqual([]);
    expect(new Set(indicators.map(({ criterion }) => criterion)).size).toBe(19);
  });

  it('is checked indicator by indicator, by someone other than who published it, with evidence', () => {
    const check = (by: string, indicator = '13.3', of = set) => ledger.refusalOf(new VerifyIndicator({ set: of, indicator }), { on: '2024-05-01', by, evidence });
    expect(check('publisher')).toBe('criteria.maker-is-checker');
    expect(check('hoa', '20.1')).toBe('criteria.unknown-indicator');
    expect(check('hoa', '1.1', 'commune-2016-2020')).toBe('criteria.unknown-set');
    expect(check('hoa')).toBeUndefined();
    expect(check('hoa')).toBe('criteria.indicator-verified-already');
    const verified = ledger.rows(latest(setIndicators, { by: ['set', 'indicator'] }), { asOf: '2024-12-31' }).filter((row) => row.verified);
    expect(verified).toMatchObject([{ indicator: '13.3', criterion: 13 }]);
  });

  it('is published once, and numbered without gaps of sense', () => {
    const { body, effectiveOn } = dataOf(set);
    const publishing = (change: (body: ReturnType<typeof JSON.parse>) => void) => {
      const copy = structuredClone({ ...body, set: 'another' });
      change(copy);
      return ledger.refusalOf(new PublishCriteriaSet(decodeShape(PublishCriteriaSet.shape, copy)), { on: effectiveOn, legalBasis });
    };
    expect(publishing((copy) => (copy.set = set))).toBe('criteria.set-exists');
    expect(publishing((copy) => (copy.criteria[1].number = 1))).toBe('criteria.repeated-number');
    expect(publishing((copy) => (copy.criteria[0].indicators[1].code = '1.1'))).toBe('criteria.repeated-number');
    expect(publishing((copy) => (copy.criteria[0].indicators[1].code = '2.9'))).toBe('criteria.indicator-of-another-criterion');
    expect(publishing(() => undefined)).toBeUndefined();
  });

  it('stands beside the advanced set, whose criteria are others', () => {
    publish(ledger, 'commune-advanced-2021-2025');
    const attempt = (set: string, criterion: number) => ledger.refusalOf(new AssessCriterion({ commune: '02683', set, criterion, year: 2024, met: 'met' }), { on: '2024-12-31', evidence });
    expect(attempt('commune-advanced-2021-2025', 19)).toBeUndefined();
    expect(attempt(set, 20)).toBe('criteria.criterion-of-another-set');
    expect(attempt('commune-2016-2020', 1)).toBe('criteria.criterion-of-another-set');
  });
});

describe('criteria-matrix', () => {
  it('lists the communes by district and name, and what of each criterion is verified', () => {
    settle('02683', 1, 'met', 2024);
    settle('02683', 2, 'not-met', 2024);
    settle('02683', 3, 'not-applicable', 2024);
    assess('02683', 4, 'met', 2024);
    const { rows } = matrix('2024-12-31');
    expect(rows.map(({ code }) => code)).toEqual(['02686', '02683', '02689']);
    expect(rows[1]).toMatchObject({ name: 'Y Tý', district: '082', districtName: 'Bát Xát', c1: 'met', c2: 'not-met', c3: 'not-applicable', c4: 'unverified', c5: null, met: 1, awaiting: 1 });
    expect(matrix('2024-12-30').rows[1]).toMatchObject({ c1: null, met: 0 });
  });

  it('adds up to totals, averages and an increase computed from the totals', () => {
    for (const criterion of [1, 2, 3, 4, 5]) settle('02683', criterion, 'met', 2023);
    settle('02686', 1, 'met', 2023);
    settle('02686', 2, 'met', 2024);
    settle('02689', 1, 'met', 2024);
    const { totals } = matrix('2024-12-31');
    expect(totals).toMatchObject({ communes: 3, met: 8, average: 2.67, averageBefore: 2, increase: 0.67, c1: 3, c2: 2, c6: 0 });
    expect(matrix('2025-01-31', { year: 2024 }).totals).toEqual(totals);
    expect(matrix('2023-12-31').totals).toMatchObject({ met: 6, average: 2, averageBefore: null, increase: null });
    expect(matrix('2024-12-31', { district: '082' }).totals).toMatchObject({ communes: 2, met: 7, average: 3.5, averageBefore: 3, increase: 0.5 });
  });

  it('counts a criterion as it was last verified', () => {
    settle('02683', 1, 'met', 2023);
    settle('02683', 1, 'not-met', 2024);
    assess('02683', 2, 'met', 2023);
    verify('02683', 2, 2023);
    assess('02683', 2, 'not-met', 2024);
    expect(matrix('2024-12-31').rows[1]).toMatchObject({ c1: 'not-met', c2: 'met', met: 1, awaiting: 1 });
    expect(matrix('2024-12-31', { year: 2023 }).rows[1]).toMatchObject({ c1: 'met', c2: 'met', met: 2 });
  });

  it('shows a correction from the day it is about, and what was known before it', () => {
    settle('02683', 1, 'met', 2024);
    const before = BigInt(ledger.events.length);
    ledger.execute(new CorrectAssessment({ commune: '02683', set, criterion: 1, year: 2024, met: 'not-met' }), { on: '2025-02-01', by: 'lan', reason: 'Sai biên bản', legalBasis });
    expect(matrix('2024-12-31').rows[1]).toMatchObject({ c1: 'met', awaiting: 1 });
    ledger.execute(new VerifyAssessment({ commune: '02683', set, criterion: 1, year: 2024 }), { on: '2025-02-02', by: 'hoa' });
    expect(matrix('2024-12-31').rows[1]).toMatchObject({ c1: 'not-met', awaiting: 0 });
    expect(matrix('2024-12-31', {}, before).rows[1]).toMatchObject({ c1: 'met' });
    expect(ledger.rows(list(assessments))).toMatchObject([{ status: 'verified', met: 'not-met', assessedBy: 'lan', checkedBy: 'hoa' }]);
  });

  it('carries the weakest basis of a row', () => {
    assess('02683', 1, 'met', 2024, 'published');
    assess('02683', 2, 'met', 2024, 'illustrative');
    const { rows, totals } = matrix('2024-12-31');
    expect([rows[0]!.basis, rows[1]!.basis, totals.basis]).toEqual([undefined, 'illustrative', 'illustrative']);
  });

  it('refuses a set that does not exist', () => {
    expect(() => matrix('2024-12-31', { set: 'commune-2016-2020' })).toThrow('criteria.unknown-set');
  });

  it('compares 29 February with the 28th of the year before', () => {
    settle('02683', 1, 'met', 2023);
    expect(matrix('2024-02-29').totals).toMatchObject({ met: 1, averageBefore: null });
  });

  it('needs evidence to assess', () => {
    expect(ledger.refusalOf(new AssessCriterion({ commune: communes[0]!, set, criterion: 1, year: 2024, met: 'met' }), { on: '2024-12-31' })).toBe('act.required');
  });
});
