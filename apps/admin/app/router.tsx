import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRouter, rootRoute, sharedRoutes } from '@ledger/ui/pages/routes';
import { Frame } from './frame/frame';
import { importRoutes } from './pages/import/routes';
import { operatorRoutes } from './pages/operator/routes';
import { registerPages } from './pages/register-pages';

const root = rootRoute(Frame);
const overview = createRoute({ getParentRoute: () => root, path: '/', component: lazyRouteComponent(() => import('./pages/overview/overview-page'), 'Overview') });
const inbox = createRoute({ getParentRoute: () => root, path: '/inbox', component: lazyRouteComponent(() => import('./pages/inbox/inbox-page'), 'InboxPage') });
const command = createRoute({ getParentRoute: () => root, path: '/commands/$command', component: lazyRouteComponent(() => import('./pages/command-page'), 'CommandPage') });

export const router = appRouter(root, [overview, inbox, command, ...importRoutes(root), ...operatorRoutes(root), ...registerPages(root), ...sharedRoutes(root)]);
