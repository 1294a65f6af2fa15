import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useSay } from '@ledger/ui/language/language';
import { texts } from '../texts';

export function NotFound(): JSX.Element {
  const say = useSay();
  return <p>{say(texts.notFound)} <Link to="/">{say(texts.overview)}</Link></p>;
}
