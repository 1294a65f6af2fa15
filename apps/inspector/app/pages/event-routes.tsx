import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router';
import type { Words } from '@ledger/kit';
import { texts } from '../texts';

/** Pages about events, in the order of the menu. */
export const eventPagesOfMenu: readonly { readonly title: Words; readonly to: string }[] = [
  { title: texts.replay, to: '/replay' },
  { title: texts.people, to: '/people' },
  { title: texts.lanes, to: '/lanes' },
];

export const eventRoutes = (root: AnyRoute): readonly AnyRoute[] => [
  createRoute({ getParentRoute: () => root, path: '/', component: lazyRouteComponent(() => import('./workbench/workbench'), 'Workbench') }),
  createRoute({ getParentRoute: () => root, path: '/replay', component: lazyRouteComponent(() => import('./replay/replay-page'), 'ReplayPage') }),
  createRoute({ getParentRoute: () => root, path: '/events/$position', component: lazyRouteComponent(() => import('./events/event-page'), 'EventPage') }),
  createRoute({ getParentRoute: () => root, path: '/people', component: lazyRouteComponent(() => import('./people/people-page'), 'PeoplePage') }),
  createRoute({ getParentRoute: () => root, path: '/lanes', component: lazyRouteComponent(() => import('./lanes/lanes-page'), 'LanesPage') }),
];
