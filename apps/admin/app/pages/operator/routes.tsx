import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router';

/** The pages about the server itself. */
export const operatorRoutes = (root: AnyRoute): readonly AnyRoute[] => [
  createRoute({ getParentRoute: () => root, path: '/operations', component: lazyRouteComponent(() => import('./status-page'), 'StatusPage') }),
  createRoute({ getParentRoute: () => root, path: '/operations/projections', component: lazyRouteComponent(() => import('./projections-page'), 'ProjectionsPage') }),
  createRoute({ getParentRoute: () => root, path: '/operations/processes', component: lazyRouteComponent(() => import('./processes-page'), 'ProcessesPage') }),
  createRoute({ getParentRoute: () => root, path: '/operations/event-store', component: lazyRouteComponent(() => import('./event-store-page'), 'EventStorePage') }),
  createRoute({ getParentRoute: () => root, path: '/operations/sealing', component: lazyRouteComponent(() => import('./sealing-page'), 'SealingPage') }),
  createRoute({ getParentRoute: () => root, path: '/operations/users', component: lazyRouteComponent(() => import('./users-page'), 'UsersPage') }),
  createRoute({ getParentRoute: () => root, path: '/operations/sessions', component: lazyRouteComponent(() => import('./sessions-page'), 'SessionsPage') }),
  createRoute({ getParentRoute: () => root, path: '/operations/access-log', component: lazyRouteComponent(() => import('./access-log-page'), 'AccessLogPage') }),
];
