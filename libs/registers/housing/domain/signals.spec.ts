import type { Fact } from '@ledger/kit';
import { parametersOf, seenText, signalHits } from '@ledger/platform/risk-signals';
import { recordedEvents, type Happening } from '@ledger/platform/risk-signals/testing/recorded-events';
import { housingEvents } from './events';
import { housingSignals } from './signals';

const house = { household: 'H0286900017', commune: '02869', kind: 'new' as const };
const stream = `housing.house-${house.household}`;
const happened = (fact: Fact, effectiveOn: string, more: Partial<Happening> = {}): Happening => ({ fact, stream, effectiveOn, ...more });
const seen = (name: string, happenings: readonly Happening[], given = {}) => {
  const signal = housingSignals.find((each) => each.name === `housing.${name}`)!;
  return signalHits(signal, parametersOf(signal, given), recordedEvents(housingEvents, happenings)).map((hit) => ({ text: seenText(signal, hit.values, 'vi'), at: hit.events.map(({ position }) => Number(position)) }));
};
const approved = (amount: bigint) => happened(housingEvents.HouseApproved({ ...house, norm: 'campaign-2024-2025', amount }), '2024-03-01', { by: 'approver' });
const paid = (payment: string, amount: bigint) => housingEvents.HousePaid({ ...house, payment, source: 'mobilised', amount });

describe('paid above the approval', () => {
  it('sees what the line corrected upwards, and how far', () => {
    const happenings = [approved(60n), happened(paid('p-1', 60n), '2024-06-01'), happened(housingEvents.HousePaymentAmended({ ...house, payment: 'p-1', source: 'line', before: 60n, amount: 65n }), '2024-07-01')];
    expect(seen('paid-above-approval', happenings)).toEqual([{ text: 'Hộ H0286900017 (02869): đã chi 65 đ, mức duyệt 60 đ', at: [3] }]);
    expect(seen('paid-above-approval', happenings, { tolerance: '5' })).toEqual([]);
    expect(seen('paid-above-approval', happenings.slice(0, 2))).toEqual([]);
  });
});

describe('photo reused', () => {
  const photo = 'ab'.repeat(32);
  const stage = (name: 'foundation' | 'roof', more: Partial<Happening> = {}, household = house.household) => happened(housingEvents.HouseStageRecorded({ ...house, household, stage: name }), '2024-04-01', { evidence: [photo], ...more });

  it('sees one photo for two stages, and for two houses', () => {
    expect(seen('photo-reused', [stage('foundation'), stage('roof')])).toMatchObject([{ at: [1, 2] }]);
    expect(seen('photo-reused', [stage('roof'), stage('roof', { stream: 'housing.house-H0286900018' }, 'H0286900018')])).toMatchObject([{ at: [1, 2] }]);
  });
  it('sees nothing in other photos, or in the same stage told again', () => {
    expect(seen('photo-reused', [stage('foundation'), stage('roof', { evidence: ['cd'.repeat(32)] })])).toEqual([]);
    expect(seen('photo-reused', [stage('roof'), stage('roof')])).toEqual([]);
  });
});

describe('approved by the requester', () => {
  const by = (user: string) => ({ by: user });
  it('keeps the approval, the acceptance and a correction apart', () => {
    const proposed = happened(housingEvents.HouseProposed(house), '2024-02-01', by('an'));
    const accepted = (user: string) => happened(housingEvents.HouseAccepted(house), '2024-09-01', by(user));
    expect(seen('approved-by-requester', [proposed, { ...approved(60n), by: 'an' }])).toMatchObject([{ at: [1, 2] }]);
    expect(seen('approved-by-requester', [proposed, approved(60n), accepted('an')])).toEqual([]);
    expect(seen('approved-by-requester', [happened(housingEvents.HouseStarted(house), '2024-05-01', by('an')), accepted('an')])).toMatchObject([{ at: [1, 2] }]);
  });
});

describe('entry after the deadline', () => {
  const accepted = (recordedOn: string) => happened(housingEvents.HouseAccepted(house), '2025-05-20', { recordedOn });
  it('sees what was dated before it and recorded after it', () => {
    expect(seen('entered-after-deadline', [accepted('2025-06-02')])).toEqual([{ text: 'Hộ H0286900017: ghi nhận ngày 02/06/2025, sau thời hạn 2 ngày, cho ngày 20/05/2025', at: [1] }]);
    expect(seen('entered-after-deadline', [accepted('2025-05-31')])).toEqual([]);
    expect(seen('entered-after-deadline', [accepted('2025-06-02')], { deadline: '2025-06-02' })).toEqual([]);
  });
});
