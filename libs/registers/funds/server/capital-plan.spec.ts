import { MemoryTables, type Act, type ReportRow } from '@ledger/kit';
import {
  AdjustCapitalPlan, AllocateFunds, ApproveCapitalPlan, ApprovePayment, AssignCapitalPlan, CarryForward, CheckPayment, PayPayment, PreparePayment, RecoverAdvance,
} from '@ledger/registers/funds/domain';
import { LedgerInMemory } from '@ledger/registers/funds/domain/testing/ledger-in-memory';
import { capitalPlan } from './capital-plan';
import { carryForward } from './carry-forward';
import { postings } from './postings';
import { transit } from './transit';

const billion = 1_000_000_000n;
const tenths = (amount: number): bigint => (BigInt(Math.round(amount * 10)) * billion) / 10n;

const codes = ['DTTS', 'NTM', 'GNBV'];
const facts: any = {
  units: ['10', '080'].map((code) => ({ code, dissolved: false })),
  programs: codes.map((code) => ({ code, program: code, opensOn: '2021-01-01', closesOn: '2025-12-31' })),
};

const act = (user: string, effectiveOn: string, more: Partial<Act> = {}): Act => ({
  actor: { user, role: user, unit: '10' }, effectiveOn, recordedAt: '2025-06-30T02:00:00.000Z', recordedOn: '2025-06-30',
  legalBasis: { number: '1/NQ-HĐND', issuedOn: '2024-01-01' }, reason: 'because', ...more,
});

class Story {
  readonly ledger = new LedgerInMemory(facts);
  private delivered = 0;

  do(command: object, user: string, on: string, more: Partial<Act> = {}): this {
    this.ledger.execute(command, act(user, on, more));
    while (this.delivered < this.ledger.log.length) {
      const event = this.ledger.log[this.delivered++]!;
      for (const process of [transit, carryForward]) this.ledger.deliver(process, event);
    }
    return this;
  }

  plan(line: string, amount: bigint, on = '2024-01-15', more: Partial<Act> = {}): this {
    return this.do(new AssignCapitalPlan({ line, decision: 'QD', amount }), 'finance', on, more).do(new ApproveCapitalPlan({ line, decision: 'QD' }), 'approver', on, more);
  }

  allocate(line: string, to: string, amount: bigint): this {
    return this.do(new AllocateFunds({ line, allocation: `PB-${this.delivered}`, parts: [{ to, amount }] }), 'finance', '2024-02-01');
  }

  pay(line: string, payment: string, amount: bigint, on = '2024-12-20', kind: 'advance' | 'completed-volume' = 'completed-volume'): this {
    return this.do(new PreparePayment({ line, payment, kind, amount }), 'officer', on)
      .do(new CheckPayment({ line, payment }), 'checker', on)
      .do(new ApprovePayment({ line, payment }), 'approver', on)
      .do(new PayPayment({ line, payment, treasuryReference: 'KB' }), 'finance', on);
  }

  report(asOf: string, params: { year?: number; by?: 'program-type' | 'holder' | 'component' | 'source' } = { year: 2024 }, knownAt?: bigint) {
    const tables = new MemoryTables();
    for (const { fact, meta } of this.ledger.log) {
      const handler = postings.on[fact.type];
      if (handler) tables.change(postings, handler.run(fact.data, meta), meta);
    }
    const sources = capitalPlan.sources(params, asOf);
    return capitalPlan.build({ postings: tables.evaluate(sources.postings, { asOf, knownAt }), names: [] }, params, asOf);
  }
}

const lineOf = (program: string, type: string, holder = '10') => `${program}:${type}:central:2024:2024:${holder}`;
const find = (rows: readonly ReportRow[], level: string, more: object = {}) => rows.find((row) => Object.entries({ level, ...more }).every(([key, value]) => row[key] === value));

/** The plan year 2024 of the province as it was published, program by capital type. */
function published(): Story {
  const story = new Story();
  const figures: readonly [string, string, bigint, bigint][] = [
    ['DTTS', 'investment', 620n * billion - 1_000_000n, tenths(530)], ['DTTS', 'public-service', 960n * billion, tenths(596.5)],
    ['NTM', 'investment', 150n * billion, tenths(136.5)], ['NTM', 'public-service', 89n * billion, tenths(56.4)],
    ['GNBV', 'investment', 280n * billion, tenths(248.9)], ['GNBV', 'public-service', 320n * billion, tenths(213.7)],
  ];
  for (const [program, type, plan, disbursed] of figures) {
    const line = lineOf(program, type);
    story.plan(line, plan).allocate(line, lineOf(program, type, '080'), plan).pay(lineOf(program, type, '080'), 'TT', disbursed);
  }
  return story;
}

describe('the report capital-plan', () => {
  it('gives the published figures of 2024 as of 31 January 2025', () => {
    const { rows, totals } = published().report('2025-01-31');
    expect(totals).toMatchObject({ plan: '2418999000000', disbursed: '1782000000000', rate: 73.67 });
    expect(find(rows, 'type', { capitalType: 'investment' })).toMatchObject({ disbursed: '915400000000', rate: 87.18, left: '134599000000', leftShare: 12.82, toCarry: '134599000000' });
    expect(find(rows, 'type', { capitalType: 'public-service' })).toMatchObject({ disbursed: '866600000000', rate: 63.3, toCarry: '0' });
    expect(codes.map((program) => find(rows, 'program', { program })!.rate)).toEqual([71.3, 80.71, 77.1]);
  });

  it('keeps the picture of the closing when funds are carried forward later', () => {
    const line = lineOf('NTM', 'investment', '080');
    const story = published();
    const closing = story.report('2025-01-31');
    story.do(new CarryForward({ line, carry: 'KD-1', account: 'ALC', amount: tenths(13.5) }), 'finance', '2025-04-15');
    expect(story.report('2025-01-31')).toEqual(closing);
    expect(find(story.report('2025-04-15').rows, 'program-type', { program: 'NTM', capitalType: 'investment' })).toMatchObject({ left: '13500000000', toCarry: '0', carriedForward: '13500000000' });
    expect(story.report('2025-04-15', {}).totals).toMatchObject({ plan: '13500000000', disbursed: '0', rate: 0 });
  });

  it('counts a plan once, wherever it was allocated', () => {
    const story = new Story().plan(lineOf('GNBV', 'investment'), 100n).allocate(lineOf('GNBV', 'investment'), lineOf('GNBV', 'investment', '080'), 60n);
    const { rows, totals } = story.report('2024-06-30', { year: 2024, by: 'holder' });
    expect(totals.plan).toBe('100');
    expect([find(rows, 'holder', { holder: '10' })!.plan, find(rows, 'holder', { holder: '080' })!.plan]).toEqual(['40', '60']);
  });

  it('says what was known then, and what is known now, of the same day', () => {
    const line = lineOf('GNBV', 'investment');
    const story = new Story().plan(line, 100n);
    const before = BigInt(story.ledger.log.length);
    story.do(new AdjustCapitalPlan({ line, decision: 'DC', change: 20n }), 'finance', '2024-12-15').do(new ApproveCapitalPlan({ line, decision: 'DC' }), 'approver', '2024-12-15');
    expect(story.report('2024-12-31', { year: 2024 }, before).totals.plan).toBe('100');
    expect(story.report('2024-12-31').totals.plan).toBe('120');
    expect(story.report('2024-12-14').totals.plan).toBe('100');
  });

  it('takes a recovered advance out of what is disbursed from the day of recovery', () => {
    const line = lineOf('GNBV', 'investment');
    const story = new Story().plan(line, 100n).allocate(line, line, 100n).pay(line, 'TU', 80n, '2024-03-01', 'advance');
    story.do(new RecoverAdvance({ line, advance: 'TU', amount: 30n }), 'finance', '2024-09-01');
    expect(['2024-02-29', '2024-08-31', '2024-09-01'].map((day) => story.report(day).totals.disbursed)).toEqual(['0', '80', '50']);
  });

  it('shows the weakest basis behind each row, and nothing of a rate without a plan', () => {
    const story = new Story().plan(lineOf('GNBV', 'investment'), 100n, '2024-01-15', { basis: 'published' }).plan(lineOf('NTM', 'investment'), 50n, '2024-01-15', { basis: 'apportioned' });
    const { rows, totals, notes } = story.report('2024-12-31');
    expect([find(rows, 'program', { program: 'GNBV' })!.basis, find(rows, 'type')!.basis, totals.basis]).toEqual(['published', 'apportioned', 'apportioned']);
    expect(story.report('2023-12-31').totals).toMatchObject({ plan: '0', rate: null, leftShare: null });
    expect(notes).toHaveLength(3);
  });

  it('takes no basis from what changes no figure', () => {
    const line = lineOf('GNBV', 'investment');
    const story = new Story().plan(line, 100n, '2024-01-15', { basis: 'apportioned' });
    story.do(new AllocateFunds({ line, allocation: 'a', parts: [{ to: line, amount: 60n }] }), 'finance', '2024-02-01', { basis: 'illustrative' });
    expect(story.report('2024-12-31').totals.basis).toBe('apportioned');
  });
});
