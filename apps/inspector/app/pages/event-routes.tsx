import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router';
import type { Words } from '@ledger/kit';
import { texts } from '../texts';

/** Pages about events, in the order of the menu. */
export const eventPagesOfMenu: readonly { readonly title: Words; readonly to: string }[] = [
  { title: texts.replay, to: '/replay' },
];

export const eventRoutes = (root: AnyRoute): readonly AnyRoute[] => [
  createRoute({ getParentRoute: () => root, path: '/replay', component: lazyRouteComponent(() => import('./replay/replay-page'), 'ReplayPage') }),
];
