import { defineRegister } from '@ledger/kit';
import { line } from '@ledger/registers/funds/domain';
import { fundsSignals } from '@ledger/registers/funds/domain/signals';
import { messages } from '@ledger/registers/funds/domain/messages';
import { capitalPlan } from './capital-plan';
import { carryForward } from './carry-forward';
import { namedPrograms, namedUnits, programs, units } from './directories';
import { disbursementTrend } from './disbursement-trend';
import { lineBalances } from './line-balances';
import { overdueFunds } from './overdue-funds';
import { payments } from './payments';
import { pendingApprovals } from './pending-approvals';
import { planDecisions } from './plan-decisions';
import { postings } from './postings';
import { transit } from './transit';

/** Sổ theo dõi vốn chương trình mục tiêu quốc gia. */
export const funds = defineRegister({
  name: 'funds',
  label: { vi: 'Vốn chương trình', en: 'Program funds' },
  deciders: [line],
  projections: [postings, lineBalances, payments, planDecisions, pendingApprovals, units.projection, programs.projection],
  processes: [transit, carryForward],
  reports: [capitalPlan, disbursementTrend, overdueFunds],
  signals: fundsSignals,
  facts: { units: namedUnits, programs: namedPrograms },
  messages,
});
