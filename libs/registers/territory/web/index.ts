import { defineRegisterWeb } from '@ledger/ui/register/register-web';
import { territoryEvents, unit } from '@ledger/registers/territory/domain';
import * as commands from '@ledger/registers/territory/domain/commands';
import { stateTexts } from './state-texts';

export const territoryWeb = defineRegisterWeb({
  name: 'territory',
  commands,
  deciders: [unit],
  states: stateTexts,
  events: territoryEvents,
  texts: {
    commands: {
      EstablishUnit: { vi: 'Thành lập đơn vị', en: 'Establish a unit' },
      RenameUnit: { vi: 'Đổi tên đơn vị', en: 'Rename a unit' },
      DissolveUnit: { vi: 'Giải thể, sáp nhập đơn vị', en: 'Dissolve or merge a unit' },
    },
    events: {
      UnitEstablished: { vi: 'Thành lập {name} ({code})', en: '{name} ({code}) established' },
      UnitRenamed: { vi: 'Đổi tên thành {name}', en: 'Renamed to {name}' },
      UnitDissolved: { vi: 'Giải thể {name}', en: '{name} dissolved' },
    },
  },
  pickers: { 'unit-code': { table: 'territory/units', value: 'code', labels: ['name', 'parent'], where: { dissolved: 'false' }, order: 'sortKey' } },
  lists: { units: { columns: ['code', 'name', 'level', 'kind', 'parent', 'dissolved'], order: 'sortKey', filters: ['level', 'parent', 'kind'] } },
});
