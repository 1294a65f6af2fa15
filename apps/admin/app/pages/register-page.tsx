import { useParams } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useCatalogue } from '@ledger/ui/api/queries';
import { useSay } from '@ledger/ui/language/language';
import { NotFound } from '../frame/not-found';

/** A register's lists, and what may be recorded in it. */
export function RegisterPage(): JSX.Element {
  const say = useSay();
  const { register } = useParams({ from: '/registers/$register' });
  const { data } = useCatalogue();
  const known = data?.registers.find(({ name }) => name === register);
  if (!known) return <NotFound />;
  return <h1>{say(known.label)}</h1>;
}
