import { defineRegisterWeb } from '@ledger/ui/register/register-web';
import { house, housingEvents, housingNorm } from '@ledger/registers/housing/domain';
import * as commands from '@ledger/registers/housing/domain/commands';
import { commandTexts, eventTexts } from './texts';

export const housingWeb = defineRegisterWeb({
  name: 'housing',
  commands,
  deciders: [house, housingNorm],
  refusals: () => import('@ledger/registers/housing/domain/messages').then(({ messages }) => messages),
  events: housingEvents,
  texts: { commands: commandTexts, events: eventTexts },
  pickers: {
    'household-id': { table: 'housing/houses', value: 'household', labels: ['commune', 'step'] },
    'housing-norm': { table: 'housing/norms', value: 'norm', labels: ['kind', 'amount'] },
  },
  lists: {
    houses: { filters: ['commune', 'step', 'kind'], order: '-on' },
    norms: { columns: ['norm', 'kind', 'amount'] },
    steps: { columns: ['household', 'commune', 'kind', 'step', 'on'], filters: ['household', 'commune', 'step'] },
    amounts: { columns: ['household', 'commune', 'approved', 'paid'], filters: ['household', 'commune'] },
    units: { hidden: true },
  },
  reports: {
    'housing-progress': {
      chart: { label: ['name'], keys: ['approved', 'started', 'foundation', 'frame', 'roof', 'accepted'], stacked: true },
      behind: (column, row) => (column === 'name' && String(row['code']).length === 5 ? { list: 'houses', filters: { commune: String(row['code']) } } : undefined),
    },
  },
});
