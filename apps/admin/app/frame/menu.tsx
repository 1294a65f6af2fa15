import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useSay } from '@ledger/ui/language/language';
import { RegisterLinks } from '@ledger/ui/pages/register-links';
import { OperatorLinks } from '../pages/operator/menu';
import { ImportLink } from '../pages/import/import-link';
import { InboxLink } from '../pages/inbox/inbox-link';
import { texts } from '../texts';
import { OtherAppLink } from './other-app-link';
import { PageLinks } from './page-links';

/** Where one can go in this app. */
export function Menu({ onFollow }: { readonly onFollow: () => void }): JSX.Element {
  const say = useSay();
  return (
    <>
      <Link to="/" onClick={onFollow} activeOptions={{ exact: true, includeSearch: false }}>{say(texts.overview)}</Link>
      <InboxLink onFollow={onFollow} />
      <PageLinks onFollow={onFollow} />
      <ImportLink onFollow={onFollow} />
      <OtherAppLink />
      <RegisterLinks onFollow={onFollow} />
      <OperatorLinks onFollow={onFollow} />
    </>
  );
}
