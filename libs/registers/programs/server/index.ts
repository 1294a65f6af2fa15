import { defineRegister } from '@ledger/kit';
import { program } from '@ledger/registers/programs/domain';
import { messages } from '@ledger/registers/programs/domain/messages';
import { programList } from './program-list';

export { programList } from './program-list';

/** Sổ chương trình mục tiêu quốc gia. */
export const programs = defineRegister({
  name: 'programs',
  label: { vi: 'Chương trình mục tiêu quốc gia', en: 'National target programs' },
  deciders: [program],
  projections: [programList.projection],
  messages,
});
