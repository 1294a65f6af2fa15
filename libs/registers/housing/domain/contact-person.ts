import type { CommandRule, On } from '@ledger/kit';
import { NameContactPerson } from './commands';
import { housingEvents, type HouseFact } from './events';
import type { HouseFacts } from './house-facts';
import { housingScope } from './house-payment';
import { mustBeProposed, mustNotBeOver, type HouseState } from './house-state';

/** Who is to be asked about a house. What is decided never depends on who it is. */
export const contactRules = (on: On<HouseState, HouseFacts, HouseFact>): readonly CommandRule<HouseState, HouseFact>[] => [
  on(NameContactPerson, {
    roles: ['officer', 'program'],
    id: ({ household }) => household,
    scope: (_, state) => housingScope(state),
    decide: (command, state) => {
      const house = mustBeProposed(state);
      mustNotBeOver(house);
      return [housingEvents.ContactPersonNamed({ ...command, commune: house.commune })];
    },
  }),
];
