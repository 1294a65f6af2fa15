import { createRootRoute, createRoute, createRouter, lazyRouteComponent, retainSearchParams } from '@tanstack/react-router';
import { Frame } from './frame/frame';
import { NotFound } from './frame/not-found';
import { Overview } from './pages/overview';
import { parseSearch, stringifySearch, type Search } from './address';

const root = createRootRoute({
  component: Frame,
  notFoundComponent: NotFound,
  validateSearch: (search: Record<string, unknown>): Search => search as Search,
  // Whoever looks at a moment keeps looking at it wherever they go.
  search: { middlewares: [retainSearchParams<Search>(['asOf', 'knownAt'])] },
});

const overview = createRoute({ getParentRoute: () => root, path: '/', component: Overview });
const register = createRoute({ getParentRoute: () => root, path: '/registers/$register', component: lazyRouteComponent(() => import('./pages/register-page'), 'RegisterPage') });

const list = createRoute({ getParentRoute: () => root, path: '/registers/$register/$table', component: lazyRouteComponent(() => import('./pages/list-page'), 'ListPage') });
const command = createRoute({ getParentRoute: () => root, path: '/commands/$command', component: lazyRouteComponent(() => import('./pages/command-page'), 'CommandPage') });
const history = createRoute({ getParentRoute: () => root, path: '/history/$stream', component: lazyRouteComponent(() => import('./pages/history-page'), 'HistoryPage') });
const report = createRoute({ getParentRoute: () => root, path: '/reports/$report', component: lazyRouteComponent(() => import('./pages/report-page'), 'ReportPage') });

export const router = createRouter({
  routeTree: root.addChildren([overview, register, list, command, history, report]),
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
