import { defineRegisterWeb } from '@ledger/ui/register/register-web';
import { fundsEvents, line } from '@ledger/registers/funds/domain';
import * as commands from '@ledger/registers/funds/domain/commands';
import { commandTexts } from './command-texts';
import { eventTexts } from './event-texts';

export const fundsWeb = defineRegisterWeb({
  name: 'funds',
  commands,
  deciders: [line],
  events: fundsEvents,
  texts: { commands: commandTexts, events: eventTexts },
  pickers: { 'line-id': { table: 'funds/lines', value: 'line', labels: ['component', 'capitalType', 'source', 'planYear', 'holder'] } },
  lists: {
    'lines': { columns: ['component', 'capitalType', 'source', 'planYear', 'holder', 'funded', 'allocated', 'committed', 'advanced', 'expended'], filters: ['planYear', 'program', 'holder', 'capitalType', 'source'] },
    'payments': { columns: ['payment', 'holder', 'kind', 'amount', 'step', 'preparedBy', 'preparedOn', 'paidOn'], filters: ['step', 'holder', 'kind', 'preparedBy'], order: '-preparedOn' },
    'pending': { columns: ['kind', 'reference', 'holder', 'amount', 'preparedBy', 'preparedOn', 'reason'], filters: ['kind', 'holder'] },
    'plan-decisions': { filters: ['planYear', 'program', 'holder'] },
    'postings': { filters: ['planYear', 'program', 'holder', 'account'] },
    'units': { hidden: true },
    'programs': { hidden: true },
  },
});
