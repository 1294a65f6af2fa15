import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import type { Words } from '@ledger/kit';
import { holdsOneOf, useSession } from '@ledger/ui/api/session';
import { useSay } from '@ledger/ui/language/language';
import { operatorTexts as texts } from './texts';

const operators = ['operator'];
const readers = ['operator', 'inspector'];

interface OperatorPlace {
  readonly title: Words;
  readonly to: string;
  /** Roles any of which see it; absent: whoever is signed in. */
  readonly roles?: readonly string[];
}

/** The pages about the server itself, in the order of the menu. */
export const operatorPlaces: readonly OperatorPlace[] = [
  { title: texts.status, to: '/operations', roles: operators },
  { title: texts.projections, to: '/operations/projections', roles: operators },
  { title: texts.processes, to: '/operations/processes', roles: operators },
  { title: texts.eventStore, to: '/operations/event-store', roles: operators },
  { title: texts.sealing, to: '/operations/sealing', roles: operators },
  { title: texts.users, to: '/operations/users', roles: readers },
  { title: texts.accessLog, to: '/operations/access-log', roles: readers },
  { title: texts.sessions, to: '/operations/sessions' },
];

/** Their links, as far as the person's roles reach. */
export function OperatorLinks({ onFollow }: { readonly onFollow: () => void }): JSX.Element {
  const say = useSay();
  const { me } = useSession();
  return (
    <>
      <p>{say(texts.operations)}</p>
      {operatorPlaces.filter(({ roles }) => holdsOneOf(me, roles)).map(({ title, to }) => <Link key={to} to={to} onClick={onFollow} activeOptions={{ exact: true, includeSearch: false }}>{say(title)}</Link>)}
    </>
  );
}
