import { defineRegisterWeb } from '@ledger/ui/register/register-web';
import { program, programsEvents } from '@ledger/registers/programs/domain';
import * as commands from '@ledger/registers/programs/domain/commands';
import { stateTexts } from './state-texts';

export const programsWeb = defineRegisterWeb({
  name: 'programs',
  commands,
  deciders: [program],
  states: stateTexts,
  events: programsEvents,
  texts: {
    commands: {
      OpenProgram: { vi: 'Mở chương trình', en: 'Open a program' },
      AddComponent: { vi: 'Thêm dự án thành phần', en: 'Add a component' },
      CloseProgram: { vi: 'Kết thúc chương trình', en: 'Close a program' },
    },
    events: {
      ProgramOpened: { vi: 'Mở chương trình {name}', en: 'Program {nameEn} opened' },
      ComponentAdded: { vi: 'Thêm {code}: {name}', en: '{code} added: {nameEn}' },
      ProgramClosed: { vi: 'Kết thúc chương trình {code}', en: 'Program {code} closed' },
    },
  },
  pickers: {
    'program-code': { table: 'programs/programs', value: 'code', labels: ['name'], order: 'sortKey', matching: '^[A-Z]+$' },
    'component-code': { table: 'programs/programs', value: 'code', labels: ['name'], order: 'sortKey', matching: '\\.' },
  },
  lists: { programs: { columns: ['code', 'name', 'opensOn', 'closesOn'], order: 'sortKey', filters: ['program'] } },
});
