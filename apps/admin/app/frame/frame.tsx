import type { JSX } from 'react';
import { useCatalogue } from '@ledger/ui/api/queries';
import { holdsOneOf, useSession } from '@ledger/ui/api/session';
import { AppFrame } from '@ledger/ui/frame/app-frame';
import { pageTexts } from '@ledger/ui/pages/texts';
import { PermitsProvider } from '@ledger/ui/work/permits';
import { importPlace } from '../pages/import/import-link';
import { inboxTexts } from '../pages/inbox/texts';
import { operatorPlaces } from '../pages/operator/menu';
import { texts } from '../texts';
import { Delegations } from './delegations';
import { Menu } from './menu';
import { useOwnPermits } from './own-permits';
import { pageLinks } from './page-links';

/** Pages that are not made from a register's description. */
const overview = { title: texts.overview, to: '/' };
const inbox = { title: inboxTexts.title, to: '/inbox' };

export function Frame(): JSX.Element {
  const { me } = useSession();
  const { data } = useCatalogue();
  const permits = useOwnPermits();
  const pages = [overview, inbox, ...pageLinks(data?.registers ?? [], me), importPlace, ...operatorPlaces.filter(({ roles }) => holdsOneOf(me, roles))].map(({ title, to }) => ({ title, to, kind: pageTexts.page }));
  return <PermitsProvider permits={permits}><AppFrame product={texts.product} menu={(onFollow) => <Menu onFollow={onFollow} />} pages={pages} notice={<Delegations />} /></PermitsProvider>;
}
