import { defineRegister, handle } from '@ledger/kit';
import { person, personsEvents, type RequestForgetting } from '@ledger/registers/persons/domain';
import { messages } from '@ledger/registers/persons/domain/messages';
import { unitDirectory } from '@ledger/registers/territory/domain';
import { appearancesOf, personAppearances } from './appearances';
import { forgettingList } from './forgettings';

const units = unitDirectory('persons');

/** Sổ dữ liệu cá nhân. */
export const persons = defineRegister({
  name: 'persons',
  label: { vi: 'Dữ liệu cá nhân', en: 'Personal data' },
  deciders: [person],
  projections: [units.projection, personAppearances, forgettingList],
  facts: { appearances: appearancesOf, units: ({ unit }: RequestForgetting) => units.inForce([unit]) },
  forgets: handle(personsEvents, { PersonForgotten: ({ person }) => person }),
  readers: ['operator', 'inspector', 'approver'],
  messages,
});
