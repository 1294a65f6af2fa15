import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import type { Words } from '@ledger/kit';
import { holdsOneOf, useSession } from '@ledger/ui/api/session';
import { useSay } from '@ledger/ui/language/language';
import { OPERATORS, READERS } from './roles';
import { operatorTexts as texts } from './texts';

interface OperatorPlace {
  readonly title: Words;
  readonly to: string;
  /** Roles any of which see it; absent: whoever is signed in. */
  readonly roles?: readonly string[];
}

/** The pages about the server itself, in the order of the menu. */
export const operatorPlaces: readonly OperatorPlace[] = [
  { title: texts.status, to: '/operations', roles: OPERATORS },
  { title: texts.projections, to: '/operations/projections', roles: OPERATORS },
  { title: texts.processes, to: '/operations/processes', roles: OPERATORS },
  { title: texts.eventStore, to: '/operations/event-store', roles: OPERATORS },
  { title: texts.sealing, to: '/operations/sealing', roles: OPERATORS },
  { title: texts.users, to: '/operations/users', roles: READERS },
  { title: texts.accessLog, to: '/operations/access-log', roles: READERS },
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
