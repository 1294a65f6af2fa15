import { ReserveCommitment } from '@ledger/registers/funds/domain';
import type { DemoCommand } from '../demo-command';
import { lineOf } from '../funds/capital-plan';
import { evidenceOf } from './papers';
import { dong, irregular, irregularRows } from './rows';

const columns = ['component', 'capitalType', 'originYear', 'holder', 'commitment', 'amount', 'recordedOn', 'paper', 'subject', 'basis'] as const;

/** Contracts that are each small and together are not, and one paper behind two of them. Nothing is paid on them. */
export const splitCommitments = (): readonly DemoCommand[] =>
  irregularRows('irregular-commitments.csv', columns).map((row) => {
    const { commitment, subject } = row;
    const command = new ReserveCommitment({ line: lineOf(row, row.holder), commitment, amount: dong(row.amount, row.at), expiresOn: '2025-01-31', subject });
    return irregular({ ...row, actor: `officer-${row.holder}` }, command, evidenceOf(row.paper));
  });
