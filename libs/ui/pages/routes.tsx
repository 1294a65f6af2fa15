import { createRootRoute, createRoute, createRouter, lazyRouteComponent, retainSearchParams, type AnyRoute, type AnyRouter, type RouteComponent } from '@tanstack/react-router';
import { parseSearch, stringifySearch, type Search } from './address';
import { NotFound } from './not-found';
import { PageFailed } from './page-failed';

/** The root of an app's routes. Whoever looks at a moment keeps looking at it wherever they go. */
export const rootRoute = (frame: RouteComponent): AnyRoute => createRootRoute({
  component: frame,
  notFoundComponent: NotFound,
  validateSearch: (search: Record<string, unknown>): Search => search as Search,
  search: { middlewares: [retainSearchParams<Search>(['asOf', 'knownAt'])] },
});

/** The pages that every app has, made from the registers' own descriptions. */
export const sharedRoutes = (root: AnyRoute): readonly AnyRoute[] => [
  createRoute({ getParentRoute: () => root, path: '/registers/$register', component: lazyRouteComponent(() => import('./register-page'), 'RegisterPage') }),
  createRoute({ getParentRoute: () => root, path: '/registers/$register/$table', component: lazyRouteComponent(() => import('./list-page'), 'ListPage') }),
  createRoute({ getParentRoute: () => root, path: '/history/$stream', component: lazyRouteComponent(() => import('./history-page'), 'HistoryPage') }),
  createRoute({ getParentRoute: () => root, path: '/reports/$report', component: lazyRouteComponent(() => import('./report-page'), 'ReportPage') }),
];

/** `basepath`: where the app is served. */
export const appRouter = (root: AnyRoute, routes: readonly AnyRoute[], basepath = '/'): AnyRouter =>
  createRouter({ routeTree: root.addChildren([...routes]), basepath, parseSearch, stringifySearch, defaultErrorComponent: PageFailed, defaultPreload: 'intent', scrollRestoration: true });
