import type { JSX } from 'react';
import { holdsOneOf, useSession } from '@ledger/ui/api/session';
import { AppFrame } from '@ledger/ui/frame/app-frame';
import { pageTexts } from '@ledger/ui/pages/texts';
import { operatorPlaces } from '../pages/operator/menu';
import { texts } from '../texts';
import { Menu } from './menu';

/** Pages that are not made from a register's description. */
const overview = { title: texts.overview, to: '/' };

export function Frame(): JSX.Element {
  const { me } = useSession();
  const pages = [overview, ...operatorPlaces.filter(({ roles }) => holdsOneOf(me, roles))].map(({ title, to }) => ({ title, to, kind: pageTexts.page }));
  return <AppFrame product={texts.product} menu={(onFollow) => <Menu onFollow={onFollow} />} pages={pages} />;
}
