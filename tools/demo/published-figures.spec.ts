import { registers } from '@ledger/registers';
import { SeenEvent, type Report } from '@ledger/kit';
import { SignalScan, signalsOf } from '@ledger/platform/risk-signals';
import { demoCommands } from './demo-commands';
import { figureIn, liesJustBelow, publishedFigures, type PublishedFigure, type ReportedBody } from './published-figures';
import { recorded } from './testing/demo-histories';
import { Rehearsal } from './testing/rehearsal';

const ledger = new Rehearsal(registers);
const marks = new Map<string, bigint>();
for (const command of demoCommands()) {
  if (command.marks) marks.set(command.marks, ledger.position);
  ledger.issue(command);
}
const reports = new Map<string, Report>(registers.flatMap((register) => register.reports.map((report) => [report.name, report] as const)));

const bodies = new Map<string, ReportedBody>();

/** Each report is built once per position: it reads some sixty thousand rows. */
function body(question: Pick<PublishedFigure, 'report' | 'params' | 'asOf'>, mark?: string): ReportedBody {
  const key = JSON.stringify([question.report, question.params, question.asOf, mark]);
  const known = bodies.get(key) ?? built(question, mark);
  bodies.set(key, known);
  return known;
}

function built({ report, params, asOf }: Pick<PublishedFigure, 'report' | 'params' | 'asOf'>, mark?: string): ReportedBody {
  const decoded = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, name === 'year' ? Number(value) : value]));
  return ledger.report(reports.get(report)!, decoded, { asOf, knownAt: mark === undefined ? undefined : marks.get(mark)! });
}

const capitalPlan = { report: 'capital-plan', params: { year: '2024' }, asOf: '2025-01-31' };
const criteria = { report: 'criteria-matrix', params: { year: '2024' }, asOf: '2024-12-31' };

describe('with the demo loaded', () => {
  it.each(publishedFigures.map((figure) => [figure.id, figure.value, figure.unit, figure] as const))('%s is %s %s', (_id, value, _unit, figure) => {
    const answered = body(figure);
    expect(figureIn(answered, figure)).toBe(value);
    if (figure.qualifier === 'nearly') expect(liesJustBelow(answered, figure)).toBe(true);
  });

  it('the capital plan is the worked table', () => {
    const { rows } = body(capitalPlan);
    const rate = (wanted: object) => rows.find((row) => Object.entries(wanted).every(([key, value]) => row[key] === value))?.['rate'];
    expect([{ level: 'type', capitalType: 'investment' }, { level: 'type', capitalType: 'public-service' }].map(rate)).toEqual([87.18, 63.3]);
    expect(['DTTS', 'NTM', 'GNBV'].map((program) => rate({ level: 'program', program }))).toEqual([71.3, 80.71, 77.1]);
    expect(body(capitalPlan).totals).toMatchObject({ plan: '2418999000000', disbursed: '1782000000000', rate: 73.67, toCarry: '134599000000', carriedForward: '0' });
  });

  it.each([
    ['at-close', '2449999000000', '1783200000000'],
    ['before-adjustment', '2449999000000', '1783200000000'],
    ['before-correction', '2418999000000', '1783200000000'],
  ])('known %s, the plan was %s and %s was disbursed', (mark, plan, disbursed) => {
    expect(body(capitalPlan, mark).totals).toMatchObject({ plan, disbursed });
  });

  it('one criterion more was thought to be met at the close', () => {
    expect(body(criteria, 'at-close').totals).toMatchObject({ met: 1_592, increase: 0.62 });
    expect(body(criteria).totals).toMatchObject({ met: 1_591, average: 12.63, increase: 0.61, c11: 76, c17: 107, awaiting: 0 });
  });

  it('nothing is left in transit and no payment of a house waits for its line', () => {
    const countOf = (type: string) => ledger.events.filter((event) => event.type === type).length;
    expect(countOf('FundsArrivalConfirmed')).toBe(countOf('FundsSent'));
    expect(countOf('CarriedForward')).toBe(countOf('CarryForwardSent'));
    expect(countOf('HousePaymentPosted')).toBe(countOf('HousePaymentRequested'));
    expect([countOf('FundsRefused'), countOf('HousePaymentRefused'), countOf('HousePaid')]).toEqual([0, 0, 5_525]);
  });

  it('each risk signal that accepted commands can give has a few sightings, and what is impossible has none', () => {
    const scans = signalsOf(registers).map((signal) => new SignalScan(signal, signal.standard as never));
    for (const event of ledger.events) {
      const seen = new SeenEvent(recorded(event, event.meta));
      for (const scan of scans) scan.see(seen);
    }
    const hits = Object.fromEntries(scans.map((scan) => [scan.signal.name, scan.hits().length]));
    expect(hits['funds.paid-above-plan']).toBe(0);
    const others = Object.entries(hits).filter(([name]) => name !== 'funds.paid-above-plan');
    expect(others).toHaveLength(13);
    expect(others.filter(([, count]) => count < 1 || count > 99)).toEqual([]);
  });

  it('what was planted for the signals is illustrative and said to be', () => {
    const planted = demoCommands().filter(({ key }) => key.startsWith('demo:odd:'));
    expect(planted.length).toBeGreaterThan(20);
    expect(planted.filter(({ act }) => act.basis !== 'illustrative')).toEqual([]);
  });

  it('every event carries its basis and that it is a demo', () => {
    expect(ledger.events.every(({ meta }) => meta.basis !== undefined && meta.origin === 'demo')).toBe(true);
  });
});
