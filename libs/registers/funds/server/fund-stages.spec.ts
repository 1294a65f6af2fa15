import { MemoryTables, type Act } from '@ledger/kit';
import { AllocateFunds, ApproveCapitalPlan, ApprovePayment, AssignCapitalPlan, CarryForward, CheckPayment, PayPayment, PreparePayment } from '@ledger/registers/funds/domain';
import { LedgerInMemory } from '@ledger/registers/funds/domain/testing/ledger-in-memory';
import { carryForward } from './carry-forward';
import { disbursementTrend, monthsOf } from './disbursement-trend';
import { lastYearDue, overdueFunds } from './overdue-funds';
import { postings } from './postings';
import { transit } from './transit';

const LINE = 'GNBV:investment:central:2024:2024:080';
const facts: any = { units: [{ code: '080', dissolved: false }], programs: [{ code: 'GNBV', program: 'GNBV', opensOn: '2021-01-01', closesOn: '2025-12-31' }] };
const act = (user: string, effectiveOn: string): Act => ({
  actor: { user, role: user, unit: '10' }, effectiveOn, recordedAt: '2025-06-30T02:00:00.000Z', recordedOn: '2025-06-30', legalBasis: { number: '1/NQ-HĐND', issuedOn: '2024-01-01' }, reason: 'because',
});

function story() {
  const ledger = new LedgerInMemory(facts);
  let delivered = 0;
  const run = (command: object, user: string, on: string): void => {
    ledger.execute(command, act(user, on));
    for (; delivered < ledger.log.length; delivered += 1) for (const process of [transit, carryForward]) ledger.deliver(process, ledger.log[delivered]!);
  };
  run(new AssignCapitalPlan({ line: LINE, decision: 'QD', amount: 1_000n }), 'finance', '2024-02-10');
  run(new ApproveCapitalPlan({ line: LINE, decision: 'QD' }), 'approver', '2024-02-10');
  run(new AllocateFunds({ line: LINE, allocation: 'PB', parts: [{ to: LINE, amount: 800n }] }), 'finance', '2024-03-05');
  run(new PreparePayment({ line: LINE, payment: 'TT', kind: 'advance', amount: 300n }), 'officer', '2024-04-20');
  run(new CheckPayment({ line: LINE, payment: 'TT' }), 'checker', '2024-04-21');
  run(new ApprovePayment({ line: LINE, payment: 'TT' }), 'approver', '2024-04-22');
  run(new PayPayment({ line: LINE, payment: 'TT', treasuryReference: 'KB' }), 'finance', '2024-05-02');
  return { ledger, run };
}

function tablesOf(ledger: LedgerInMemory): MemoryTables {
  const tables = new MemoryTables();
  for (const { fact, meta } of ledger.log) {
    const handler = postings.on[fact.type];
    if (handler) tables.change(postings, handler.run(fact.data, meta), meta);
  }
  return tables;
}

function trend(ledger: LedgerInMemory, asOf: string) {
  const tables = tablesOf(ledger);
  const sources = disbursementTrend.sources({ year: 2024 }, asOf);
  return disbursementTrend.build(Object.fromEntries(Object.entries(sources).map(([name, source]) => [name, tables.evaluate(source, { asOf })])) as never, { year: 2024 }, asOf);
}

function overdue(ledger: LedgerInMemory, asOf: string) {
  const tables = tablesOf(ledger);
  return overdueFunds.build({ postings: tables.evaluate(overdueFunds.sources({}, asOf).postings, { asOf }) as never, names: [{ code: '080', name: 'Thành phố', sortKey: '' }] }, {}, asOf);
}

describe('disbursement by month', () => {
  it('is what stood at the end of each month, as far as the day has come', () => {
    const { rows, totals } = trend(story().ledger, '2024-05-20');
    expect(rows.map(({ month, plan, allocated, committed, disbursed }) => [month, plan, allocated, committed, disbursed])).toEqual([
      ['2024-01', '0', '0', '0', '0'], ['2024-02', '1000', '0', '0', '0'], ['2024-03', '1000', '800', '0', '0'], ['2024-04', '1000', '800', '300', '0'], ['2024-05', '1000', '800', '300', '300'],
    ]);
    expect(totals).toMatchObject({ plan: '1000', disbursed: '300', rate: 30 });
  });

  it('runs until the January behind the year', () => {
    expect(monthsOf(2024, '2026-01-01').map(({ day }) => day)).toEqual(['01-31', '02-29', '03-31', '04-30', '05-31', '06-30', '07-31', '08-31', '09-30', '10-31', '11-30', '12-31'].map((day) => `2024-${day}`).concat('2025-01-31'));
    expect(monthsOf(2024, '2023-12-31')).toEqual([]);
    expect(monthsOf(2024, '2024-02-10').at(-1)).toEqual({ month: '2024-02', day: '2024-02-10' });
  });
});

describe('overdue funds', () => {
  it('are what is left behind 31 January of the next year', () => {
    const { ledger } = story();
    expect([lastYearDue('2025-01-31'), lastYearDue('2025-02-01')]).toEqual([2023, 2024]);
    expect(overdue(ledger, '2025-01-31').rows).toEqual([]);
    expect(overdue(ledger, '2025-02-01')).toMatchObject({ rows: [{ holder: '080', name: 'Thành phố', planYear: '2024', plan: '1000', overdue: '700', share: 70 }], totals: { overdue: '700' } });
  });

  it('are none when it was carried forward', () => {
    const { ledger, run } = story();
    run(new CarryForward({ line: LINE, carry: 'CN', account: 'ALC', amount: 500n }), 'finance', '2025-02-05');
    expect(overdue(ledger, '2025-02-10').totals).toMatchObject({ overdue: '200' });
  });
});
