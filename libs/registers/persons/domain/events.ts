import { personId, unitCode } from '@ledger/fields';
import { defineEvents } from '@ledger/kit';

export const personsEvents = defineEvents('persons', {
  ForgettingRequested: { person: personId(), unit: unitCode() },
  ForgettingDeclined: { person: personId() },
  /** The act that destroys the key: what follows from it is done, and done again after a crash, because this was recorded. */
  PersonForgotten: { person: personId() },
});
