import { ApproveCorrection, AssignCapitalPlan, ApproveCapitalPlan, AllocateFunds, balanceOf, CheckPayment, CorrectEntry, entriesOf, line, PayPayment, PreparePayment, ApprovePayment } from '@ledger/registers/funds/domain';
import { messages } from '@ledger/registers/funds/domain/messages';
import { LedgerInMemory } from '@ledger/registers/funds/domain/testing/ledger-in-memory';
import { trialOf } from '@ledger/ui/work/trial';
import { verdictOn, type Standing } from '@ledger/ui/work/verdict';
import { fundsWeb } from './index';
import { figuresOf } from './plan/figures';

const LINE = 'GNBV:investment:central:2024:2024:02869';
const today = '2024-06-01';
const unit = { code: '02869', revision: 0, name: 'Bản Liền', sortKey: '', level: 'commune', kind: 'commune', dissolved: false } as const;
const program = { code: 'GNBV', revision: 0, program: 'GNBV', name: '', sortKey: '', opensOn: '2021-01-01', closesOn: '2025-12-31' };
const act = (user: string, effectiveOn = '2024-04-01') => ({ actor: { user, role: '', unit: '10' }, effectiveOn, recordedAt: `${today}T01:00:00Z`, recordedOn: today, legalBasis: { number: '1', issuedOn: '2024-01-01' } });

function checkedPayment(): LedgerInMemory {
  const ledger = new LedgerInMemory({ units: [unit], programs: [program] } as never);
  ledger.execute(new AssignCapitalPlan({ line: LINE, decision: 'QD', amount: 1_000n }), act('finance', '2024-02-01'));
  ledger.execute(new ApproveCapitalPlan({ line: LINE, decision: 'QD' }), act('approver', '2024-02-01'));
  ledger.execute(new AllocateFunds({ line: LINE, allocation: 'PB', parts: [{ to: LINE, amount: 1_000n }] }), act('finance', '2024-03-01'));
  ledger.execute(new PreparePayment({ line: LINE, payment: 'TT', kind: 'completed-volume', amount: 300n }), act('maria'));
  ledger.execute(new CheckPayment({ line: LINE, payment: 'TT' }), act('nam'));
  return ledger;
}

const commandOf = (name: string) => fundsWeb.commands.find((command) => command.name === name)!;
const values = { line: LINE, payment: 'TT' };
const standing = (ledger: LedgerInMemory, user: string, more: Partial<Standing> = {}): Standing => ({ state: ledger.stateOf(LINE), user, today, texts: messages, permits: () => ({ permitted: true, role: 'approver', unit: '10' }), ...more });

describe('what can be done, judged in the browser', () => {
  it('refuses whom the decider refuses, in its register’s words and with the rule cited', () => {
    const verdict = verdictOn(commandOf('ApprovePayment'), values, standing(checkedPayment(), 'maria'));
    expect(verdict).toMatchObject({ possible: false, code: 'funds.same-person' });
    expect(verdict).toHaveProperty('text.vi', expect.stringMatching(/\(maria\)\. Căn cứ: Luật Kế toán/));
    expect(verdictOn(commandOf('ApprovePayment'), values, standing(checkedPayment(), 'lan'))).toMatchObject({ possible: true, effectiveOn: today });
  });

  it('takes the first day on which it would be accepted', () => {
    const late = standing(checkedPayment(), 'lan', { today: '2026-11-22' });
    expect(verdictOn(commandOf('ApprovePayment'), values, late)).toMatchObject({ possible: false, code: 'funds.outside-plan-year', text: { vi: expect.stringContaining('22/11/2026') } });
    expect(verdictOn(commandOf('ApprovePayment'), values, late, ['2026-11-22', '2024-04-01'])).toMatchObject({ possible: true, effectiveOn: '2024-04-01' });
  });

  it('leaves open what has yet to be entered, and asks for the role first', () => {
    const ledger = checkedPayment();
    ledger.execute(new ApprovePayment({ line: LINE, payment: 'TT' }), act('lan'));
    expect(verdictOn(commandOf('PayPayment'), values, standing(ledger, 'finance'))).toMatchObject({ possible: true });
    const nobody = standing(ledger, 'lan', { permits: () => ({ permitted: false, code: 'access.role-not-permitted', details: { roles: { vi: 'Tài chính', en: 'Finance' } } }), texts: { 'access.role-not-permitted': { vi: 'Cần: {roles}', en: 'Needs: {roles}' } } });
    expect(verdictOn(commandOf('PayPayment'), values, nobody)).toEqual({ possible: false, code: 'access.role-not-permitted', text: { vi: 'Cần: Tài chính', en: 'Needs: Finance' } });
  });

  it('plays a correction through to its approval without recording anything', () => {
    const ledger = checkedPayment();
    ledger.execute(new ApprovePayment({ line: LINE, payment: 'TT' }), act('lan'));
    ledger.execute(new PayPayment({ line: LINE, payment: 'TT', treasuryReference: 'KB' }), act('finance'));
    const before = ledger.stateOf(LINE);
    const [{ entry }] = entriesOf(before) as unknown as readonly [{ readonly entry: { readonly id: string } }];
    const by = (user: string) => ({ actor: { user, role: '', unit: '' }, effectiveOn: '2024-04-01' });
    const steps = (approver: string) => [{ command: new CorrectEntry({ line: LINE, entry: entry.id, amount: 200n }), ...by('finance') }, { command: new ApproveCorrection({ line: LINE, entry: entry.id }), ...by(approver) }];
    const trial = trialOf(line, before, steps('lan'), today);
    expect(trial).toMatchObject({ accepted: true });
    expect([balanceOf(before, 'EXP'), balanceOf((trial as { readonly state: typeof before }).state, 'EXP')]).toEqual([300n, 200n]);
    expect(trialOf(line, before, steps('finance'), today)).toMatchObject({ accepted: false, code: 'funds.same-person' });
    expect(ledger.stateOf(LINE)).toBe(before);
  });
});

it('a cell of the plan adds up what accounts stand for', () => {
  const group = (account: string, change: string) => ({ account, change, rows: 1 });
  expect(figuresOf([group('SRC', '-1000'), group('ASG', '100'), group('ALC', '300'), group('RSV', '200'), group('ADV', '150'), group('EXP', '250')])).toEqual({ plan: 1_000n, allocated: 900n, disbursed: 400n, left: 600n });
});
