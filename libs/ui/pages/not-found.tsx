import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useSay } from '../language/language';
import { pageTexts } from './texts';

export function NotFound(): JSX.Element {
  const say = useSay();
  return <><h1>{say(pageTexts.notFound)}</h1><p><Link to="/">{say(pageTexts.home)}</Link></p></>;
}
