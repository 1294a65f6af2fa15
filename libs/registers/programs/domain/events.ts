import { componentCode, day, optional, programCode } from '@ledger/fields';
import { defineEvents } from '@ledger/kit';
import { componentCodeField, nameEnField, nameField } from './program-words';

const program = {
  code: programCode(),
  name: nameField(),
  nameEn: nameEnField(),
  opensOn: day({ vi: 'Từ ngày', en: 'Opens on' }),
  closesOn: day({ vi: 'Đến hết ngày', en: 'Closes on' }),
};

export const programsEvents = defineEvents('programs', {
  ProgramOpened: program,
  ComponentAdded: {
    code: componentCodeField(),
    program: programCode(),
    parent: optional(componentCode({ vi: 'Thuộc dự án', en: 'Part of' })),
    name: nameField(),
    nameEn: nameEnField(),
  },
  /** Tells the program whole, with its last day. */
  ProgramClosed: program,
});
