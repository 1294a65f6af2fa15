import type { Act } from '@ledger/kit';
import {
  AdjustCapitalPlan, AllocateFunds, ApproveCapitalPlan, ApproveCorrection, ApprovePayment, ApproveReopening, ApproveReversal, AssignCapitalPlan, CancelBudget,
  CarryForward, CheckPayment, CloseYear, ConfirmFundsArrival, CorrectEntry, DisallowExpenditure, PayHouseFromLine, PayPayment, PreparePayment, ReallocateFunds,
  ReceiveFunds, RecoverAdvance, RejectPayment, ReleaseCommitment, ReopenYear, ReserveCommitment, ReturnFunds, ReverseEntry, SettleAdvance, WithdrawPayment,
} from './commands';
import { LedgerInMemory, refusalCode } from './testing/ledger-in-memory';
import type { FundsFacts } from './line-guards';
import { balanceOf } from './line-state';

const province = 'GNBV:investment:central:2024:2024:10';
const commune = 'GNBV.5:investment:central:2024:2024:02869';
const other = 'GNBV.5:investment:central:2024:2024:02872';

const units = ['10', '02869', '02872'].map((code) => ({ code, revision: 0, name: code, sortKey: code, level: 'commune', kind: 'commune', dissolved: false }));
const programs = ['GNBV', 'GNBV.5', 'GNBV.7'].map((code) => ({ code, revision: 0, program: 'GNBV', name: code, nameEn: code, sortKey: code, opensOn: '2021-01-01', closesOn: '2025-12-31' }));
const facts = { units, programs } as unknown as FundsFacts;

const legalBasis = { number: '150/QĐ-UBND', issuedOn: '2024-01-10' };
const by = (user: string, effectiveOn: string, recordedOn = effectiveOn): Act => ({
  actor: { user, role: user, unit: '10' }, effectiveOn, recordedAt: `${recordedOn}T02:00:00.000Z`, recordedOn, legalBasis, reason: 'because',
});

let ledger: LedgerInMemory;
const at = (line: string) => ledger.stateOf(line);
const attempt = (command: object, act: Act) => refusalCode(() => ledger.execute(command, act));
const last = () => ledger.log.at(-1)!;

beforeEach(() => {
  ledger = new LedgerInMemory(facts);
});

/** 100 assigned to the province on 15 January. */
function assigned(amount = 100n): void {
  ledger.execute(new AssignCapitalPlan({ line: province, decision: 'QD-1', amount }), by('finance', '2024-01-15'));
  ledger.execute(new ApproveCapitalPlan({ line: province, decision: 'QD-1' }), by('approver', '2024-01-15'));
}

/** Of it, an amount in the commune's line since 1 February. */
function allocated(amount = 60n, to = commune): void {
  if (!at(province).opened) assigned();
  ledger.execute(new AllocateFunds({ line: province, allocation: `PB-${to}`.replace(/:/g, '-'), parts: [{ to, amount }] }), by('finance', '2024-02-01'));
  const transfer = `PB-${to}`.replace(/:/g, '-') + '.1';
  ledger.execute(new ReceiveFunds({ line: to, transfer, from: province, amount }), by('process', '2024-02-01'));
  ledger.execute(new ConfirmFundsArrival({ line: province, transfer }), by('process', '2024-02-01'));
}

function paid(payment: string, amount: bigint, kind: 'advance' | 'completed-volume' = 'completed-volume', commitment?: string, day = '2024-03-01'): string {
  ledger.execute(new PreparePayment({ line: commune, payment, kind, amount, commitment }), by('officer', day));
  ledger.execute(new CheckPayment({ line: commune, payment }), by('checker', day));
  ledger.execute(new ApprovePayment({ line: commune, payment }), by('approver', day));
  ledger.execute(new PayPayment({ line: commune, payment, treasuryReference: 'KB-1' }), by('finance', day));
  return last().meta.eventId;
}

describe('a capital plan', () => {
  it('is in force once another person approves what one prepared', () => {
    ledger.execute(new AssignCapitalPlan({ line: province, decision: 'QD-1', amount: 100n }), by('finance', '2024-01-15'));
    expect(balanceOf(at(province), 'ASG')).toBe(0n);
    expect(attempt(new ApproveCapitalPlan({ line: province, decision: 'QD-1' }), by('finance', '2024-01-15'))).toBe('funds.same-person');
    ledger.execute(new ApproveCapitalPlan({ line: province, decision: 'QD-1' }), by('approver', '2024-01-16'));
    expect(balanceOf(at(province), 'ASG')).toBe(100n);
    expect(last().fact).toEqual({ type: 'CapitalPlanAssigned', data: { decision: 'QD-1', amount: 100n, basedOn: legalBasis, preparedBy: 'finance' } });
  });

  it('is adjusted by new decisions, down to what is still unallocated', () => {
    allocated(60n);
    ledger.execute(new AdjustCapitalPlan({ line: province, decision: 'QD-2', change: -50n }), by('finance', '2024-06-01'));
    expect(attempt(new ApproveCapitalPlan({ line: province, decision: 'QD-2' }), by('approver', '2024-06-01'))).toBe('funds.above-what-is-left');
    ledger.execute(new AdjustCapitalPlan({ line: province, decision: 'QD-3', change: -40n }), by('finance', '2024-06-01'));
    ledger.execute(new ApproveCapitalPlan({ line: province, decision: 'QD-3' }), by('approver', '2024-06-01'));
    expect(balanceOf(at(province), 'ASG')).toBe(0n);
  });

  it.each([
    ['an unknown holder', 'GNBV:investment:central:2024:2024:99', '2024-01-15', 'funds.unknown-unit'],
    ['an unknown program', 'XYZ:investment:central:2024:2024:10', '2024-01-15', 'funds.unknown-program'],
    ['an unknown capital type', 'GNBV:constructor:central:2024:2024:10', '2024-01-15', 'funds.unknown-capital-type'],
    ['an unknown source', 'GNBV:investment:moon:2024:2024:10', '2024-01-15', 'funds.unknown-source'],
    ['an origin after the plan year', 'GNBV:investment:central:2024:2025:10', '2024-01-15', 'funds.wrong-years'],
    ['a carried line', 'GNBV:investment:central:2024:2023:10', '2024-01-15', 'funds.carried-line'],
    ['a day before its year', province, '2023-12-31', 'funds.outside-plan-year'],
    ['a day after its year has been paid out', province, '2025-02-01', 'funds.outside-plan-year'],
  ])('refuses %s', (_, line, day, code) => {
    expect(attempt(new AssignCapitalPlan({ line, decision: 'QD-1', amount: 100n }), by('finance', day))).toBe(code);
  });

  it('refuses a second use of a decision, a change of nothing, and a sum that no longer adds up safely', () => {
    assigned(1_000_000_000_000_000n);
    expect(attempt(new AdjustCapitalPlan({ line: province, decision: 'QD-1', change: 1n }), by('finance', '2024-03-01'))).toBe('funds.id-used');
    expect(attempt(new AdjustCapitalPlan({ line: province, decision: 'QD-2', change: 0n }), by('finance', '2024-03-01'))).toBe('funds.zero-change');
    ledger.execute(new AdjustCapitalPlan({ line: province, decision: 'QD-3', change: 1n }), by('finance', '2024-03-01'));
    expect(attempt(new ApproveCapitalPlan({ line: province, decision: 'QD-3' }), by('approver', '2024-03-01'))).toBe('funds.sum-too-large');
  });
});

describe('an allocation', () => {
  it('is the sender’s, in transit, until the receiver has it', () => {
    assigned();
    ledger.execute(new AllocateFunds({ line: province, allocation: 'PB', parts: [{ to: commune, amount: 60n }, { to: other, amount: 40n }] }), by('finance', '2024-02-01'));
    expect([balanceOf(at(province), 'ASG'), balanceOf(at(province), 'TRN')]).toEqual([0n, 100n]);
    ledger.execute(new ReceiveFunds({ line: commune, transfer: 'PB.1', from: province, amount: 60n }), by('process', '2024-02-01'));
    ledger.execute(new ConfirmFundsArrival({ line: province, transfer: 'PB.1' }), by('process', '2024-02-01'));
    expect([balanceOf(at(commune), 'ALC'), balanceOf(at(province), 'TRN')]).toEqual([60n, 40n]);
  });

  it('comes back when it is refused, and a repeated answer changes nothing', () => {
    assigned();
    ledger.execute(new AllocateFunds({ line: province, allocation: 'PB', parts: [{ to: commune, amount: 60n }] }), by('finance', '2024-02-01'));
    const back = () => ledger.execute(new ReturnFunds({ line: province, transfer: 'PB.1', refusal: 'funds.year-closed' }), by('process', '2024-02-01'));
    expect(back()).toHaveLength(1);
    expect(back()).toHaveLength(0);
    expect(balanceOf(at(province), 'ASG')).toBe(100n);
  });

  it('is received once, whatever the command id', () => {
    allocated(60n);
    const again = new ReceiveFunds({ line: commune, transfer: `PB-${commune}`.replace(/:/g, '-') + '.1', from: province, amount: 60n });
    expect(ledger.execute(again, by('process', '2024-02-02'))).toEqual([]);
  });

  it('to the line itself needs no transit', () => {
    assigned();
    ledger.execute(new AllocateFunds({ line: province, allocation: 'PB', parts: [{ to: province, amount: 60n }] }), by('finance', '2024-02-01'));
    expect([balanceOf(at(province), 'ASG'), balanceOf(at(province), 'ALC'), balanceOf(at(province), 'TRN')]).toEqual([40n, 60n, 0n]);
  });

  it.each([
    ['another capital type', 'GNBV.5:public-service:central:2024:2024:02869', 'funds.wrong-line'],
    ['another source', 'GNBV.5:investment:province:2024:2024:02869', 'funds.wrong-line'],
    ['another plan year', 'GNBV.5:investment:central:2025:2024:02869', 'funds.wrong-line'],
    ['another program', 'NTM.5:investment:central:2024:2024:02869', 'funds.wrong-line'],
    ['an unknown commune', 'GNBV.5:investment:central:2024:2024:99999', 'funds.unknown-unit'],
    ['an unknown component', 'GNBV.9:investment:central:2024:2024:02869', 'funds.unknown-program'],
  ])('refuses a line of %s', (_, to, code) => {
    assigned();
    expect(attempt(new AllocateFunds({ line: province, allocation: 'PB', parts: [{ to, amount: 1n }] }), by('finance', '2024-02-01'))).toBe(code);
  });

  it('refuses more than is there, the same recipient twice, and a day before the money came', () => {
    assigned();
    const allocate = (parts: { to: string; amount: bigint }[], day = '2024-02-01') => attempt(new AllocateFunds({ line: province, allocation: 'PB', parts }), by('finance', day));
    expect(allocate([{ to: commune, amount: 60n }, { to: other, amount: 41n }])).toBe('funds.above-what-is-left');
    expect(allocate([{ to: commune, amount: 1n }, { to: commune, amount: 1n }])).toBe('funds.duplicate-recipient');
    expect(allocate([{ to: commune, amount: 1n }], '2024-01-14')).toBe('funds.before-money-came');
  });

  it('is moved on between lines of one program', () => {
    allocated(60n);
    ledger.execute(new ReallocateFunds({ line: commune, allocation: 'DC', to: other, amount: 20n }), by('finance', '2024-05-01'));
    expect([balanceOf(at(commune), 'ALC'), balanceOf(at(commune), 'TRN')]).toEqual([40n, 20n]);
    expect(attempt(new ReallocateFunds({ line: commune, allocation: 'DC-2', to: commune, amount: 1n }), by('finance', '2024-05-01'))).toBe('funds.same-line');
  });
});

describe('a payment', () => {
  it('holds its money from the first step, so that two cannot race for it', () => {
    allocated(60n);
    ledger.execute(new PreparePayment({ line: commune, payment: 'TT-1', kind: 'completed-volume', amount: 50n }), by('officer', '2024-03-01'));
    expect(attempt(new PreparePayment({ line: commune, payment: 'TT-2', kind: 'completed-volume', amount: 11n }), by('officer', '2024-03-01'))).toBe('funds.above-what-is-left');
    ledger.execute(new RejectPayment({ line: commune, payment: 'TT-1' }), by('checker', '2024-03-02'));
    expect(attempt(new PreparePayment({ line: commune, payment: 'TT-2', kind: 'completed-volume', amount: 60n }), by('officer', '2024-03-02'))).toBeUndefined();
  });

  it('passes through four persons’ hands in order', () => {
    allocated(60n);
    const step = (command: object, user: string, day = '2024-03-02') => attempt(command, by(user, day));
    ledger.execute(new PreparePayment({ line: commune, payment: 'TT-1', kind: 'completed-volume', amount: 50n }), by('officer', '2024-03-01'));
    expect(step(new ApprovePayment({ line: commune, payment: 'TT-1' }), 'approver')).toBe('funds.wrong-step');
    expect(step(new CheckPayment({ line: commune, payment: 'TT-1' }), 'officer')).toBe('funds.same-person');
    expect(step(new CheckPayment({ line: commune, payment: 'TT-1' }), 'checker', '2024-02-28')).toBe('funds.step-out-of-order');
    expect(step(new CheckPayment({ line: commune, payment: 'TT-1' }), 'checker')).toBeUndefined();
    expect(step(new ApprovePayment({ line: commune, payment: 'TT-1' }), 'checker')).toBe('funds.same-person');
    expect(step(new ApprovePayment({ line: commune, payment: 'TT-1' }), 'approver')).toBeUndefined();
    expect(step(new PayPayment({ line: commune, payment: 'TT-1', treasuryReference: 'KB-1' }), 'finance')).toBeUndefined();
    expect(balanceOf(at(commune), 'EXP')).toBe(50n);
    expect(step(new PayPayment({ line: commune, payment: 'TT-1', treasuryReference: 'KB-1' }), 'finance')).toBe('funds.unknown-payment');
  });

  it('is withdrawn only by its maker', () => {
    allocated(60n);
    ledger.execute(new PreparePayment({ line: commune, payment: 'TT-1', kind: 'advance', amount: 50n }), by('officer', '2024-03-01'));
    expect(attempt(new WithdrawPayment({ line: commune, payment: 'TT-1' }), by('finance', '2024-03-01'))).toBe('funds.not-the-maker');
    expect(attempt(new WithdrawPayment({ line: commune, payment: 'TT-1' }), by('officer', '2024-03-01'))).toBeUndefined();
    expect(balanceOf(at(commune), 'ALC')).toBe(60n);
  });

  it('refuses a day before the money came, even when there is enough by now', () => {
    allocated(60n);
    expect(attempt(new PreparePayment({ line: commune, payment: 'TT-1', kind: 'advance', amount: 1n }), by('officer', '2024-01-31', '2024-06-01'))).toBe('funds.before-money-came');
  });

  it('is checked against every later day, so that a back-dated one cannot take what was spent since', () => {
    allocated(60n);
    paid('TT-1', 60n, 'completed-volume', undefined, '2024-03-01');
    allocated(40n, other);
    ledger.execute(new ReallocateFunds({ line: other, allocation: 'DC', to: commune, amount: 40n }), by('finance', '2024-08-01'));
    ledger.execute(new ReceiveFunds({ line: commune, transfer: 'DC.1', from: other, amount: 40n }), by('process', '2024-08-01'));
    expect(attempt(new PreparePayment({ line: commune, payment: 'TT-2', kind: 'advance', amount: 40n }), by('officer', '2024-02-15', '2024-09-01'))).toBe('funds.before-money-came');
    expect(attempt(new PreparePayment({ line: commune, payment: 'TT-2', kind: 'advance', amount: 40n }), by('officer', '2024-08-01', '2024-09-01'))).toBeUndefined();
  });

  it('may be dated until 31 January of the next year and not in the future', () => {
    allocated(60n);
    ledger.execute(new PreparePayment({ line: commune, payment: 'TT-1', kind: 'completed-volume', amount: 50n }), by('officer', '2025-01-30'));
    ledger.execute(new CheckPayment({ line: commune, payment: 'TT-1' }), by('checker', '2025-01-30'));
    ledger.execute(new ApprovePayment({ line: commune, payment: 'TT-1' }), by('approver', '2025-01-30'));
    const pay = (day: string, recordedOn: string) => attempt(new PayPayment({ line: commune, payment: 'TT-1', treasuryReference: 'KB-1' }), by('finance', day, recordedOn));
    expect(pay('2025-02-01', '2025-02-01')).toBe('funds.outside-plan-year');
    expect(pay('2025-01-31', '2025-01-30')).toBe('funds.future-day');
    expect(pay('2025-01-31', '2025-02-03')).toBeUndefined();
  });

  it('of a house is one posting, answered once', () => {
    allocated(60n);
    const pay = (amount: bigint, household = 'H0286900017') => ledger.execute(new PayHouseFromLine({ line: commune, household, payment: 'p-1', amount }), by('process', '2024-04-01'));
    expect(pay(40n).map(({ fact }) => fact)).toEqual([{ type: 'HousePaymentPosted', data: { line: commune, household: 'H0286900017', payment: 'p-1', amount: 40n } }]);
    expect(pay(40n)).toEqual([]);
    expect(refusalCode(() => pay(41n))).toBe('funds.id-used');
    expect(refusalCode(() => pay(21n, 'H0286900018'))).toBe('funds.above-what-is-left');
    expect([balanceOf(at(commune), 'ALC'), balanceOf(at(commune), 'EXP')]).toEqual([20n, 40n]);
  });
});

describe('a commitment', () => {
  const reserve = (amount: bigint, expiresOn = '2024-12-31') => new ReserveCommitment({ line: commune, commitment: 'HD-1', amount, expiresOn });

  it('is paid from, and what is left is released', () => {
    allocated(60n);
    ledger.execute(reserve(50n), by('officer', '2024-02-10'));
    paid('TT-1', 30n, 'advance', 'HD-1');
    ledger.execute(new ReleaseCommitment({ line: commune, commitment: 'HD-1' }), by('officer', '2024-06-01'));
    expect([balanceOf(at(commune), 'ALC'), balanceOf(at(commune), 'RSV'), balanceOf(at(commune), 'ADV')]).toEqual([30n, 0n, 30n]);
  });

  it('refuses payments above it, before it and after it', () => {
    allocated(60n);
    const prepare = (amount: bigint, day: string, commitment = 'HD-1') => attempt(new PreparePayment({ line: commune, payment: 'TT-1', kind: 'advance', amount, commitment }), by('officer', day, '2024-12-01'));
    ledger.execute(reserve(50n, '2024-06-30'), by('officer', '2024-02-10'));
    expect(prepare(51n, '2024-03-01')).toBe('funds.above-what-is-left');
    expect(prepare(1n, '2024-02-09')).toBe('funds.step-out-of-order');
    expect(prepare(1n, '2024-07-01')).toBe('funds.commitment-expired');
    expect(prepare(1n, '2024-03-01', 'constructor')).toBe('funds.unknown-commitment');
    expect(attempt(reserve(1n), by('officer', '2024-03-01'))).toBe('funds.id-used');
  });
});

describe('an advance', () => {
  it('is settled by volume or recovered, together up to what was paid', () => {
    allocated(60n);
    paid('TU-1', 40n, 'advance');
    ledger.execute(new SettleAdvance({ line: commune, advance: 'TU-1', amount: 25n }), by('finance', '2024-05-01'));
    expect(attempt(new RecoverAdvance({ line: commune, advance: 'TU-1', amount: 16n }), by('finance', '2024-06-01'))).toBe('funds.above-what-is-left');
    ledger.execute(new RecoverAdvance({ line: commune, advance: 'TU-1', amount: 15n }), by('finance', '2024-06-01'));
    expect([balanceOf(at(commune), 'ALC'), balanceOf(at(commune), 'ADV'), balanceOf(at(commune), 'EXP')]).toEqual([35n, 0n, 25n]);
    ledger.execute(new DisallowExpenditure({ line: commune, amount: 5n, finding: 'KL-1' }), by('finance', '2024-09-01'));
    expect([balanceOf(at(commune), 'EXP'), balanceOf(at(commune), 'RET')]).toEqual([20n, 5n]);
  });
});

describe('an entry', () => {
  it('is reversed once, by two persons, and its payment is unpaid again', () => {
    allocated(60n);
    const entry = paid('TT-1', 50n);
    ledger.execute(new ReverseEntry({ line: commune, entry }), by('finance', '2024-04-01'));
    expect(attempt(new ReverseEntry({ line: commune, entry }), by('finance', '2024-04-01'))).toBe('funds.already-pending');
    expect(attempt(new ApproveReversal({ line: commune, entry }), by('finance', '2024-04-01'))).toBe('funds.same-person');
    expect(attempt(new ApproveReversal({ line: commune, entry }), by('approver', '2024-02-28'))).toBe('funds.step-out-of-order');
    ledger.execute(new ApproveReversal({ line: commune, entry }), by('approver', '2024-04-02'));
    expect([balanceOf(at(commune), 'EXP'), balanceOf(at(commune), 'RSV')]).toEqual([0n, 50n]);
    expect(attempt(new ReverseEntry({ line: commune, entry }), by('finance', '2024-04-03'))).toBe('funds.already-reversed');
    expect(attempt(new PayPayment({ line: commune, payment: 'TT-1', treasuryReference: 'KB-2' }), by('finance', '2024-04-05'))).toBeUndefined();
  });

  it('is corrected by the difference, and then reversed as corrected', () => {
    allocated(60n);
    const entry = paid('TT-1', 50n);
    ledger.execute(new CorrectEntry({ line: commune, entry, amount: 45n }), by('finance', '2024-03-01', '2024-07-01'));
    expect(attempt(new ApproveCorrection({ line: commune, entry }), by('finance', '2024-03-01', '2024-07-01'))).toBe('funds.same-person');
    ledger.execute(new ApproveCorrection({ line: commune, entry }), by('approver', '2024-03-01', '2024-07-01'));
    expect(last().fact.data).toMatchObject({ entry, type: 'PaymentMade', from: 'ALC', to: 'EXP', before: 50n, amount: 45n, payment: 'TT-1' });
    expect([balanceOf(at(commune), 'ALC'), balanceOf(at(commune), 'EXP')]).toEqual([15n, 45n]);
    ledger.execute(new ReverseEntry({ line: commune, entry }), by('finance', '2024-08-01'));
    ledger.execute(new ApproveReversal({ line: commune, entry }), by('approver', '2024-08-01'));
    expect([balanceOf(at(commune), 'ALC'), balanceOf(at(commune), 'RSV'), balanceOf(at(commune), 'EXP')]).toEqual([15n, 45n, 0n]);
  });

  it('that stands in two lines, or none, is neither', () => {
    allocated(60n);
    expect(attempt(new ReverseEntry({ line: commune, entry: last().meta.eventId }), by('finance', '2024-04-01'))).toBe('funds.unknown-entry');
    expect(attempt(new CorrectEntry({ line: commune, entry: 'toString', amount: 1n }), by('finance', '2024-04-01'))).toBe('funds.unknown-entry');
  });
});

describe('a year', () => {
  it('is disposed of only once it can no longer be paid', () => {
    allocated(60n);
    const carry = (day: string) => new CarryForward({ line: commune, carry: `KD-${day}`, account: 'ALC', amount: 30n });
    expect(attempt(carry('2025-01-31'), by('finance', '2025-01-31'))).toBe('funds.year-still-open');
    expect(attempt(new CancelBudget({ line: commune, account: 'ALC', amount: 1n }), by('finance', '2025-01-31'))).toBe('funds.year-still-open');
    ledger.execute(carry('2025-04-01'), by('finance', '2025-04-01'));
    expect(last().fact.data).toMatchObject({ to: 'GNBV.5:investment:central:2025:2024:02869', kind: 'extension', account: 'ALC', amount: 30n });
    ledger.execute(new CancelBudget({ line: commune, account: 'ALC', amount: 30n }), by('finance', '2025-04-01'));
    expect([balanceOf(at(commune), 'ALC'), balanceOf(at(commune), 'TRN'), balanceOf(at(commune), 'CAN')]).toEqual([0n, 30n, 30n]);
    expect(attempt(new CloseYear({ line: commune }), by('finance', '2025-04-01'))).toBe('funds.in-transit');
  });

  it('once closed takes no posting of any date until two persons reopen it, and then for a time', () => {
    allocated(60n);
    ledger.execute(new CloseYear({ line: commune }), by('finance', '2025-02-01'));
    const late = (recordedOn: string) => attempt(new PreparePayment({ line: commune, payment: `TT-${recordedOn}`, kind: 'advance', amount: 1n }), by('officer', '2024-06-01', recordedOn));
    expect(late('2025-03-01')).toBe('funds.year-closed');
    ledger.execute(new ReopenYear({ line: commune, until: '2025-03-31' }), by('finance', '2025-03-01'));
    expect(late('2025-03-01')).toBe('funds.year-closed');
    expect(attempt(new ApproveReopening({ line: commune }), by('finance', '2025-03-01'))).toBe('funds.same-person');
    ledger.execute(new ApproveReopening({ line: commune }), by('approver', '2025-03-01'));
    expect(late('2025-03-02')).toBeUndefined();
    expect(late('2025-04-01')).toBe('funds.year-closed');
  });
});
