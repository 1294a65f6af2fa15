import type { RecordedEvent } from '../api/catalogue';
import { useSay } from '../language/language';
import { useNames, usePerson } from '../names/names';
import { uiTexts } from '../texts';

type Actor = RecordedEvent['metadata']['actor'];

/** The role that somebody acted under, by its name, and whose it is when it was lent. */
export function useActingRole(): (actor: Actor) => string {
  const say = useSay();
  const nameOf = useNames();
  const person = usePerson();
  return ({ role, lentBy }) => {
    const name = nameOf('role', role) ?? role;
    return lentBy === undefined ? name : say(uiTexts.lentRole, { role: name, lender: person(lentBy) });
  };
}

/** Who did it, under which role, in which unit. */
export function useWho(): (actor: Actor) => string {
  const say = useSay();
  const nameOf = useNames();
  const roleOf = useActingRole();
  const person = usePerson();
  return (actor) => say(uiTexts.who, { user: person(actor.user), role: roleOf(actor), unit: nameOf('unit-code', actor.unit) ?? actor.unit });
}
