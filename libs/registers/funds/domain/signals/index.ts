import { handle, type RiskSignal } from '@ledger/kit';
import { reusedEvidence } from '@ledger/platform/risk-signals';
import { fundsEvents } from '../events';
import { enteredLate } from './entered-late';
import { approvedByRequester } from './one-person';
import { paidAbovePlan } from './paid-above-plan';
import { splitBelowThreshold } from './split-below-threshold';
import { yearEndRush } from './year-end-rush';

const papersReused = reusedEvidence({
  name: 'funds.papers-reused',
  title: { vi: 'Chứng từ dùng lại', en: 'Papers used again' },
  asks: {
    vi: 'Cùng một tệp chứng từ (theo mã băm) được nêu cho nhiều khoản thanh toán hoặc cam kết chi khác nhau.',
    en: 'One and the same file (by its hash) is named for several different payments or commitments.',
  },
  of: handle(fundsEvents, {
    CommitmentReserved: ({ commitment }, { id }) => `${id} commitment ${commitment}`,
    PaymentPrepared: ({ payment }, { id }) => `${id} payment ${payment}`,
    AdvancePaid: ({ payment }, { id }) => `${id} payment ${payment}`,
    PaymentMade: ({ payment }, { id }) => `${id} payment ${payment}`,
    AdvanceSettled: ({ advance }, meta) => `${meta.id} settlement ${advance} ${meta.commandId}`,
  }),
});

/** What an inspector may want to look at in the fund ledger. */
export const fundsSignals: readonly RiskSignal[] = [paidAbovePlan, splitBelowThreshold, approvedByRequester, yearEndRush, enteredLate, papersReused];
