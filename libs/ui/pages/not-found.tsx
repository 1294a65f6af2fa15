import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useSay } from '../language/language';
import { pageTexts } from './texts';

export function NotFound(): JSX.Element {
  const say = useSay();
  return <p>{say(pageTexts.notFound)} <Link to="/">{say(pageTexts.home)}</Link></p>;
}
