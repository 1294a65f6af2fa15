import fc from 'fast-check';
import type { Fact } from '@ledger/kit';
import { dayPlus, seenText, signalHits } from '@ledger/platform/risk-signals';
import { recordedEvents, type Happening } from '@ledger/platform/risk-signals/testing/recorded-events';
import { fundsEvents } from '../events';
import { enteredLate } from './entered-late';
import { fundsSignals } from './index';
import { approvedByRequester } from './one-person';
import { paidAbovePlan } from './paid-above-plan';
import { splitBelowThreshold } from './split-below-threshold';
import { yearEndRush } from './year-end-rush';

const LINE = 'DTTS.4:investment:central:2024:2024:083';
const basedOn = { number: '1/QĐ-UBND', issuedOn: '2024-01-02' };
const happened = (fact: Fact, effectiveOn: string, more: Partial<Happening> = {}): Happening => ({ fact, stream: `funds.line-${LINE}`, effectiveOn, ...more });
const assigned = (amount: bigint, on = '2024-01-02') => happened(fundsEvents.CapitalPlanAssigned({ decision: 'GV', amount, basedOn, preparedBy: 'finance' }), on);
const paid = (payment: string, amount: bigint, on: string, more: Partial<Happening> = {}) => happened(fundsEvents.PaymentMade({ payment, amount, treasuryReference: `KB-${payment}` }), on, more);
const reserved = (commitment: string, amount: bigint, on: string) => happened(fundsEvents.CommitmentReserved({ commitment, amount, expiresOn: '2025-01-31' }), on);
const prepared = (payment: string, amount: bigint, on: string, more: { payee?: string; commitment?: string; by?: string } = {}) =>
  happened(fundsEvents.PaymentPrepared({ payment, kind: 'completed-volume', amount, payee: more.payee, commitment: more.commitment }), on, more.by ? { by: more.by } : {});
const ledger = (...happenings: readonly Happening[]) => recordedEvents(fundsEvents, happenings);

describe('paid above plan', () => {
  it('lists the payments after which more was disbursed than the line held', () => {
    const events = ledger(assigned(100n), paid('a', 60n, '2024-05-01'), paid('b', 50n, '2024-06-01'), assigned(100n, '2024-07-01'));
    const [hit] = signalHits(paidAbovePlan, { percent: 100 }, events);
    expect(hit!.events.map(({ position }) => position)).toEqual(['3']);
    expect(hit!.values).toEqual({ line: LINE, plan: '100', paid: '110' });
    expect(seenText(paidAbovePlan, hit!.values, 'vi')).toBe(`Đã giải ngân 110 đ trên 100 đ vốn của ${LINE}`);
  });

  it('a larger share never shows more lines', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.boolean(), fc.bigInt(1n, 100n)), { maxLength: 20 }), fc.integer({ min: 1, max: 199 }), (steps, percent) => {
      const events = ledger(...steps.map(([gives, amount], n) => (gives ? assigned(amount) : paid(`p${n}`, amount, '2024-05-01'))));
      const count = (share: number) => signalHits(paidAbovePlan, { percent: share }, events).flatMap((hit) => hit.events).length;
      expect(count(percent + 1)).toBeLessThanOrEqual(count(percent));
    }));
  });
});

describe('split below a threshold', () => {
  const bounds = { threshold: 1_000n, days: 30, parts: 2 };

  it.each([
    ['two contracts below it within the days', [reserved('a', 600n, '2024-03-01'), reserved('b', 500n, '2024-03-20')], 1],
    ['the same further apart', [reserved('a', 600n, '2024-03-01'), reserved('b', 500n, '2024-04-20')], 0],
    ['one of them at the threshold', [reserved('a', 1_000n, '2024-03-01'), reserved('b', 500n, '2024-03-20')], 0],
    ['together below it', [reserved('a', 400n, '2024-03-01'), reserved('b', 500n, '2024-03-20')], 0],
    ['payments to one payee', [prepared('a', 600n, '2024-03-01', { payee: 'X' }), prepared('b', 500n, '2024-03-02', { payee: 'X' })], 1],
    ['payments to two payees', [prepared('a', 600n, '2024-03-01', { payee: 'X' }), prepared('b', 500n, '2024-03-02', { payee: 'Y' })], 0],
    ['instalments of a commitment', [prepared('a', 600n, '2024-03-01', { payee: 'X', commitment: 'c' }), prepared('b', 500n, '2024-03-02', { payee: 'X', commitment: 'c' })], 0],
    ['a payment that was withdrawn', [prepared('a', 600n, '2024-03-01', { payee: 'X' }), prepared('b', 500n, '2024-03-02', { payee: 'X' }), happened(fundsEvents.PaymentWithdrawn({ payment: 'a', amount: 600n }), '2024-03-03')], 0],
  ])('%s', (_, happenings, expected) => {
    expect(signalHits(splitBelowThreshold, bounds, ledger(...happenings))).toHaveLength(expected);
  });

  it('finds a run if and only if some days hold enough small parts that reach the threshold', () => {
    const part = fc.record({ amount: fc.bigInt(1n, 1_500n), day: fc.integer({ min: 0, max: 200 }) });
    fc.assert(fc.property(fc.array(part, { maxLength: 12 }), fc.integer({ min: 1, max: 60 }), fc.integer({ min: 2, max: 4 }), (parts, days, least) => {
      const happenings = parts.map(({ amount, day }, n) => reserved(`c${n}`, amount, dayPlus('2024-01-01', day)));
      const hits = signalHits(splitBelowThreshold, { threshold: 1_000n, days, parts: least }, ledger(...happenings));
      const small = parts.filter(({ amount }) => amount < 1_000n);
      const some = small.some(({ day: first }) => {
        const window = small.filter(({ day }) => day >= first && day <= first + days);
        return window.length >= least && window.reduce((sum, { amount }) => sum + amount, 0n) >= 1_000n;
      });
      expect(hits.length > 0).toBe(some);
      const named = hits.flatMap(({ events }) => events.map(({ position }) => position));
      expect(new Set(named).size).toBe(named.length);
    }));
  });
});

describe('approved by the requester', () => {
  const approved = (by: string) => happened(fundsEvents.PaymentApproved({ payment: 'a' }), '2024-03-02', { by, role: 'approver' });
  it('sees one person, and not two', () => {
    expect(signalHits(approvedByRequester, {}, ledger(prepared('a', 5n, '2024-03-01', { by: 'an' }), approved('an')))).toMatchObject([{ values: { user: 'an', matter: `${LINE} · a` } }]);
    expect(signalHits(approvedByRequester, {}, ledger(prepared('a', 5n, '2024-03-01', { by: 'an' }), approved('binh')))).toEqual([]);
  });
});

describe('year-end rush', () => {
  it('sees a line that is paid for the most part in the last days of its year', () => {
    const events = ledger(assigned(1_000n), paid('a', 200n, '2024-06-01'), paid('b', 500n, '2025-01-05'), paid('c', 300n, '2025-01-31'));
    const [hit] = signalHits(yearEndRush, { days: 31, percent: 80, least: 1n }, events);
    expect(hit!.events.map(({ position }) => position)).toEqual(['3', '4']);
    expect(hit!.values).toEqual({ line: LINE, days: 31, percent: 80, amount: '800', total: '1000' });
    expect(signalHits(yearEndRush, { days: 31, percent: 81, least: 1n }, events)).toEqual([]);
    expect(signalHits(yearEndRush, { days: 31, percent: 80, least: 801n }, events)).toEqual([]);
  });

  it('more days or a smaller share never show fewer lines', () => {
    const payment = fc.record({ amount: fc.bigInt(1n, 100n), day: fc.integer({ min: 0, max: 395 }) });
    fc.assert(fc.property(fc.array(payment, { maxLength: 15 }), fc.integer({ min: 1, max: 199 }), fc.integer({ min: 2, max: 100 }), (payments, days, percent) => {
      const events = ledger(assigned(100_000n), ...payments.map(({ amount, day }, n) => paid(`p${n}`, amount, dayPlus('2024-01-01', day))));
      const count = (bounds: { days: number; percent: number }) => signalHits(yearEndRush, { ...bounds, least: 1n }, events).length;
      expect(count({ days: days + 1, percent })).toBeGreaterThanOrEqual(count({ days, percent }));
      expect(count({ days, percent: percent - 1 })).toBeGreaterThanOrEqual(count({ days, percent }));
    }));
  });
});

describe('entry after the deadline', () => {
  it('sees what is dated within the plan year and recorded after it', () => {
    const late = paid('a', 5n, '2024-12-20', { recordedOn: '2025-02-14' });
    expect(signalHits(enteredLate, { grace: 0 }, ledger(late))).toMatchObject([{ values: { line: LINE, effectiveOn: '2024-12-20', recordedOn: '2025-02-14', days: 14 } }]);
    expect(signalHits(enteredLate, { grace: 14 }, ledger(late))).toEqual([]);
    expect(signalHits(enteredLate, { grace: 0 }, ledger(paid('a', 5n, '2024-12-20', { recordedOn: '2025-01-31' }), paid('b', 5n, '2025-02-14')))).toEqual([]);
    expect(signalHits(enteredLate, { grace: 0 }, ledger({ ...late, role: 'process' }, { ...late, origin: 'migration' }))).toEqual([]);
  });
});

it('each signal says in both languages what it asks and what it saw, with no value it does not have', () => {
  for (const { title, asks, seen, values } of fundsSignals) {
    for (const words of [title, asks, seen]) expect([words.vi.trim(), words.en.trim()]).not.toContain('');
    for (const [, value] of `${seen.vi} ${seen.en}`.matchAll(/\{(\w+)\}/g)) expect(Object.keys(values as object)).toContain(value);
  }
});
