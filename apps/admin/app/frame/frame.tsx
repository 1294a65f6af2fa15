import type { JSX } from 'react';
import { AppFrame } from '@ledger/ui/frame/app-frame';
import { pageTexts } from '@ledger/ui/pages/texts';
import { operatorPlaces } from '../pages/operator/menu';
import { texts } from '../texts';
import { Menu } from './menu';

/** Pages that are not made from a register's description. */
const pages = [{ title: texts.overview, kind: pageTexts.page, to: '/' }, ...operatorPlaces.map(({ title, to, roles }) => ({ title, kind: pageTexts.page, to, roles }))];

export const Frame = (): JSX.Element => <AppFrame product={texts.product} menu={(onFollow) => <Menu onFollow={onFollow} />} pages={pages} />;
