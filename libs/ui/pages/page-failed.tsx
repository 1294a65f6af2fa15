import { Link, type ErrorComponentProps } from '@tanstack/react-router';
import type { JSX } from 'react';
import { ErrorNotice } from '../frame/notice';
import { useSay } from '../language/language';
import { pageTexts } from './texts';

/** Stands in the place of a page that broke while it was drawn: the frame and its menu stay, and the page can be tried again. */
export function PageFailed({ error, reset }: ErrorComponentProps): JSX.Element {
  const say = useSay();
  return <><h1>{say(pageTexts.pageFailed)}</h1><ErrorNotice error={error} again={reset} /><p><Link to="/">{say(pageTexts.home)}</Link></p></>;
}
