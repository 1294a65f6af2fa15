import type { JSX } from 'react';
import { AppFrame } from '@ledger/ui/frame/app-frame';
import { Menu, pages } from './menu';
import { OfflineBadge } from './offline-badge';
import { texts } from './texts';

export const Frame = (): JSX.Element => <AppFrame product={texts.product} menu={(onFollow) => <Menu onFollow={onFollow} />} pages={pages} signs={<OfflineBadge />} />;
