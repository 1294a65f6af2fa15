import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { holdsOneOf, useSession } from '@ledger/ui/api/session';
import { useCatalogue } from '@ledger/ui/api/queries';
import { useSay } from '@ledger/ui/language/language';
import { byMenuOrder } from '../registers';
import { texts } from '../texts';

export function Overview(): JSX.Element {
  const say = useSay();
  const { me } = useSession();
  const { data } = useCatalogue();
  return (
    <>
      <h1>{say(texts.overview)}</h1>
      <ul className="lg-tiles">
        {byMenuOrder(data?.registers ?? []).filter(({ readers }) => holdsOneOf(me, readers)).map(({ name, label }) => (
          <li key={name}><Link to="/registers/$register" params={{ register: name }}>{say(label)}</Link></li>
        ))}
      </ul>
    </>
  );
}
