import type { Fact } from '@ledger/kit';
import { parametersOf, seenText, signalHits } from '@ledger/platform/risk-signals';
import { recordedEvents, type Happening } from '@ledger/platform/risk-signals/testing/recorded-events';
import { criteriaEvents } from './events';
import { criteriaSignals } from './signals';

const criterion = { commune: '02869', set: 'commune-2021-2025', criterion: 5, year: 2024, met: 'met' as const };
const sheet = 'ab'.repeat(32);
const happened = (fact: Fact, effectiveOn: string, more: Partial<Happening> = {}): Happening => ({ fact, stream: 'criteria.commune-02869', effectiveOn, ...more });
const assessed = (more: Partial<typeof criterion> = {}, effectiveOn = '2024-12-10', rest: Partial<Happening> = {}) => happened(criteriaEvents.CriterionAssessed({ ...criterion, ...more }), effectiveOn, { evidence: [sheet], ...rest });
const seen = (name: string, happenings: readonly Happening[], given = {}) => {
  const signal = criteriaSignals.find((each) => each.name === `criteria.${name}`)!;
  return signalHits(signal, parametersOf(signal, given), recordedEvents(criteriaEvents, happenings)).map((hit) => ({ text: seenText(signal, hit.values, 'vi'), at: hit.events.map(({ position }) => Number(position)) }));
};

it('sees an outcome verified by whoever assessed it', () => {
  const verified = (by: string) => happened(criteriaEvents.AssessmentVerified({ ...criterion, assessedOn: '2024-12-10' }), '2024-12-12', { by });
  expect(seen('verified-by-assessor', [assessed({}, '2024-12-10', { by: 'an' }), verified('an')])).toMatchObject([{ at: [1, 2] }]);
  expect(seen('verified-by-assessor', [assessed({}, '2024-12-10', { by: 'an' }), verified('binh')])).toEqual([]);
});

it('sees one sheet for two communes, not for the criteria of one', () => {
  expect(seen('evidence-reused', [assessed(), assessed({ criterion: 6 })])).toEqual([]);
  expect(seen('evidence-reused', [assessed(), assessed({ commune: '02872' }, '2024-12-10', { stream: 'criteria.commune-02872' })])).toMatchObject([{ at: [1, 2] }]);
});

it('sees an outcome that changed after its year', () => {
  const corrected = happened(criteriaEvents.AssessmentCorrected({ ...criterion, met: 'not-met', assessedOn: '2024-12-10', corrects: 'event-1' }), '2024-12-31', { recordedOn: '2025-02-10' });
  expect(seen('changed-after-year', [assessed(), corrected])).toEqual([{ text: '02869: kết quả năm 2024 được ghi ngày 10/02/2025, 41 ngày sau khi hết năm', at: [2] }]);
  expect(seen('changed-after-year', [assessed(), corrected], { days: '41' })).toEqual([]);
});
