import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import type { Words } from '@ledger/kit';
import { useSay } from '@ledger/ui/language/language';
import { RegisterLinks } from '@ledger/ui/pages/register-links';
import { pageTexts } from '@ledger/ui/pages/texts';
import type { SearchEntry } from '@ledger/ui/search/search-entries';
import { casePages } from './pages/case-routes';
import { checkingPages } from './pages/checking-routes';
import { eventPagesOfMenu } from './pages/event-routes';
import { texts } from './texts';

/** The app's own pages, in the order of the menu. */
const own: readonly { readonly title: Words; readonly to: string }[] = [
  { title: texts.workbench, to: '/' },
  ...eventPagesOfMenu,
  ...casePages,
  ...checkingPages,
];

/** As the search box finds them. */
export const pages: readonly SearchEntry[] = own.map((page) => ({ ...page, kind: pageTexts.page }));

/** Where one can go in this app. */
export function Menu({ onFollow }: { readonly onFollow: () => void }): JSX.Element {
  const say = useSay();
  return (
    <>
      {own.map(({ title, to }) => <Link key={to} to={to} onClick={onFollow} activeOptions={{ exact: to === '/', includeSearch: false }}>{say(title)}</Link>)}
      <RegisterLinks onFollow={onFollow} />
    </>
  );
}
