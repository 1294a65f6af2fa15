import { defineRegisterWeb } from '@ledger/ui/register/register-web';
import { capitalType } from '@ledger/fields';
import { fundsEvents, line } from '@ledger/registers/funds/domain';
import * as commands from '@ledger/registers/funds/domain/commands';
import { commandTexts } from './command-texts';
import { correctionTexts } from './corrections/texts';
import { eventTexts } from './event-texts';
import { inbox } from './inbox';
import { newLine } from './new-line';
import { pages } from './pages';
import { planLevels } from './plan-levels';
import { stateTexts } from './state-texts';

/** The last year that anything was planned for: in January, the year before. */
const newestYear = { list: 'lines', column: 'planYear' } as const;

export const fundsWeb = defineRegisterWeb({
  name: 'funds',
  commands,
  deciders: [line],
  states: stateTexts,
  refusals: () => import('@ledger/registers/funds/domain/messages').then(({ messages }) => messages),
  signals: () => import('@ledger/registers/funds/domain/signals').then(({ fundsSignals }) => fundsSignals),
  events: fundsEvents,
  texts: { commands: commandTexts, events: eventTexts },
  pages,
  corrections: {
    title: correctionTexts.title, kind: 'line', menu: 4, roles: ['finance', 'approver', 'checker', 'inspector'],
    of: ['CapitalPlanAssigned', 'CapitalPlanAdjusted', 'FundsAllocated', 'AdvancePaid', 'PaymentMade', 'AdvanceSettled', 'AdvanceRecovered', 'ExpenditureDisallowed', 'HousePaymentPosted', 'BudgetCancelled'],
    load: () => import('./corrections/line-corrections').then(({ lineCorrections }) => lineCorrections),
  },
  inbox,
  pickers: { 'line-id': { table: 'funds/lines', value: 'line', labels: ['holder', 'component', 'capitalType', 'source', 'planYear', 'originYear'], order: 'holder', codeless: true, composed: newLine } },
  lists: {
    'lines': { columns: ['component', 'capitalType', 'source', 'planYear', 'holder', 'funded', 'allocated', 'committed', 'advanced', 'expended'], filters: ['planYear', 'program', 'holder', 'capitalType', 'source'] },
    'payments': { columns: ['payment', 'holder', 'kind', 'amount', 'step', 'preparedBy', 'preparedOn', 'paidOn'], filters: ['step', 'holder', 'kind', 'preparedBy'], order: '-preparedOn' },
    'pending': { columns: ['kind', 'reference', 'holder', 'amount', 'preparedBy', 'preparedOn', 'reason'], filters: ['kind', 'holder'] },
    'plan-decisions': { filters: ['planYear', 'program', 'holder'] },
    'postings': { filters: ['planYear', 'program', 'holder', 'account'] },
    'units': { hidden: true },
    'programs': { hidden: true },
  },
  reports: {
    'disbursement-trend': { usual: { year: newestYear } },
    'capital-plan': {
      chart: { label: ['program', 'component', 'name'], keys: ['plan', 'disbursed'], only: { level: ['program', 'component', 'holder', 'source'] } },
      says: {
        level: planLevels,
        capitalType: capitalType().choices,
      },
      usual: { year: newestYear, by: 'program-type' },
      behind: (column, row) => {
        const by = ['holder', 'program', 'source', 'component'].find((key) => typeof row[key] === 'string');
        return column === 'name' && by !== undefined ? { list: 'lines', filters: { [by]: String(row[by]) } } : undefined;
      },
    },
  },
});
