import { actOn, given, happened, type Fact, type Happened } from '@ledger/kit';
import {
  AcceptHouse, AmendHousePayment, ApproveHouse, ConfirmHouseCorrection, ConfirmHousePayment, CorrectHouse, house, housingEvents, housingNorm, PayHouse, ProposeHouse, RecordStage,
  RefuseHousePayment, ReturnHouseCorrection, SetHousingNorm, StartHouse, WithdrawHouse, type HouseKind,
} from './index';

const household = 'H0286900017';
const line = 'GNBV.5:investment:central:2024:2024:02869';
const norm = 'campaign-2024-2025';
const unit = (code: string, level: 'commune' | 'district') => ({ code, revision: 0, name: code, sortKey: code, level, kind: level === 'commune' ? 'commune' : 'rural-district', dissolved: false }) as const;
const facts = {
  units: [unit('02869', 'commune'), unit('02872', 'commune'), unit('085', 'district')],
  norms: [{ norm, kind: 'new' as const, amount: 60_000_000n }, { norm, kind: 'repair' as const, amount: 30_000_000n }],
};
const place = { household, commune: '02869' };
const told = (kind: HouseKind = 'new') => ({ ...place, kind });

const proposed = happened(housingEvents.HouseProposed(place), { effectiveOn: '2024-01-10', by: 'lan' });
const approved = (kind: HouseKind = 'new') =>
  happened(housingEvents.HouseApproved({ ...told(kind), norm, amount: kind === 'new' ? 60_000_000n : 30_000_000n }), { effectiveOn: '2024-02-01', by: 'duyet', eventId: 'approval' });
const started = (kind: HouseKind = 'new') => happened(housingEvents.HouseStarted(told(kind)), { effectiveOn: '2024-03-01', by: 'lan' });
const stage = (reached: 'foundation' | 'frame' | 'roof', kind: HouseKind = 'new') =>
  happened(housingEvents.HouseStageRecorded({ ...told(kind), stage: reached }), { effectiveOn: '2024-05-01', by: 'minh' });
const accepted = happened(housingEvents.HouseAccepted(told()), { effectiveOn: '2024-06-01', by: 'hoa', eventId: 'acceptance' });
const building: readonly Happened[] = [proposed, approved(), started()];
const finished: readonly Happened[] = [...building, stage('foundation'), stage('frame'), stage('roof')];
const payment = { ...told(), payment: `${household}-1`, source: 'line' as const, line, amount: 40_000_000n };
const requested = happened(housingEvents.HousePaymentRequested(payment), { effectiveOn: '2024-04-01', by: 'tien' });
const paid = happened(housingEvents.HousePaid(payment), { effectiveOn: '2024-04-01', by: 'process:housing-line-payments' });

const on = (day: string, user: string) => ({ act: actOn(day, user), facts });
const at = (past: readonly (Fact | Happened)[]) => given(house, ...past);

describe('proposing a house', () => {
  const propose = (over: Partial<ProposeHouse> = {}) => new ProposeHouse({ ...place, ...over });

  it('is for a household of a commune', () => {
    at([]).when(propose(), on('2024-01-10', 'lan')).then(housingEvents.HouseProposed(place));
    at([]).when(propose({ commune: '02999' }), on('2024-01-10', 'lan')).refuses('housing.unknown-commune', 'commune');
    at([]).when(propose({ commune: '085' }), on('2024-01-10', 'lan')).refuses('housing.unknown-commune');
  });

  it('gives nobody a second house, not even after a withdrawal or in another commune', () => {
    const withdrawn = housingEvents.HouseWithdrawn({ ...place, approved: 0n });
    at([proposed]).when(propose({ commune: '02872' }), on('2024-01-11', 'lan')).refuses('housing.one-house-per-household', 'household');
    at([proposed, withdrawn]).when(propose(), on('2024-01-11', 'lan')).refuses('housing.one-house-per-household');
  });
});

describe('approving a house', () => {
  const approve = (over: Partial<ApproveHouse> = {}) => new ApproveHouse({ household, kind: 'new', norm, amount: 60_000_000n, ...over });

  it('is done by another person, within the norm', () => {
    at([proposed]).when(approve({ line }), on('2024-02-01', 'duyet')).then(housingEvents.HouseApproved({ ...told(), norm, amount: 60_000_000n, line }));
    at([proposed]).when(approve(), on('2024-02-01', 'lan')).refuses('housing.maker-is-checker');
    at([proposed]).when(approve({ amount: 60_000_001n }), on('2024-02-01', 'duyet')).refuses('housing.above-norm', 'amount');
    at([proposed]).when(approve({ kind: 'repair' }), on('2024-02-01', 'duyet')).refuses('housing.above-norm');
    at([proposed]).when(approve({ norm: 'gnbv-5' }), on('2024-02-01', 'duyet')).refuses('housing.no-norm', 'norm');
  });

  it('comes after the proposal, once', () => {
    at([]).when(approve(), on('2024-02-01', 'duyet')).refuses('housing.unknown-house', 'household');
    at([proposed]).when(approve(), on('2024-01-09', 'duyet')).refuses('housing.before-previous-step', 'effectiveOn');
    at([proposed, approved()]).when(approve(), on('2024-02-02', 'duyet')).refuses('housing.approved-already');
    at([proposed, housingEvents.HouseWithdrawn({ ...place, approved: 0n })]).when(approve(), on('2024-02-02', 'duyet')).refuses('housing.withdrawn');
  });

  it('is covered by the grant of its line’s program', () => {
    const { scope } = house.rules.find(({ Command }) => Command === ApproveHouse)!;
    const state = { house: { commune: '02869' } };
    expect(scope(approve(), state as never)).toEqual({ unit: '02869', program: 'GNBV' });
    expect(scope(approve({ line: line.replace('GNBV.5', 'DTTS.1') }), state as never)).toEqual({ unit: '02869', program: 'DTTS' });
  });
});

describe('the work', () => {
  const record = (stage: 'foundation' | 'frame' | 'roof') => new RecordStage({ household, stage });

  it('starts once it is approved', () => {
    at([proposed, approved()]).when(new StartHouse({ household }), on('2024-03-01', 'lan')).then(housingEvents.HouseStarted(told()));
    at([proposed]).when(new StartHouse({ household }), on('2024-03-01', 'lan')).refuses('housing.not-approved');
    at([proposed, approved()]).when(new StartHouse({ household }), on('2024-01-31', 'lan')).refuses('housing.before-previous-step');
    at(building).when(new StartHouse({ household }), on('2024-03-02', 'lan')).refuses('housing.started-already');
  });

  it('passes foundation, frame and roof in turn when the house is new', () => {
    at(building).when(record('foundation'), on('2024-04-01', 'lan')).then(housingEvents.HouseStageRecorded({ ...told(), stage: 'foundation' }));
    at(building).when(record('frame'), on('2024-04-01', 'lan')).refuses('housing.stage-out-of-order', 'stage');
    at([...building, stage('foundation')]).when(record('foundation'), on('2024-06-01', 'lan')).refuses('housing.stage-out-of-order');
    at([proposed, approved()]).when(record('foundation'), on('2024-06-01', 'lan')).refuses('housing.not-started');
    at([...finished, accepted]).when(record('roof'), on('2024-07-01', 'lan')).refuses('housing.accepted-already');
    at(building).when(record('foundation'), on('2024-02-28', 'lan')).refuses('housing.before-previous-step');
  });

  it('passes only the stages it needs when the house is repaired', () => {
    const repairing = [proposed, approved('repair'), started('repair')];
    expect(at(repairing).when(record('roof'), on('2024-06-01', 'lan')).events).toHaveLength(1);
    at([...repairing, stage('roof', 'repair')]).when(record('frame'), on('2024-06-01', 'lan')).refuses('housing.stage-out-of-order');
  });

  it('is accepted by someone other than who recorded the last step', () => {
    const accept = new AcceptHouse({ household });
    at(finished).when(accept, on('2024-06-01', 'hoa')).then(housingEvents.HouseAccepted(told()));
    at(finished).when(accept, on('2024-04-30', 'hoa')).refuses('housing.before-previous-step');
    at(finished).when(accept, on('2024-06-01', 'minh')).refuses('housing.maker-is-checker');
    at(finished.slice(0, -1)).when(accept, on('2024-06-01', 'hoa')).refuses('housing.not-finished');
    at([proposed, approved('repair'), started('repair')]).when(accept, on('2024-06-01', 'hoa')).then(housingEvents.HouseAccepted(told('repair')));
    at([proposed, approved('repair'), started('repair')]).when(accept, on('2024-06-01', 'lan')).refuses('housing.maker-is-checker');
    at([...finished, accepted]).when(accept, on('2024-07-01', 'tu')).refuses('housing.accepted-already');
  });
});

describe('paying', () => {
  const pay = (over: Partial<PayHouse> = {}) => new PayHouse({ household, source: 'line', line, amount: 40_000_000n, ...over });

  it('asks the line, and is told what the line did', () => {
    at([proposed, approved()]).when(pay(), on('2024-04-01', 'tien')).then(housingEvents.HousePaymentRequested(payment));
    at([proposed, approved(), requested]).when(new ConfirmHousePayment({ household, payment: payment.payment })).then(housingEvents.HousePaid(payment));
    at([proposed, approved(), requested]).when(new RefuseHousePayment({ household, payment: payment.payment, refusal: 'funds.year-closed' }))
      .then(housingEvents.HousePaymentRefused({ ...payment, refusal: 'funds.year-closed' }));
    at([proposed, approved(), requested, paid]).when(new ConfirmHousePayment({ household, payment: payment.payment })).refuses('housing.payment-not-requested', 'payment');
  });

  it('follows what the line takes back or corrects', () => {
    const amend = (amount: bigint) => new AmendHousePayment({ household, payment: payment.payment, amount });
    const past = [proposed, approved(), requested, paid];
    const reversed = housingEvents.HousePaymentAmended({ ...payment, before: 40_000_000n, amount: 0n });
    at(past).when(amend(0n)).then(reversed);
    at(past).when(amend(40_000_000n)).then();
    at([proposed, approved(), requested]).when(amend(0n)).refuses('housing.payment-not-paid', 'payment');
    expect(at([...past, reversed]).when(pay({ amount: 60_000_000n }), on('2024-05-01', 'tien')).events).toMatchObject([{ data: { payment: `${household}-2` } }]);
    expect(at([...past, reversed]).when(new WithdrawHouse({ household }), on('2024-05-01', 'lan')).events).toHaveLength(1);
  });

  it('records money outside the lines at once', () => {
    const { line: _, ...mobilised } = { ...payment, source: 'mobilised' as const };
    at([proposed, approved()]).when(pay({ source: 'mobilised', line: undefined }), on('2024-04-01', 'tien')).then(housingEvents.HousePaid(mobilised));
  });

  it('never exceeds what was approved, counting what is under way but not what was refused', () => {
    const refused = housingEvents.HousePaymentRefused({ ...payment, refusal: 'funds.year-closed' });
    at([proposed, approved()]).when(pay({ amount: 60_000_001n }), on('2024-04-01', 'tien')).refuses('housing.above-approved', 'amount');
    at([proposed, approved(), requested]).when(pay({ amount: 20_000_001n }), on('2024-04-01', 'tien')).refuses('housing.above-approved');
    at([proposed, approved(), requested, paid]).when(pay({ amount: 20_000_001n }), on('2024-04-01', 'tien')).refuses('housing.above-approved');
    expect(at([proposed, approved(), requested, refused]).when(pay({ amount: 60_000_000n }), on('2024-04-01', 'tien')).events).toHaveLength(1);
  });

  it('numbers the payments of a house', () => {
    const [second] = at([proposed, approved(), requested, paid]).when(pay({ amount: 20_000_000n }), on('2024-04-01', 'tien')).events;
    expect(second).toMatchObject({ data: { payment: `${household}-2` } });
  });

  it.each([
    ['the approver', pay(), 'duyet', '2024-04-01', 'housing.maker-is-checker'],
    ['before the approval', pay(), 'tien', '2024-01-31', 'housing.before-previous-step'],
    ['from no line', pay({ line: undefined }), 'tien', '2024-04-01', 'housing.line-missing'],
    ['mobilised money from a line', pay({ source: 'mobilised' }), 'tien', '2024-04-01', 'housing.line-not-expected'],
  ])('refuses %s', (_, command, user, day, code) => {
    at([proposed, approved()]).when(command, on(day, user)).refuses(code);
  });

  it('waits for an approval, and stops at a withdrawal', () => {
    at([proposed]).when(pay(), on('2024-04-01', 'tien')).refuses('housing.not-approved');
    at([proposed, approved(), housingEvents.HouseWithdrawn({ ...told(), approved: 60_000_000n })]).when(pay(), on('2024-04-01', 'tien')).refuses('housing.withdrawn');
  });
});

describe('withdrawing', () => {
  const withdraw = new WithdrawHouse({ household });

  it('frees what was approved', () => {
    at([proposed]).when(withdraw, on('2024-03-01', 'lan')).then(housingEvents.HouseWithdrawn({ ...place, approved: 0n }));
    at([proposed, approved()]).when(withdraw, on('2024-03-01', 'lan')).then(housingEvents.HouseWithdrawn({ ...told(), approved: 60_000_000n }));
  });

  it('is over once money moved or the house was accepted', () => {
    at([proposed, approved(), requested]).when(withdraw, on('2024-05-01', 'lan')).refuses('housing.has-payments');
    at([...finished, accepted]).when(withdraw, on('2024-07-01', 'lan')).refuses('housing.accepted-already');
    at([proposed, approved()]).when(withdraw, on('2024-01-31', 'lan')).refuses('housing.before-previous-step');
    at([proposed, housingEvents.HouseWithdrawn({ ...place, approved: 0n })]).when(withdraw, on('2024-07-01', 'lan')).refuses('housing.withdrawn');
  });
});

describe('correcting', () => {
  const correct = (over: Partial<CorrectHouse>) => new CorrectHouse({ household, ...over });
  const confirm = new ConfirmHouseCorrection({ household });
  const asked = (over: Partial<CorrectHouse>) => happened(housingEvents.HouseCorrectionProposed({ household, ...over }), { effectiveOn: '2024-07-01', by: 'lan' });
  const before = { commune: '02869', kind: 'new' as const, step: 'accepted' as const, approved: 60_000_000n, paid: 0n };

  it('takes two persons, and names what it corrects', () => {
    at([...finished, accepted]).when(correct({ step: 'roof' }), on('2024-07-01', 'lan')).then(housingEvents.HouseCorrectionProposed({ household, step: 'roof' }));
    at([...finished, accepted, asked({ step: 'roof' })]).when(confirm, on('2024-07-02', 'lan')).refuses('housing.maker-is-checker');
    at([...finished, accepted, asked({ step: 'roof' })]).when(confirm, on('2024-07-02', 'hoa'))
      .then(housingEvents.HouseCorrected({ household, before, after: { ...before, step: 'roof' }, corrects: 'acceptance', since: '2024-06-01' }));
    at([...finished, accepted, asked({ step: 'roof' })]).when(new ReturnHouseCorrection({ household })).then(housingEvents.HouseCorrectionReturned({ household }));
  });

  it('lets the house go on from the step it truly reached', () => {
    const corrected = happened(housingEvents.HouseCorrected({ household, before, after: { ...before, step: 'frame' }, corrects: 'acceptance', since: '2024-06-01' }));
    const past = [...finished, accepted, asked({ step: 'frame' }), corrected];
    expect(at(past).when(new RecordStage({ household, stage: 'roof' }), on('2024-07-10', 'minh')).events).toHaveLength(1);
    at(past).when(new AcceptHouse({ household }), on('2024-07-10', 'hoa')).refuses('housing.not-finished');
  });

  it.each([
    ['a commune that does not exist', { commune: '02999' }, 'housing.unknown-commune'],
    ['an amount above the norm', { amount: 60_000_001n }, 'housing.above-norm'],
    ['a kind whose norm is lower', { kind: 'repair' as const }, 'housing.above-norm'],
    ['a step it never reached', { step: 'withdrawn' as const }, 'housing.step-not-reached'],
    ['a step before its approval', { step: 'proposed' as const }, 'housing.step-not-reached'],
    ['nothing', {}, 'housing.corrects-nothing'],
    ['the same', { commune: '02869' }, 'housing.corrects-nothing'],
    ['an amount below what is paid', { amount: 39_999_999n }, 'housing.below-paid'],
  ])('refuses %s', (_, over, code) => {
    at([...finished, accepted, requested, paid]).when(correct(over), on('2024-07-01', 'lan')).refuses(code);
  });

  it('gives no amount to a house that was not approved', () => {
    at([proposed]).when(correct({ amount: 1n }), on('2024-07-01', 'lan')).refuses('housing.not-approved', 'amount');
    at([proposed]).when(correct({ commune: '02872' }), on('2024-07-01', 'lan')).then(housingEvents.HouseCorrectionProposed({ household, commune: '02872' }));
  });

  it('brings back a house that was withdrawn by mistake', () => {
    const withdrawn = happened(housingEvents.HouseWithdrawn({ ...told(), approved: 60_000_000n }), { effectiveOn: '2024-05-01', by: 'lan' });
    const [event] = at([...building, withdrawn, asked({ step: 'started' })]).when(confirm, on('2024-07-02', 'hoa')).events;
    expect(event).toMatchObject({ data: { before: { step: 'withdrawn', approved: 0n }, after: { step: 'started', approved: 60_000_000n } } });
  });

  it('holds back payment, acceptance and another correction while it waits', () => {
    const past = [...finished, asked({ commune: '02872' })];
    at(past).when(new AcceptHouse({ household }), on('2024-07-10', 'hoa')).refuses('housing.correction-awaits');
    at(past).when(correct({ kind: 'repair' }), on('2024-07-10', 'minh')).refuses('housing.correction-awaits');
    at(past).when(new PayHouse({ household, source: 'line', line, amount: 1n }), on('2024-07-10', 'tien')).refuses('housing.correction-awaits');
    at(finished).when(confirm).refuses('housing.nothing-to-confirm');
    at(finished).when(new ReturnHouseCorrection({ household })).refuses('housing.nothing-to-confirm');
  });
});

describe('norms', () => {
  const set = new SetHousingNorm({ norm, kind: 'new', amount: 60_000_000n });
  const current = happened(housingEvents.HousingNormSet(set), { effectiveOn: '2024-01-01' });

  it('are set by a decision, and change from a later day', () => {
    given(housingNorm).when(set).then(housingEvents.HousingNormSet(set));
    expect(given(housingNorm, current).when(new SetHousingNorm({ ...set, kind: 'repair' })).events).toHaveLength(1);
    given(housingNorm, current).when(set).refuses('housing.same-norm', 'amount');
    given(housingNorm, current).when(new SetHousingNorm({ ...set, amount: 70_000_000n }), { act: actOn('2023-12-31') }).refuses('housing.norm-before-current');
    expect(housingNorm.rules[0]!.requires).toEqual(['legalBasis']);
  });
});

describe('who may do what', () => {
  it('follows the order of the work', () => {
    const makers = ['officer', 'program'];
    expect(Object.fromEntries(house.rules.map((rule) => [rule.Command.name, rule.roles]))).toEqual({
      ProposeHouse: makers, StartHouse: makers, RecordStage: makers, WithdrawHouse: makers, CorrectHouse: makers, NameContactPerson: makers,
      ApproveHouse: ['approver'], AcceptHouse: ['checker'], ConfirmHouseCorrection: ['checker'], ReturnHouseCorrection: ['checker'],
      PayHouse: ['finance'], ConfirmHousePayment: ['process'], RefuseHousePayment: ['process'], AmendHousePayment: ['process'],
    });
  });
});
