import { eventIdOf, commandIdOf } from '@ledger/platform/nest/ledger/identifiers';
import {
  ApproveCorrection, ApprovePayment, CheckPayment, CorrectEntry, PayPayment, PreparePayment, ReserveCommitment, SettleAdvance,
} from '@ledger/registers/funds/domain';
import { after } from '../calendar';
import { demoCommand, type DemoCommand } from '../demo-command';
import type { CapitalType, HolderLine, PlanLine } from '../funds/capital-plan';
import { entryCorrections, type EntryCorrection } from '../funds/entry-corrections';
import { lineSpending, type PlannedPayment } from '../funds/payments';
import { people } from '../people';
import { idOf } from './capital-plan';

/** Contracts, advances and payments of every district's line; what goes to houses is paid by the housing register. */
export function paymentCommands(plan: readonly PlanLine[]): readonly DemoCommand[] {
  const corrections = entryCorrections();
  return plan.flatMap(({ holders, capitalType }) =>
    holders
      .filter(({ forHouses, disbursed }) => !forHouses && disbursed > 0n)
      .flatMap((holder) => lineCommands(holder, capitalType, corrections.find(({ line }) => line === holder.line))),
  );
}

function lineCommands(holder: HolderLine, capitalType: CapitalType, correction: EntryCorrection | undefined): readonly DemoCommand[] {
  const { line } = holder;
  const spending = lineSpending(holder, capitalType, 'TT');
  const commitment = 'HD-01';
  const committed = spending.committed + (correction?.excess ?? 0n);
  const reserve = new ReserveCommitment({ line, commitment, amount: committed, expiresOn: '2025-01-31', subject: 'Hợp đồng trong năm 2024 (minh họa)' });
  const payments = spending.payments.map((payment, index) => (index + 1 === correction?.payment ? { ...payment, amount: payment.amount + correction.excess } : payment));
  return [
    demoCommand(`commit:${line}`, reserve, people.officerOf(holder.holder), { day: spending.committedOn, hour: 'morning' }, 'illustrative'),
    ...(spending.advance ? [...paymentSteps(holder, 'advance', spending.advance, commitment), ...settlement(line, spending.advance)] : []),
    ...payments.flatMap((payment) => paymentSteps(holder, 'completed-volume', payment, commitment)),
    ...(correction ? correctionSteps(correction, spending.payments[correction.payment - 1]!) : []),
  ];
}

function paymentSteps({ line, holder }: HolderLine, kind: 'advance' | 'completed-volume', payment: PlannedPayment, commitment: string): readonly DemoCommand[] {
  const { id, amount, preparedOn, paidOn } = payment;
  const key = payKey(line, id);
  const prepare = new PreparePayment({ line, payment: id, kind, amount, commitment, payee: 'Nhà thầu (minh họa)' });
  const pay = new PayPayment({ line, payment: id, treasuryReference: `KB-${idOf(line)}-${id}` });
  return [
    demoCommand(`prepare:${key}`, prepare, people.officerOf(holder), { day: preparedOn, hour: 'morning' }, 'apportioned'),
    demoCommand(`check:${key}`, new CheckPayment({ line, payment: id }), people.checkerOf(holder), { day: preparedOn, hour: 'afternoon' }, 'apportioned'),
    demoCommand(`approve:${key}`, new ApprovePayment({ line, payment: id }), people.approverOf(holder), { day: after(preparedOn, 1), hour: 'morning' }, 'apportioned'),
    demoCommand(key, pay, people.finance, { day: paidOn, hour: 'afternoon' }, 'apportioned'),
  ];
}

const payKey = (line: string, payment: string): string => `pay:${line}:${payment}`;

const settlement = (line: string, { id, settled, settledOn }: { id: string; settled: bigint; settledOn: string }): readonly DemoCommand[] =>
  settled === 0n ? [] : [demoCommand(`settle:${line}:${id}`, new SettleAdvance({ line, advance: id, amount: settled }), people.finance, { day: settledOn, hour: 'noon' }, 'apportioned')];

/** The entry is named by the id of its event, which follows from the command that made it. */
function correctionSteps(correction: EntryCorrection, payment: PlannedPayment): readonly DemoCommand[] {
  const { line, recordedOn, number, issuedOn, basis, reason } = correction;
  const entry = eventIdOf(commandIdOf(people.finance.user, `demo:${payKey(line, payment.id)}`), 0);
  const legalBasis = { number, issuedOn, issuer: 'Sở Tài chính tỉnh Lào Cai (văn bản minh họa)' };
  const when = { day: recordedOn, effectiveOn: payment.paidOn };
  return [
    demoCommand(`correct:${line}:${payment.id}`, new CorrectEntry({ line, entry, amount: payment.amount }), people.finance, { ...when, hour: 'morning' }, basis, { legalBasis, reason, marks: 'before-correction' }),
    demoCommand(`correct:${line}:${payment.id}`, new ApproveCorrection({ line, entry }), people.approver, { ...when, hour: 'afternoon' }, basis, { reason }),
  ];
}
